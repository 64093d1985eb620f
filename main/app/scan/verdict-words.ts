import { english } from '../../../messages/english';
import type { AttemptView, JudgedInterface } from '../../../protocol/model';
import type { Texts } from '../../../protocol/texts/text';

/** A reason and a next action for files that leave the program: in English, with codes and parameters beside it for other languages and for a replay. */
export interface VerdictWords {
  readonly reason: string;
  readonly reasonCodes: Texts;
  readonly nextAction: string;
  readonly nextActionCodes: Texts;
}

export function verdictWords({ reason, nextAction }: { readonly reason: Texts; readonly nextAction: Texts }): VerdictWords {
  return { reason: english(reason), reasonCodes: reason, nextAction: english(nextAction), nextActionCodes: nextAction };
}

export type InterfaceInWords = Omit<JudgedInterface, 'reason' | 'nextAction'> & VerdictWords;

export function interfaceInWords(judged: JudgedInterface): InterfaceInWords {
  return { ...judged, ...verdictWords(judged) };
}

export type AttemptInWords = Omit<AttemptView, 'reason'> & Pick<VerdictWords, 'reason' | 'reasonCodes'>;

export function attemptInWords(attempt: AttemptView): AttemptInWords {
  return { ...attempt, reason: english(attempt.reason), reasonCodes: attempt.reason };
}
