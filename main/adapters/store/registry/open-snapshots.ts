import type { EventRecord } from '../../../domain/registry/model';
import type { OpenSnapshotView } from '../../../../protocol/registry/views';
import { createDeviceLinks } from './device-links';
import { type EventRow, eventOf, instant } from './records';
import type { Statements } from './statements';

/** When a Snapshot counts as stalled. */
export interface Patience {
  /** Ms since 1970. */
  readonly now: number;
  readonly stalledAfterMs: number;
}

/** Snapshots that wait for events, the longest waiting first. @param device only those of this one */
export function listOpenSnapshots(statements: Statements, patience: Patience, device?: number): readonly OpenSnapshotView[] {
  const rows =
    device === undefined
      ? statements.all<EventRow>('select * from registry_event where closed = 0 order by created, seq')
      : statements.all<EventRow>('select * from registry_event where closed = 0 and device = ? order by created, seq', device);
  const link = createDeviceLinks(statements);
  return rows.flatMap((row) => {
    const snapshot = eventOf(row);
    return snapshot.details.family === 'snapshot'
      ? [openSnapshotView(statements, snapshot, snapshot.details, link, patience)]
      : [];
  });
}

function openSnapshotView(
  statements: Statements,
  snapshot: EventRecord,
  details: Extract<EventRecord['details'], { readonly family: 'snapshot' }>,
  link: ReturnType<typeof createDeviceLinks>,
  { now, stalledAfterMs }: Patience,
): OpenSnapshotView {
  const last = statements.first<{ readonly at: number | null }>(
    'select max(created) as at from registry_event where snapshot = (select seq from registry_event where id = ?)',
    snapshot.id,
  );
  const lastEventAt = Math.max(Date.parse(snapshot.created), last?.at ?? 0);
  return {
    id: snapshot.id,
    uuid: details.uuid,
    device: link(snapshot.devices[0] ?? 0),
    since: snapshot.created,
    lastEventAt: instant(lastEventAt),
    expected: details.expected.map(({ type, metBy }) => ({ type, met: metBy !== null })),
    missing: details.expected.flatMap(({ type, metBy }) => (metBy === null ? [type] : [])),
    stalled: now - lastEventAt > stalledAfterMs,
  };
}
