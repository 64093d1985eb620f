import { english } from '../../../messages/english';
import { ok } from '../../../protocol/result';
import { replay } from '../records/replay';

/** A replay whose alterations and differences are in words. */
export function replayInWords(bundle: string, appVersion: string) {
  const outcome = replay(bundle, appVersion);
  if (!outcome.ok) return outcome;
  const { altered, differences, ...rest } = outcome.value;
  return ok({ ...rest, altered: altered.map((one) => english(one)), differences: differences.map((one) => english(one)) });
}

/** What came of one that could be read. */
export type ReplayInWords = Extract<ReturnType<typeof replayInWords>, { readonly ok: true }>['value'];
