import type { CommandOutput } from '../../../protocol/ipc';
import { Rack } from '../../../protocol/racks';
import type { Journal } from '../../domain/ports/journal';
import type { Records } from '../../domain/ports/records';

type LastRoster = CommandOutput<'roster.last'>;

/** The list that the latest scan was started with; null where it took whoever answered, or there is none. */
export async function lastRoster(store: Pick<Records, 'latestOperation'> & Pick<Journal, 'loadEvents'>): Promise<LastRoster> {
  const latest = await store.latestOperation();
  if (latest === null) return null;
  const started = (await store.loadEvents(latest.operationId)).find(({ event }) => event.kind === 'scanStarted')?.event;
  if (started?.kind !== 'scanStarted' || started.roster === null) return null;
  const rack = started.rack === undefined ? null : Rack.safeParse(started.rack);
  return {
    operationId: latest.operationId,
    serials: [...started.roster],
    rack: rack?.success === true ? rack.data : null,
  };
}
