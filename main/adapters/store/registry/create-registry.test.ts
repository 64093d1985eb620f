import { text } from '../../../../protocol/texts/text';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../../../../messages/english';
import { DeviceQuery } from '../../../../protocol/registry/views';
import { REGISTERED_RATES } from '../../../domain/registry/rating/rate-softwares';
import { eventsIn, keyOf, textOf, verdict } from '../../../domain/registry/testing/answers';
import { loadSqlite } from '../sqlite';
import { FROM_HTTP, fixture, openTestRegistry, type TestRegistry } from './testing/test-registry';

let folder = '';
let file = '';
let opened: TestRegistry;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-registry-'));
  file = join(folder, 'console.db');
  opened = await openTestRegistry(file);
});
afterEach(async () => {
  await opened.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (body: unknown) => opened.registry.submit(body, 'any', FROM_HTTP);
const list = (query: Partial<DeviceQuery> = {}) => opened.registry.devices(DeviceQuery.parse(query));
const serials = async (query: Partial<DeviceQuery>) =>
  (await list(query)).rows.map(({ serialNumber }) => String(serialNumber)).toSorted();
const contents = async (serial: string) => {
  const [row] = (await list({ text: serial })).rows;
  const page = row === undefined ? null : await opened.registry.devicePage(row.id);
  return page?.components.map(({ serialNumber }) => String(serialNumber)).toSorted();
};
const typesOf = async (device: number) =>
  (await opened.registry.events(device, 0, 100)).map(
    ({ type, components }) =>
      `${type}(${components
        .map(({ serialNumber }) => String(serialNumber))
        .toSorted()
        .join(' ')})`,
  );

describe('the registry in the database', () => {
  it('follows components that move between two computers', async () => {
    const events: (readonly string[])[] = [];
    const inside: unknown[] = [];
    for (const step of [1, 2, 3, 4]) {
      events.push(eventsIn(await post(fixture(`move-${step}`))));
      inside.push([await contents('p1'), await contents('p2s')]);
    }
    expect(inside).toEqual([
      [['p1c1s', 'p1c2s', 'p1c3s'], undefined],
      [
        ['p1c1s', 'p1c3s'],
        ['p1c2s', 'p2c1s'],
      ],
      [['p1c2s', 'p1c3s'], ['p2c1s']],
      [['p1c3s', 'p1c4s'], ['p2c1s']],
    ]);
    expect(events).toEqual([[], ['Remove 1'], ['Remove 5'], []]);
    expect(await typesOf(1)).toEqual([
      'Snapshot(p1c3s p1c4s)',
      'Snapshot(p1c2s p1c3s)',
      'Remove(p1c2s)',
      'Snapshot(p1c1s p1c2s p1c3s)',
    ]);
    expect((await typesOf(3)).toReversed()).toEqual([
      'Snapshot(p1c1s p1c2s p1c3s)',
      'Snapshot(p1c2s p2c1s)',
      'Remove(p1c2s)',
      'Snapshot(p1c2s p1c3s)',
      'Remove(p1c2s)',
    ]);
    const page = await opened.registry.devicePage(1);
    expect(
      page?.composition.map(({ component, until, now }) => [component.serialNumber, until !== null, now?.serialNumber ?? null]),
    ).toEqual([
      ['p1c4s', false, 'p1'],
      ['p1c3s', false, 'p1'],
      ['p1c2s', true, null],
      ['p1c1s', true, null],
      ['p1c2s', true, null],
    ]);
    expect(page).toMatchObject({ eventCount: 4, componentCount: 2, open: false, parent: null });
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('knows where a card was, whichever way its number is written', async () => {
    await post(fixture('scan-report'));
    await post({
      ...fixture('scan-report'),
      uuid: '0f0f0f0f-0000-4000-8000-000000000042',
      device: { type: 'Server', serialNumber: 'Q186I15816' },
      components: [{ type: 'NetworkAdapter', serialNumber: 'e0:18:7d:2e:ca:68' }],
    });
    const [card, other] = await opened.registry.whereWas('E0-18-7D-2E-CA-68');
    expect(other).toBeUndefined();
    expect(card).toMatchObject({ component: { serialNumber: 'e0:18:7d:2e:ca:68' }, now: { serialNumber: 'Q186I15816' } });
    expect(card?.stays.map(({ parent, until }) => [parent.serialNumber, until])).toEqual([
      ['Q186I15816', null],
      ['Q186I15815', '2026-01-01T00:00:02.000Z'],
    ]);
    expect(await opened.registry.whereWas('---')).toEqual([]);
  });

  it('keeps a Snapshot open until what it expects has come, over a restart', async () => {
    expect(verdict(await opened.registry.createTags(['tag1'], {}, FROM_HTTP))).toBe('201');
    const first = await post(fixture('phase-1'));
    expect(verdict(first)).toBe('201');
    const snapshot = textOf(first, 'id');
    const disks = [6, 7];
    const waiting = async () =>
      (await opened.registry.openSnapshots(Date.UTC(2026, 0, 1, 12))).map(({ missing, stalled }) => [missing, stalled]);
    expect(await waiting()).toEqual([[['StressTest', 'EraseSectors', 'Install'], true]]);
    expect((await list({ text: 'tag1' })).rows).toMatchObject([
      { id: 1, tags: ['tag1'], open: true, rating: 0.85, range: 'VERY_LOW' },
    ]);
    await opened.store.close();
    opened = await openTestRegistry(file, {}, 2);
    await post({ ...fixture('phase-2'), snapshot });
    for (const component of disks) await post({ ...fixture('phase-3'), snapshot, component });
    expect(await waiting()).toEqual([[['Install'], true]]);
    expect(verdict(await post({ ...fixture('phase-4'), snapshot, component: 6 }))).toBe('201');
    expect(await waiting()).toEqual([]);
    for (const id of [snapshot, String(fixture('phase-1')['uuid'])]) {
      const whole = await opened.registry.snapshotJson(id);
      expect(whole).toMatchObject({ ok: true, value: { id: snapshot, closed: true } });
    }
    expect(await opened.registry.deviceOfTag('tag1')).toMatchObject({ ok: true, value: { id: 1, serialNumber: 'd1s' } });
    expect((await opened.registry.devicePage(1))?.ratingDetails).toMatchObject({
      result: { rating: 0.85 },
      others: REGISTERED_RATES.slice(1)
        .toReversed()
        .map(({ software, version }) => ({ software, version })),
    });
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('answers the same submission as before, and refuses another under its uuid', async () => {
    const answers = [await post(fixture('basic')), await post(fixture('basic'))];
    expect(answers[0]).not.toHaveProperty('repeated');
    expect(answers[1]).toEqual({ ...answers[0], repeated: true });
    expect((await opened.registry.devicePage(1))?.events.filter(({ type }) => type === 'Snapshot')).toHaveLength(1);
    expect(verdict(await post({ ...fixture('basic'), elapsed: 5 }))).toBe('422 UniqueViolation uuid');
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('keeps what was refused as it came, and applies nothing of it', async () => {
    const refused = { ...fixture('basic'), device: { type: 'Nonsense' } };
    expect((await post(refused)).status).toBe(422);
    expect((await post('not even an object')).status).toBe(422);
    expect(await list({ type: 'Device' })).toEqual({ rows: [], total: 0 });
    await opened.store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    const rows = db.prepare('select accepted, command from registry_submission order by seq').all() as {
      readonly command: string;
    }[];
    expect(rows).toMatchObject([{ accepted: 0 }, { accepted: 0 }]);
    expect(rows.map(({ command }) => keyOf(JSON.parse(command), 'body'))).toEqual([refused, 'not even an object']);
    db.close();
    opened = await openTestRegistry(file);
  });

  it('says who it does not know', async () => {
    await opened.registry.createTags(['free'], {}, FROM_HTTP);
    expect(await opened.registry.devicePage(9)).toBeNull();
    expect(await opened.registry.image('nothing')).toBeNull();
    const refusals = [
      await opened.registry.deviceJson(9),
      await opened.registry.snapshotJson('nothing'),
      await opened.registry.eventJson('nothing'),
      await opened.registry.deviceOfTag('nothing'),
      await opened.registry.deviceOfTag('free'),
    ];
    expect(refusals.map((answer) => (answer.ok ? null : `${answer.error.code} ${answer.error.type}`))).toEqual([
      '404 ResourceNotFound',
      '404 ResourceNotFound',
      '404 ResourceNotFound',
      '404 ResourceNotFound',
      '422 TagNotLinked',
    ]);
  });

  it('lets snapshots that steal from each other, all sent at once, end in one serial order', async () => {
    const stealing = (computer: number) => ({
      ...fixture('move-1'),
      uuid: `0f0f0f0f-0000-4000-8000-${String(computer).padStart(12, '0')}`,
      device: { type: 'Desktop', chassis: 'Tower', manufacturer: 'p', model: 'p', serialNumber: `computer ${computer}` },
      components: [
        { type: 'Processor', manufacturer: 'p1c2m', model: 'p1c2', serialNumber: 'p1c2s' },
        { type: 'HardDrive', manufacturer: 'h', model: 'h', serialNumber: `disk ${computer % 3}` },
      ],
    });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, computer) => post(stealing(computer))));
    expect(new Set(answers.map(verdict))).toEqual(new Set(['201']));
    const [card] = await opened.registry.whereWas('p1c2s');
    expect(card?.now?.serialNumber).toBe('computer 29');
    expect(card?.stays).toHaveLength(30);
    expect(card?.stays.filter(({ until }) => until === null)).toHaveLength(1);
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('gives every record as a line, and notices tables that are not what the submissions make of them', async () => {
    for (const step of [1, 2, 3]) await post(fixture(`move-${step}`));
    await opened.registry.createTags(['a', 'b'], {}, FROM_HTTP);
    const kinds: string[] = [];
    for await (const line of opened.registry.export()) kinds.push(String(keyOf(JSON.parse(line), 'kind')));
    expect(kinds).toEqual([
      ...Array<string>(6).fill('device'),
      ...Array<string>(5).fill('event'),
      ...Array<string>(6).fill('placement'),
      'tag',
      'tag',
    ]);
    await opened.store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    db.exec("update registry_device set model = 'forged' where id = 3; delete from registry_tag where id = 'b'");
    db.close();
    opened = await openTestRegistry(file);
    const differences = (await opened.registry.checkReplay()).map(english);
    expect(differences).toHaveLength(2);
    expect(differences[0]).toContain('"model":"forged"');
    expect(differences[1]).toContain('misses a tag');
  });

  it('writes into the audit trail what persons did, and no one else', async () => {
    await post(fixture('move-1'));
    await opened.registry.submit({ type: 'ToRepair', devices: [1] }, 'event', {
      kind: 'console',
      author: 'E-1',
      operation: null,
    });
    await opened.registry.submit({ type: 'ToRepair', devices: [99] }, 'event', {
      kind: 'console',
      author: 'E-1',
      operation: null,
    });
    await opened.registry.createTags(['x', 'y'], {}, { kind: 'cli', author: 'root', operation: null });
    expect((await opened.store.listAudit(10)).map(({ event }) => event)).toEqual([
      {
        kind: 'audited',
        person: 'root',
        action: 'registryChanged',
        subject: [text('audit.tags', { tags: 'x, y' })],
        before: null,
        after: null,
      },
      {
        kind: 'audited',
        person: 'E-1',
        action: 'registryChanged',
        subject: [text('audit.ofDevices', { what: 'ToRepair', devices: '1' })],
        before: null,
        after: null,
      },
    ]);
    expect(await opened.store.verifyChain()).toBeNull();
  });

  it('keeps pictures', async () => {
    await post(fixture('move-1'));
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0x00, 0x7f);
    const answer = await post({
      type: 'ImageSet',
      device: 1,
      images: [{ name: 'front', fileFormat: 'jpg', orientation: 'Horizontal', content: Buffer.from(bytes).toString('base64') }],
    });
    expect(verdict(answer)).toBe('201');
    const photos = (await opened.registry.devicePage(1))?.photos;
    expect(photos).toMatchObject([{ name: 'front', rating: null, fileFormat: 'jpg' }]);
    expect(await opened.registry.image(photos?.[0]?.id ?? '')).toEqual({ fileFormat: 'jpg', bytes });
    expect(await opened.registry.checkReplay()).toEqual([]);
  });
});

describe('the list of devices', () => {
  beforeEach(async () => {
    await post(fixture('move-1'));
    await post(fixture('move-2'));
    await post(fixture('computer-monitor'));
    await post(fixture('scan-report'));
  });

  it('shows everything but components, the last changed first, in pages that do not overlap', async () => {
    const all = await list();
    expect(all.total).toBe(4);
    expect(all.rows.map(({ id }) => id)).toEqual([...new Set(all.rows.map(({ id }) => id))]);
    expect(all.rows.map(({ updated }) => updated)).toEqual(
      all.rows
        .map(({ updated }) => updated)
        .toSorted()
        .toReversed(),
    );
    const paged = await Promise.all([0, 1, 2, 3, 4].map((offset) => list({ offset, limit: 1 })));
    expect(paged.flatMap(({ rows }) => rows)).toEqual(all.rows);
    for (const sort of ['updated', 'rating', 'price', 'model', 'id'] as const) {
      for (const type of [undefined, 'Computer', 'Component', 'NetworkAdapter', 'Device'] as const) {
        const query = { sort, ...(type === undefined ? {} : { type }) };
        const up = await list({ ...query, descending: false });
        const down = await list({ ...query, descending: true });
        expect(up.rows.map(({ id }) => id).toReversed()).toEqual(down.rows.map(({ id }) => id));
        expect(up.rows).toHaveLength(up.total);
      }
    }
  });

  it('finds by the beginning of any word', async () => {
    expect(await serials({ text: 'P1' })).toEqual(['p1']);
    expect(await serials({ text: 'q186i' })).toEqual(['Q186I15815']);
    expect(await serials({ text: '15815' })).toEqual([]);
    expect(await serials({ text: 'p1c2', type: 'Component' })).toEqual(['p1c2s']);
    expect(await serials({ text: 'p1c2', type: 'HardDrive' })).toEqual([]);
    expect(await serials({ text: 'e0:18:7d:2e:ca', type: 'NetworkAdapter' })).toEqual(['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69']);
    expect(await serials({ text: 'p', type: 'Device' })).toHaveLength(6);
    for (const text of ['"', '-', '* OR', "p1'; drop table registry_device", '\u0000', 'NEAR(', 'words:p1']) {
      expect((await list({ text })).total).toBeLessThan(5);
    }
    expect((await list({ text: '  ' })).total).toBe(4);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('p1', '"', '\u0000', '\ud800'),
        async (text, more) => {
          expect((await list({ text: `${text}${more}${text}`, type: 'Device' })).total).toBeLessThan(20);
        },
      ),
    );
  });

  it('narrows down by state, rating, model and type', async () => {
    await post({ type: 'ToRepair', devices: [1] });
    await post({ type: 'Sell', devices: [1, 5], to: await agent() });
    expect(await serials({ trading: 'Sold' })).toEqual(['p1', 'p2s']);
    expect(await serials({ trading: 'Sold', physical: 'ToBeRepaired' })).toEqual(['p1']);
    expect(await serials({ trading: 'Sold', text: 'p2' })).toEqual(['p2s']);
    expect(await serials({ model: 'p1' })).toEqual(['p1']);
    expect(await serials({ minRating: 0 })).toEqual([]);
    expect(await serials({ type: 'Server' })).toEqual(['Q186I15815']);
    expect((await list({ type: 'Server', physical: 'InUse' })).total).toBe(0);
    expect(await opened.registry.models(10)).toContainEqual({ model: 'p1', count: 1 });
  });

  const agent = async () => {
    const answer = await opened.registry.createAgent({ type: 'Organization', name: 'Buyer' }, FROM_HTTP);
    expect(await opened.registry.agents()).toMatchObject([{ name: 'Buyer' }]);
    return textOf(answer, 'id');
  };
});
