import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import pairAnswers from './fixtures/pair-answers.json';
import posts from './fixtures/posts.json';
import seedScanLog from './fixtures/seed-scan-log.json';
import { BurnBody, NotificationBody, PairBody, readPairRejections, ScanLog } from './http';
import { anythingUnder } from './testing/arbitraries';

describe('Pair answers', () => {
  it.each(pairAnswers)('$name', ({ body, rejections }) => {
    expect(Object.fromEntries(readPairRejections(body).rejected)).toEqual(rejections);
  });

  it('a serial number named `__proto__` stays one', () => {
    expect([...readPairRejections({ rejected: [{ sn: '__proto__', reason: 'no' }] }).rejected]).toEqual([['__proto__', 'no']]);
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
  ])('%s: says whether rejections can be read', (_name, body, unreadable) => {
    expect(readPairRejections(body).unreadable).toBe(unreadable);
  });

  it('whatever Pair answers is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue({ maxDepth: 3 }), anythingUnder('rejected', 'accepted')), (body) => {
        for (const [sn, reason] of readPairRejections(body).rejected)
          expect([typeof sn, typeof reason]).toEqual(['string', 'string']);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is posted', () => {
  it.each([
    [ScanLog, seedScanLog],
    [NotificationBody, posts.notification],
    [NotificationBody, posts.errorNotification],
    [PairBody, posts.pair],
    [BurnBody, posts.burn],
  ])('the strict schemas accept the samples (%#)', (schema, body) => {
    expect(JSON.stringify(schema.parse(body))).toBe(JSON.stringify(body));
  });

  it.each([
    [PairBody, { snArray: [], operationId: '1' }],
    [PairBody, { ...posts.pair, operationId: '' }],
    [PairBody, { ...posts.pair, more: 1 }],
    [BurnBody, { ...posts.burn, scanMode: 0 }],
    [NotificationBody, { id: 1, status: 'x' }],
    [ScanLog, { ...seedScanLog, pairInfo: [1] }],
    [ScanLog, { ...seedScanLog, scaninfo: [{ macinfo: [], sn: 'SN1', result: 1 }] }],
    [ScanLog, { ...seedScanLog, scaninfo: [{ macinfo: [], sn: 186, result: '1' }] }],
  ])('and nothing else (%#)', (schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});
