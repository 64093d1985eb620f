import { verbatim } from '../../protocol/texts/text';
import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../protocol/ipc';
import type { DeviceListRow } from '../../protocol/registry/views';
import { isA } from '../../protocol/registry/type-trees';
import { AGENTS, madePage, madeRow } from './made-registry';

export type RegistryCommand = Extract<CommandName, `registry.${string}`>;
type Handlers = {
  readonly [N in RegistryCommand]: (input: CommandInput<N>) => IpcReply<CommandOutput<N>>;
};

const ok = <T>(value: T): IpcReply<T> => ({ ok: true, value });
const failed = (sentence: string): IpcReply<never> => ({
  ok: false,
  error: { kind: 'failed', code: 'scripted', texts: verbatim(sentence) },
});

/** A registry of so many devices, without main. Every second device is rated from pictures. */
export function scriptedRegistry(count: number): Handlers {
  const rows = Array.from({ length: count }, (_, number) => madeRow(number));
  const accepted = ok({ event: 'event-new' });
  const pageOf = (device: number) => {
    const place = rows.findIndex(({ id }) => id === device);
    const row = rows[place];
    return row === undefined ? null : madePage(row, place % 2 === 1);
  };
  return {
    'registry.devices': ({ offset = 0, limit = 100, sort = 'updated', descending = true, ...filter }) => {
      const found = rows
        .filter((row) => fits(row, filter))
        .toSorted((one, other) => order(one, other, sort) * (descending ? -1 : 1));
      return ok({ rows: found.slice(offset, offset + limit), total: found.length });
    },
    'registry.models': () => {
      const models = new Map<string, number>();
      for (const { model } of rows) if (model !== null) models.set(model, (models.get(model) ?? 0) + 1);
      return ok(Array.from(models, ([model, many]) => ({ model, count: many })));
    },
    'registry.device': ({ device }) => ok(pageOf(device)),
    'registry.events': () => ok([]),
    'registry.image': ({ image }) => ok({ fileFormat: 'png', content: drawnPicture(image) }),
    'registry.agents': () => ok([...AGENTS]),
    'registry.openSnapshots': () => ok(rows.slice(0, 1).flatMap(({ id }) => pageOf(id)?.openSnapshots ?? [])),
    'registry.lookUp': ({ code }) => {
      const found = rows.filter(({ serialNumber, tags }) => serialNumber === code || tags.includes(code)).map(({ id }) => id);
      return ok({
        devices: found,
        texts: verbatim(found.length > 0 ? 'Found.' : `Nothing in the registry has the tag or serial number ${code}.`),
      });
    },
    'registry.submitFile': ({ fileName, text }) =>
      ok(
        text.includes('"Snapshot"')
          ? { fileName, accepted: true, texts: verbatim('Snapshot is stored for device 1.'), device: 1, notUnderstood: [] }
          : {
              fileName,
              accepted: false,
              texts: verbatim(
                'The device has no manufacturer, model and serial number, and no tag: it cannot be told from others.',
              ),
              device: null,
              notUnderstood: [],
            },
      ),
    'registry.grade': () => accepted,
    'registry.addPictures': () => accepted,
    'registry.ratePicture': () => accepted,
    'registry.closeSnapshot': () => accepted,
    'registry.addTag': ({ tag }) => (tag.includes('/') ? failed('A tag may not have a slash in it.') : accepted),
    'registry.addAgent': ({ name, type }) =>
      ok([
        ...AGENTS,
        {
          id: 'agent-new',
          name,
          type,
          roles: [],
          taxId: null,
          email: null,
          telephone: null,
          created: '2026-11-21T20:40:00.000Z',
        },
      ]),
    'registry.act': () => accepted,
  };
}

function fits(row: DeviceListRow, filter: CommandInput<'registry.devices'>): boolean {
  const { text = '', type, trading, physical, model, minRating = -1, maxRating = 99 } = filter;
  const words = [row.model, row.manufacturer, row.serialNumber, row.hid, ...row.tags].join(' ').toLowerCase();
  return (
    text
      .toLowerCase()
      .split(' ')
      .every((word) => words.includes(word)) &&
    (type === undefined || isA(row.type, type)) &&
    (trading === undefined || row.trading === trading) &&
    (physical === undefined || row.physical === physical) &&
    (model === undefined || row.model === model) &&
    ((minRating === -1 && maxRating === 99) || (row.rating !== null && row.rating >= minRating && row.rating <= maxRating))
  );
}

function order(one: DeviceListRow, other: DeviceListRow, sort: NonNullable<CommandInput<'registry.devices'>['sort']>): number {
  switch (sort) {
    case 'updated':
      return one.updated.localeCompare(other.updated);
    case 'rating':
      return (one.rating ?? -1) - (other.rating ?? -1);
    case 'price':
      return (one.price?.amount ?? -1) - (other.price?.amount ?? -1);
    case 'model':
      return (one.model ?? '').localeCompare(other.model ?? '');
    case 'id':
      return one.id - other.id;
  }
}

/** A picture that differs by its name, drawn in the page; a single dot where nothing can be drawn. */
function drawnPicture(name: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 640;
  const pen = canvas.getContext('2d');
  if (pen === null) return 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const hue = (name.codePointAt(name.length - 1) ?? 0) * 47;
  const ground = pen.createLinearGradient(0, 0, 960, 640);
  ground.addColorStop(0, `hsl(${String(hue)} 18% 82%)`);
  ground.addColorStop(1, `hsl(${String(hue)} 14% 58%)`);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 960, 640);
  pen.fillStyle = '#20262c';
  pen.beginPath();
  pen.roundRect(280, 80, 400, 480, 18);
  pen.fill();
  pen.fillStyle = '#343d46';
  for (let slot = 0; slot < 7; slot += 1) pen.fillRect(320, 260 + slot * 34, 320, 16);
  pen.fillStyle = '#8fd0a8';
  pen.fillRect(560, 130, 60, 14);
  pen.fillStyle = '#50606e';
  pen.fillRect(320, 120, 180, 60);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
