import { isDeepStrictEqual } from 'node:util';
import { createStore } from '../../../main/adapters/store/create-store';
import { loadSession } from '../../../main/app/scan/load-session';
import type { StoredDelivery } from '../../../main/domain/ports/deliveries';
import type { ScanSession } from '../../../main/domain/scan/state';
import { recount, sumOf } from '../../../main/domain/testing/scenario';

const ALL = 1_000_000;

/** What a console has in its records, read when it does not run. */
export interface ConsoleRecords {
  /** Message ids of the reports filed. */
  readonly stored: ReadonlySet<string>;
  readonly quarantined: ReadonlySet<string>;
  /** Answers to operations that are not known here: on disk, and offered to other consoles by the next run. */
  readonly held: ReadonlySet<string>;
  /** By operation, folded again. */
  readonly sessions: ReadonlyMap<string, ScanSession>;
  /** How often each operation was closed. */
  readonly closings: ReadonlyMap<string, number>;
  readonly deliveries: readonly StoredDelivery[];
  /** Sums that do not close, one sentence each. */
  readonly problems: readonly string[];
}

export async function readConsoleRecords(file: string): Promise<ConsoleRecords> {
  const store = await createStore({ file });
  try {
    const stored = new Set<string>();
    const sessions = new Map<string, ScanSession>();
    const closings = new Map<string, number>();
    const problems: string[] = [];
    for (const { operationId } of await store.listOperations(ALL)) {
      for (const { properties } of await store.loadReports(operationId)) stored.add(messageIdIn(properties));
      const closed = (await store.loadEvents(operationId)).filter(({ event }) => event.kind === 'scanClosed');
      closings.set(operationId, closed.length);
      const session = await loadSession(store, operationId);
      if (session === null) continue;
      sessions.set(operationId, session);
      const { counts } = session;
      if (sumOf(counts) !== counts.expected)
        problems.push(`The sum of ${operationId} does not close: ${JSON.stringify(counts)}.`);
      if (!isDeepStrictEqual({ ...counts, quarantined: 0 }, recount(session)))
        problems.push(`The counts of ${operationId} are not those of its devices: ${JSON.stringify(counts)}.`);
    }
    const quarantined = new Set((await store.listQuarantined(ALL)).map(({ properties }) => messageIdIn(properties)));
    const held = new Set<string>();
    for (const { id } of await store.listHeld()) {
      const message = await store.loadHeld(id);
      if (message !== null) held.add(messageIdIn(message.properties));
    }
    return { stored, quarantined, held, sessions, closings, deliveries: await store.listDeliveries(null), problems };
  } finally {
    await store.close();
  }
}

function messageIdIn(properties: Readonly<Record<string, unknown>>): string {
  return String(properties['messageId']);
}
