import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import answers from './fixtures/device-info-answers.json';
import pairAnswers from './fixtures/pair-answers.json';
import posts from './fixtures/posts.json';
import seedDeviceInfo from './fixtures/seed-device-info.json';
import seedScanLog from './fixtures/seed-scan-log.json';
import { BurnBody, NotificationBody, PairBody, readDeviceInfo, readPairRejections, ScanLog } from './http';
import { anythingUnder, text } from './testing/arbitraries';
import { faultIn } from './testing/one-sentence';

interface AnswerCase {
  readonly name: string;
  readonly asked: string;
  readonly body: unknown;
  readonly reads?: unknown;
  readonly fails?: string;
}

const answerCases: readonly AnswerCase[] = answers;

describe('device_info answers', () => {
  it.each(answerCases)('$name', ({ asked, body, reads, fails }) => {
    expect(readDeviceInfo(body, asked)).toEqual(fails === undefined ? { ok: true, value: reads } : { ok: false, error: fails });
  });

  it.each(Object.entries(seedDeviceInfo))("the requirement's device %s", (sn, body) => {
    const answer = readDeviceInfo(body, sn);
    expect(answer.ok && answer.value.kind === 'expected' && answer.value.interfaces).toHaveLength(3);
  });

  it('a number that was rounded on its way is no serial number', () => {
    const rounded: unknown = JSON.parse('{"info":{"serialNo":9007199254740993,"macInfo":[{"macaddr":"e0:18:7d:2e:ca:68"}]}}');
    expect(readDeviceInfo(rounded, '9007199254740992').ok).toBe(false);
  });

  it('whatever MES answers is an answer for the serial number asked for, or one sentence', () => {
    const record = anythingUnder('serialNo', 'serialno', 'macInfo', 'macinfo', 'vpdInfo');
    const own = record.map((value) => ({ ...value, serialNo: 'SN1', macInfo: [{ interface: 'eth0', macaddr: 'x' }] }));
    const info = fc.oneof(
      record,
      own,
      fc.array(fc.oneof(record, own), { maxLength: 3 }),
      text(60),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const body = fc.oneof(info, fc.record({ info }));
    const seen = { expected: 0, sentence: 0 };
    fc.assert(
      fc.property(body, (value) => {
        const answer = readDeviceInfo(value, 'SN1');
        if (!answer.ok) seen.sentence += 1;
        else if (answer.value.kind === 'expected') seen.expected += 1;
        expect(answer.ok ? '' : faultIn(answer.error)).toBe('');
      }),
      { numRuns: 500 },
    );
    expect(seen.expected).toBeGreaterThan(20);
    expect(seen.sentence).toBeGreaterThan(20);
  });
});

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
