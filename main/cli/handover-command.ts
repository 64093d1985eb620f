import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import type { Handover } from '../../protocol/handover';
import { localMinute } from '../../protocol/local-time';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { auditLineText } from './audit-command';
import { handoverOf } from './handover-of';
import { dbOf } from './history-arguments';
import { operationText } from './history-command';
import { parse } from './read-options';
import { withHistory } from './with-history';

export interface HandoverArguments {
  readonly db: string;
  readonly json: boolean;
}

export function parseHandoverArguments(args: readonly string[]): HandoverArguments {
  const values = parse(args, { db: { type: 'string' }, json: { type: 'boolean' } });
  return { db: dbOf(values), json: values['json'] === true };
}

/** `burnin handover`: what the shift that runs leaves to the next. docs/shift.md */
export async function handoverCommand(
  { db, json }: HandoverArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  await withHistory(db, say, async (statistics, mark, store) => {
    const card = await handoverOf(store, statistics);
    if (json) {
      write(visibleJson(`${JSON.stringify({ ...mark, ...inWords(card) }, null, 2)}\n`));
      return;
    }
    if (mark.simulation !== undefined) write(`${mark.simulation}\n`);
    for (const line of linesOf(card)) write(`${visibleText(line)}\n`);
  });
}

/** With English in place of codes. */
function inWords(card: Handover) {
  return {
    ...card,
    selfTest: card.selfTest === null ? null : { ...card.selfTest, what: english(card.selfTest.what) },
    messages: card.messages.map((message) => ({
      ...message,
      summary: english(message.summary),
      problem: english(message.problem),
    })),
    decisions: card.decisions.map(({ action, subject, before, after, ...line }) => ({
      ...line,
      action: english(action),
      subject: english(subject),
      before: before === null ? null : english(before),
      after: after === null ? null : english(after),
    })),
  };
}

function linesOf(card: Handover): readonly string[] {
  const { since, until, selfTest, operations, lookedAt, messages, quarantined, decisions } = inWords(card);
  const part = (title: string, none: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? ['', none] : ['', title, ...lines.map((line) => `  ${line}`)];
  return [
    `Shift since ${localMinute(since)}, as it stands at ${localMinute(until)}.`,
    selfTest === null
      ? 'No self-test in this shift.'
      : `Self-test ${localMinute(selfTest.at)}: ${selfTest.outcome}. ${selfTest.what}`,
    ...part('Operations in which something is open:', 'No operation has anything open.', operations.map(operationText)),
    ...(lookedAt === null ? [] : [`  Looked at were the latest ${lookedAt} operations.`]),
    ...part(
      'Messages that the factory has not taken:',
      'The factory has taken every message.',
      messages.map(
        ({ operationId, state, summary, problem }) =>
          `${state.padEnd(9)} ${operationId}: ${summary}${problem === '' ? '' : ` – ${problem}`}`,
      ),
    ),
    '',
    `Quarantine: ${counted(quarantined.ofShift, 'message')} of this shift, ${quarantined.all} in all.`,
    ...part(
      'Waived, cleared and settled in this shift:',
      'Nothing was waived, cleared or settled in this shift.',
      decisions.map(auditLineText),
    ),
  ];
}
