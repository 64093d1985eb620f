import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import type { AgentView, DeviceLink, DeviceList, DevicePage, OpenSnapshotView, TagView } from '../../protocol/registry/views';
import { visibleText } from '../../protocol/visible-text';
import { summaryOfPrice, summaryOfRating } from './registry-words';

const MAX_EVENTS = 30;
const UNKNOWN = '–';

/** A table with a heading; every cell fit for a terminal, no line longer than its cells need. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heading, ...rows].map((row) => row.map((text) => visibleText(text)));
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** @param isEmpty there is no device at all */
export function listText({ rows, total }: DeviceList, offset: number, isEmpty = false): string {
  if (total === 0 && isEmpty)
    return 'The registry is empty. Scans fill it (burnin scan, or the console), and burnin registry submit FILE… does.\n';
  if (total === 0) return 'No device is like that.\n';
  const lines = rows.map((row) => [
    String(row.id),
    row.type,
    row.manufacturer ?? UNKNOWN,
    row.model ?? UNKNOWN,
    row.serialNumber ?? UNKNOWN,
    row.tags.join(' '),
    [row.trading, row.physical].filter((state) => state !== null).join(' '),
    row.rating === null || row.range === null ? UNKNOWN : `${row.rating.toFixed(2)} ${row.range}`,
    row.price === null ? UNKNOWN : `${row.price.amount.toFixed(2)} ${row.price.currency}`,
    String(row.componentCount),
    row.open ? 'open' : '',
  ]);
  const heading = ['ID', 'TYPE', 'MANUFACTURER', 'MODEL', 'SERIAL', 'TAGS', 'STATE', 'RATING', 'PRICE', 'PARTS', ''];
  const shown =
    rows.length < total ? `${offset + 1} to ${offset + rows.length} of ${counted(total, 'device')}` : counted(total, 'device');
  return `${table(heading, lines)}${shown}\n`;
}

export function pageText(page: DevicePage): string {
  const lines = [`Device ${page.id}: ${nameOf(page)}`];
  const say = (label: string, value: string | null): void => {
    if (value !== null && value !== '') lines.push(`  ${label.padEnd(12)} ${value}`);
  };
  say('serial', page.serialNumber);
  say('HID', page.hid);
  say('tags', page.tags.join(', '));
  say(
    'properties',
    Object.entries(page.properties)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );
  say('state', [page.trading, page.physical].filter((state) => state !== null).join(', '));
  say('owner', page.owner?.name ?? null);
  say('in hands of', page.possessor?.name ?? null);
  say('is in', page.parent === null ? null : linkText(page.parent));
  if (page.ratingDetails !== null) say('rating', summaryOfRating(page.ratingDetails));
  if (page.priceDetails !== null) say('price', summaryOfPrice(page.priceDetails));
  say('pictures', page.photos.length === 0 ? null : String(page.photos.length));
  section(
    lines,
    'Components now',
    page.components.map((part) => `${linkText(part)}${part.since === null ? '' : `, since ${part.since}`}`),
  );
  section(
    lines,
    page.parent === null && page.componentCount === 0 ? 'Was in' : 'Composition over time',
    page.composition
      .filter(({ until }) => until !== null)
      .map(({ component, parent, since, until, now, untilOperation }) => {
        const what = component.id === page.id ? parent : component;
        const where = now === null || component.id === page.id ? '' : `; now in device ${now.id}`;
        return `${linkText(what)}, ${since} to ${until ?? ''}${untilOperation === null ? '' : ` (scan ${untilOperation})`}${where}`;
      }),
  );
  section(
    lines,
    page.eventCount > MAX_EVENTS ? `Events (the last ${MAX_EVENTS} of ${page.eventCount})` : 'Events',
    page.events
      .slice(0, MAX_EVENTS)
      .map(
        ({ at, type, summary, operation }) =>
          `${at}  ${type}  ${english(summary)}${operation === null ? '' : ` (scan ${operation})`}`,
      ),
  );
  section(lines, 'Open Snapshots', page.openSnapshots.map(openLine));
  return `${lines.map((text) => visibleText(text)).join('\n')}\n`;
}

export function openText(snapshots: readonly OpenSnapshotView[]): string {
  if (snapshots.length === 0) return 'No Snapshot waits for events.\n';
  return `${snapshots
    .map(openLine)
    .map((text) => visibleText(text))
    .join('\n')}\n`;
}

export function tagsText(tags: readonly TagView[]): string {
  if (tags.length === 0) return 'There are no tags.\n';
  return table(
    ['TAG', 'DEVICE', 'ORGANIZATION', 'PROVIDER', 'MADE'],
    tags.map(({ id, device, organization, provider, created }) => [
      id,
      device === null ? UNKNOWN : linkText(device),
      organization ?? '',
      provider ?? '',
      created,
    ]),
  );
}

export function agentsText(agents: readonly AgentView[]): string {
  if (agents.length === 0) return 'There are no agents.\n';
  return table(
    ['ID', 'TYPE', 'NAME', 'ROLES'],
    agents.map(({ id, type, name, roles }) => [id, type, name, roles.join(' ')]),
  );
}

function section(lines: string[], heading: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  lines.push('', heading, ...entries.map((entry) => `  ${entry}`));
}

function openLine({ uuid, id, device, since, expected, missing, stalled }: OpenSnapshotView): string {
  const met = expected.length - missing.length;
  return `Snapshot ${uuid ?? id} of device ${device.id} (${nameOf(device)}), since ${since}: ${met} of ${counted(expected.length, 'event')} came, waits for ${missing.join(', ')}${stalled ? ' - STALLED' : ''}`;
}

function linkText(link: DeviceLink): string {
  return `${link.id} ${nameOf(link)}${link.serialNumber === null ? '' : ` ${link.serialNumber}`}`;
}

function nameOf({ type, manufacturer, model }: Pick<DeviceLink, 'type' | 'manufacturer' | 'model'>): string {
  return [type, manufacturer, model].filter((part) => part !== null).join(' ');
}
