import type { IpcError, IpcReply } from '../protocol/ipc';
import { err, type Result } from '../protocol/result';
import type { Say } from './say';

/** Why main did not do what was asked, in words. */
export interface Refusal {
  readonly kind: IpcError['kind'];
  readonly sentence: string;
  /** What is wrong with single fields of an input. */
  readonly issues: readonly { readonly at: string; readonly what: string }[];
}

/** What main answered, in words where it refused. */
export type Reply<T> = Result<T, Refusal>;

export function replyInWords<T>(reply: IpcReply<T>, say: Say): Reply<T> {
  if (reply.ok) return reply;
  const { texts, ...rest } = reply.error;
  const issues = rest.kind === 'invalidInput' ? rest.issues.map(({ at, fault }) => ({ at, what: say(fault) })) : [];
  return err({ ...rest, sentence: say(texts), issues });
}
