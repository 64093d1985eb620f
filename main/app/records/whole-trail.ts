import type { StoredAudit } from '../../domain/ports/journal';
import type { StoredCheckpoint } from '../../domain/ports/keeping-time';
import type { Store } from '../../domain/ports/store';

/** So many entries are in memory at once; one may hold the roster of a scan. */
const TOGETHER = 100;

/** What people did, newest first, however much it is. @param most of it */
export async function* trail(store: Pick<Store, 'listAudit'>, most = Infinity): AsyncGenerator<StoredAudit, void> {
  let before = Number.MAX_SAFE_INTEGER;
  for (let left = most; left > 0; left -= TOGETHER) {
    const entries: readonly StoredAudit[] = await store.listAudit(Math.min(TOGETHER, left), before);
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined) return;
    before = last.seq;
  }
}

/** What was pruned, oldest first, of a log that is whole. */
export async function* checkpoints(store: Pick<Store, 'listCheckpoints'>): AsyncGenerator<StoredCheckpoint, void> {
  let after = 0;
  for (;;) {
    const page: readonly StoredCheckpoint[] = await store.listCheckpoints(after, TOGETHER);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}
