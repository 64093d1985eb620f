import type { Handover } from '../../../protocol/handover';
import type { Texts } from '../../../protocol/texts/text';

/** A handover as a table. @param inWords what texts say */
export function handoverTable(
  { since, until, selfTest, operations, messages, quarantined, decisions }: Handover,
  inWords: (texts: Texts) => string,
): readonly (readonly string[])[] {
  const time = (at: number): string => new Date(at).toISOString();
  const row = (what: string, at: number | null, of: string, count: number | null, detail: string): string[] => [
    what,
    at === null ? '' : time(at),
    of,
    count === null ? '' : String(count),
    detail,
  ];
  return [
    ['what', 'time', 'operation', 'count', 'detail'],
    row('shift', since, '', null, `until ${time(until)}`),
    row(
      'self-test',
      selfTest?.at ?? null,
      '',
      null,
      selfTest === null ? 'none' : `${selfTest.outcome}. ${inWords(selfTest.what)}`,
    ),
    ...operations.flatMap(({ operationId, startedAt, closedAt, operatorId, leftOver, onHold, undelivered }) => {
      const open = [
        ['not paired', leftOver?.notPaired ?? 0],
        ['refused', leftOver?.refused ?? 0],
        ['unknown', leftOver?.unknown ?? 0],
        ['on hold', onHold],
        ['not delivered', undelivered],
      ] as const;
      return [
        ...(closedAt === null ? [row('not ended', startedAt, operationId, null, operatorId)] : []),
        ...open.filter(([, count]) => count > 0).map(([what, count]) => row(what, startedAt, operationId, count, operatorId)),
      ];
    }),
    ...messages.map(({ operationId, state, summary, problem, createdAt }) =>
      row(
        'message',
        createdAt,
        operationId,
        null,
        [state, inWords(summary), inWords(problem)].filter((part) => part !== '').join(': '),
      ),
    ),
    row('quarantined', null, '', quarantined.ofShift, `${quarantined.all} in all`),
    ...decisions.map(({ at, person, action, subject, before, after }) =>
      row(
        'decision',
        at,
        inWords(subject),
        null,
        [person, inWords(action), inWords(before ?? []), inWords(after ?? [])].filter((part) => part !== '').join(' '),
      ),
    ),
  ];
}
