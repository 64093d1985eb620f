import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import pairAnswers from './fixtures/pair-answers.json';
import { readPairAnswer } from './pair-answer';
import { anythingUnder } from './testing/arbitraries';

describe('Pair answers', () => {
  it.each(pairAnswers)('$name', ({ body, rejections }) => {
    expect(Object.fromEntries(readPairAnswer(body).rejected)).toEqual(rejections);
  });

  it('a serial number named `__proto__` stays one', () => {
    expect([...readPairAnswer({ rejected: [{ sn: '__proto__', reason: 'no' }] }).rejected]).toEqual([['__proto__', 'no']]);
  });

  it.each([
    ['all taken', { rejected: [] }, false],
    ['nothing said', { ok: true }, false],
    ['no answer', null, false],
    ['none, said otherwise', { rejected: 0 }, false],
    ['a word', { rejected: 'all of them' }, true],
    ['a count', { rejected: 2 }, true],
    ['other keys', { rejected: [{ serial: 'SN1' }] }, true],
    ['one of two', { rejected: ['SN1', { serial: 'SN2' }] }, true],
    ['taken ones under other keys', { accepted: [{ serial: 'SN1' }] }, true],
    ['taken ones as a word', { accepted: 'SN1' }, true],
    ['one in both lists', { accepted: ['SN1', 'SN2'], rejected: ['SN2'] }, true],
    ['one in both lists, wrapped up', { accepted: ['SN1'], data: { rejected: ['SN1'] } }, true],
    ['taken, no list', { accepted: true }, false],
  ])('%s: says whether rejections can be read', (_name, body, unreadable) => {
    expect(readPairAnswer(body).unreadable).toBe(unreadable);
  });

  it.each(['data', 'result', 'response', 'Data'])('what is wrapped up in `%s` is read as well', (wrapper) => {
    const read = readPairAnswer({
      success: true,
      [wrapper]: { Accepted: ['SN1'], rejected: [{ sn: 'SN2', reason: 'wrong step' }] },
    });
    expect([[...(read.accepted ?? [])], [...read.rejected]]).toEqual([['SN1'], [['SN2', 'wrong step']]]);
  });

  it.each([
    ['{"accepted":[]}', true],
    ['{"processed":false}', true],
    ['{"accepted":["SN1"],"processed":false}', 'unsure'],
    ['{"data":{"processed":false}}', 'unsure'],
    ['{"accepted":["SN1"]}', false],
    ['{}', false],
  ])('%s: nothing was taken: %s', (body, tookNothing) => {
    expect(readPairAnswer(JSON.parse(body)).tookNothing).toBe(tookNothing);
  });

  it('whatever Pair answers is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue({ maxDepth: 3 }), anythingUnder('rejected', 'accepted')), (body) => {
        for (const [sn, reason] of readPairAnswer(body).rejected)
          expect([typeof sn, typeof reason]).toEqual(['string', 'string']);
      }),
      { numRuns: 300 },
    );
  });
});
