import type { DeviceLink, PlacementView, Whereabouts } from '../../../../protocol/registry/views';
import { createDeviceLinks } from './device-links';
import { instant, type PlacementRow } from './records';
import { serialKey } from './serial-key';
import type { Statements } from './statements';

interface StayRow extends PlacementRow {
  /** The scan whose Snapshot ended it. */
  readonly until_operation: string | null;
}

/** Still going on first, then the last to end. */
const LATEST_FIRST = 'order by until is not null, until desc, since desc, component';
const STAYS_OF_COMPONENT = `select * from registry_stay where component = ? ${LATEST_FIRST}`;
const STAYS_NOW_IN = `select * from registry_stay
  where component in (select id from registry_device where parent = ?1) and parent = ?1 and until_seq is null ${LATEST_FIRST}`;
const STAYS_ONCE_IN = `select * from registry_stay where parent = ? and until_seq is not null ${LATEST_FIRST}`;
/** More components than this with one serial number are not told apart by it. */
const MAX_COMPONENTS = 50;

/** Every stay in a computer, or of a component in computers. */
export function compositionOf(statements: Statements, device: number): readonly PlacementView[] {
  const link = createDeviceLinks(statements);
  const rows = [
    ...statements.all<StayRow>(STAYS_NOW_IN, device),
    ...statements.all<StayRow>(STAYS_ONCE_IN, device),
    ...statements.all<StayRow>(STAYS_OF_COMPONENT, device),
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
    `select id from registry_device where id in (select device from registry_serial where key = ?) and is_component = 1
     order by updated desc, id desc limit ?`,
    key,
    MAX_COMPONENTS,
  );
  return components.map(({ id }) => ({
    component: link(id),
    now: nowIn(statements, link, id),
    stays: statements.all<StayRow>(STAYS_OF_COMPONENT, id).map((row) => ({
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
