import type { OperationId } from '../../../protocol/ids';
import type { DeviceRow } from '../../../protocol/model';
import { messages } from '../../messages';
import type { Console } from '../../store/console';

/** As many devices as one rescan may name. */
const MAX_AT_ONCE = 20_000;

/** Asks devices again and says so; a refusal is shown by its sentence. */
export async function askAgain(console: Console, operation: OperationId, ids: readonly DeviceRow['id'][]): Promise<void> {
  if (ids.length === 0) return;
  const asked = ids.slice(0, MAX_AT_ONCE);
  const session = await console.askOrTell('scan.rescan', { operation, ids: asked });
  if (session !== undefined) console.hint.say(messages.grid.rescanning({ count: asked.length }));
}
