import { english } from '../../messages/english';
import answers from '../../protocol/fixtures/pair-answers.json';
import { readPairAnswer } from '../../protocol/pair-answer';
import { readPostOutcome } from '../../main/adapters/http/post-outcome';
import type { Target } from '../engine/target';
import { about, hasUnseen, keep, keepPlain, keepSentence } from './checks';
import { bytesOf, jsonBytes, lenientText } from './input-text';

const SENT = '{"snArray":["SN1","SN2"],"operationId":"BI-1"}';
const STATUSES = [200, 201, 204, 302, 400, 404, 409, 422, 429, 500, 503];

export const pairAnswer: Target = {
  name: 'pair-answer',
  reads: 'answers to a Pair and to other POSTs: status and body',
  tokens: ['accepted', 'rejected', 'sn', 'reason', 'message', 'error', 'detail', 'SN1', 'SN2', '200', '400', '404', '503'],
  seeds: () => [
    ...answers.map(({ body }) => jsonBytes(body)),
    jsonBytes({ rejected: [{ sn: 'SN1', reason: 'already paired' }, 'SN2', 17] }),
    jsonBytes({ message: 'no such operation' }),
    bytesOf('<html>502</html>'),
  ],
  run(bytes) {
    const text = lenientText(bytes);
    const outcomes = STATUSES.map((status) => readPostOutcome('pair', status, text, status === 503 ? 1_000 : null, SENT));
    for (const outcome of outcomes) {
      if (outcome.kind !== 'accepted') keepRefusal(english(outcome.reason));
    }
    const [taken] = outcomes;
    keep(taken?.kind !== undefined && taken.kind !== 'notSent', 'what was answered was sent');
    keep(
      outcomes.every(({ kind }) => kind !== 'notSent'),
      'a Pair that was answered is never sent again by itself',
    );
    if (taken.kind !== 'accepted') return taken.kind;
    const { rejected: rejections, unreadable } = readPairAnswer(taken.body);
    keepPlain(rejections);
    for (const [sn, reason] of rejections) {
      keep(sn === sn.trim(), 'a rejected serial number has no space around it');
      keep(reason.length <= 4096, 'a reason has a bearable length');
    }
    const stored = new Map<string, string>(
      Object.entries(JSON.parse(JSON.stringify(Object.fromEntries(rejections))) as Record<string, string>),
    );
    keep(
      stored.size === rejections.size && [...rejections].every(([sn, reason]) => stored.get(sn) === reason),
      'rejections survive being stored',
    );
    const refused = outcomes.find((outcome) => outcome.kind === 'rejected' && outcome.status === 400);
    const said = refused?.kind === 'rejected' && english(refused.reason).includes('): ');
    return `${about(rejections.size)} ${said} ${taken.body === null} ${unreadable}`;
  },
};

function keepRefusal(sentence: string): void {
  if (sentence.endsWith('.')) keepSentence(sentence);
  else {
    keep(!hasUnseen(sentence), 'what a receiver said is shown so that every character can be seen', () =>
      JSON.stringify(sentence),
    );
    keep(sentence.length < 400, 'what a receiver said is cut to a bearable length', () => String(sentence.length));
  }
}
