import type { DeviceLink, PlacementView, Whereabouts } from '../../../../protocol/registry/views';
import { createDeviceLinks } from './device-links';
import { instant, type PlacementRow, serialKey } from './records';
import type { Statements } from './statements';

interface StayRow extends PlacementRow {
  /** The scan whose Snapshot ended it. */
  readonly until_operation: string | null;
}

const STAYS = `select p.*, e.operation as until_operation
  from registry_placement p left join registry_event e on e.id = p.until_event`;
/** Still going on first, then the last to end. */
const LATEST_FIRST = 'order by p.until is not null, p.until desc, p.since desc, p.component';
/** More components than this with one serial number are not told apart by it. */
const MOST_COMPONENTS = 50;

/** Every stay in a computer, or of a component in computers. */
export function compositionOf(statements: Statements, device: number): readonly PlacementView[] {
  const link = createDeviceLinks(statements);
  const rows = [
    ...statements.all<StayRow>(`${STAYS} where p.parent = ? ${LATEST_FIRST}`, device),
    ...statements.all<StayRow>(`${STAYS} where p.component = ? ${LATEST_FIRST}`, device),
  ];
  return rows.map((row) => ({
    component: link(row.component),
    parent: link(row.parent),
    since: instant(row.since),
    sinceEvent: row.since_event,
    until: row.until === null ? null : instant(row.until),
    untilEvent: row.until_event,
    untilOperation: row.until_operation,
    now: nowIn(statements, link, row.component),
  }));
}

/** Components with this serial number or MAC address, however written, and where they were. */
export function whereWas(statements: Statements, serialNumberOrMac: string): readonly Whereabouts[] {
  const link = createDeviceLinks(statements);
  const key = serialKey(serialNumberOrMac);
  if (key === null) return [];
  const components = statements.all<{ readonly id: number }>(
    'select id from registry_device where serial_key = ? and is_component = 1 order by updated desc, id desc limit ?',
    key,
    MOST_COMPONENTS,
  );
  return components.map(({ id }) => ({
    component: link(id),
    now: nowIn(statements, link, id),
    stays: statements.all<StayRow>(`${STAYS} where p.component = ? ${LATEST_FIRST}`, id).map((row) => ({
      parent: link(row.parent),
      since: instant(row.since),
      until: row.until === null ? null : instant(row.until),
      untilOperation: row.until_operation,
    })),
  }));
}

function nowIn(statements: Statements, link: (id: number) => DeviceLink, component: number): DeviceLink | null {
  const parent = statements.first<{ readonly parent: number | null }>(
    'select parent from registry_device where id = ?',
    component,
  )?.parent;
  return parent === undefined || parent === null ? null : link(parent);
}
