import type { FaultReason } from '../../protocol/history';
import { messages } from '../messages';

/** Why a device did not pass, in a word: a verdict on a port, or a status. */
export function reasonWord(reason: FaultReason): string {
  const words: Readonly<Record<string, string>> = { ...messages.verdict, ...messages.status };
  return words[reason] ?? reason;
}
