import { messages } from '../messages';

/** How a scan was interrupted: a signal ended it then and there, `burnin finish` did later, or nobody has yet. */
export function interruptedWords(interruptedAt: number, closedAt: number | null): string {
  const { interrupted } = messages;
  if (closedAt === null) return interrupted.neverEnded;
  return interruptedAt === closedAt ? interrupted.bySignal : interrupted.finished;
}
