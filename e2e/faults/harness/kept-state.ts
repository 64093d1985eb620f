import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { createStore } from '../../../main/adapters/store/create-store';
import { loadSession } from '../../../main/app/scan/load-session';
import { OperationId } from '../../../protocol/ids';
import type { Snapshot } from '../../../protocol/window-state';

/** What was on disk of one scan when the console was killed: the verdict of each device. Null: the scan was not there yet. */
export type KeptState = { readonly phase: 'scanning' | 'closed'; readonly verdicts: ReadonlyMap<string, string> } | null;

/** Reads a copy of the records, so that it is the console itself that recovers them. */
export async function keptState(file: string, operation: string, place: string): Promise<KeptState> {
  for (const name of await readdir(path.dirname(file)))
    if (name.startsWith(path.basename(file))) await copyFile(path.join(path.dirname(file), name), path.join(place, name));
  const store = await createStore({ file: path.join(place, path.basename(file)) });
  try {
    const session = await loadSession(store, OperationId.parse(operation));
    if (session === null) return null;
    const judged = [...session.devices.values()].filter(({ status }) => status !== 'waiting' && status !== 'reported');
    return { phase: session.phase, verdicts: new Map(judged.map(({ id, status }) => [id, status])) };
  } finally {
    await store.close();
  }
}

/** What the reopened console does not show of it, one sentence each. */
export function missingFrom(snapshot: Snapshot, operation: string, kept: KeptState): readonly string[] {
  if (kept === null) return [];
  const { session, devices } = snapshot;
  if (session?.operationId !== operation)
    return [`The console was reopened on ${session?.operationId ?? 'no scan'}, not on ${operation}.`];
  const now = new Map<string, string>(devices.map(({ id, status }) => [id, status]));
  return [...kept.verdicts].flatMap(([id, status]) => {
    const shown = now.get(id);
    // A second unit with the same serial number may have answered meanwhile.
    return shown === status || shown === 'conflict' || (kept.phase === 'closed' && session.phase === 'scanning')
      ? []
      : [`${id} was ${status} on disk and is ${shown ?? 'not there'} after the restart.`];
  });
}
