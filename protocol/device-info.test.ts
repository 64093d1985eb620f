import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeviceInfo } from './device-info';
import answers from './fixtures/device-info-answers.json';
import seedDeviceInfo from './fixtures/seed-device-info.json';
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
    expect(readDeviceInfo(body, asked)).toMatchObject(
      fails === undefined ? { ok: true, value: reads } : { ok: false, error: { kind: 'couldNotCheck', sentence: fails } },
    );
  });

  it.each(Object.entries(seedDeviceInfo))("the requirement's device %s", (sn, body) => {
    const answer = readDeviceInfo(body, sn);
    expect(answer.ok && answer.value.kind === 'expected' && answer.value.interfaces).toHaveLength(3);
  });

  it('a number that was rounded on its way is no serial number', () => {
    const rounded: unknown = JSON.parse('{"info":{"serialNo":9007199254740993,"macInfo":[{"macaddr":"e0:18:7d:2e:ca:68"}]}}');
    expect(readDeviceInfo(rounded, '9007199254740992').ok).toBe(false);
  });

  const ROWS = '[{"interface":"eth0","macaddr":"e0:18:7d:2e:ca:68"}]';
  const MORE = '[{"interface":"eth0","macaddr":"e0:18:7d:2e:ca:68"},{"interface":"eth1","macaddr":"e0:18:7d:2e:ca:69"}]';
  const OWN = `"serialNo":"SN1","macInfo":${ROWS}`;
  it.each([
    ['info', `{"info":{"serialNo":"SN1","macInfo":${MORE}},"info":{${OWN}}}`],
    ['macInfo', `{"info":{"macInfo":${MORE},${OWN}}}`],
    ['mac\\u0049nfo', `{"info":[{"serialNo":"SN2","macInfo":[]},{"mac\\u0049nfo":${MORE},${OWN}}]}`],
    ['macinfo', `{"info":{"serialNo":"SN1","macinfo":${MORE},"macinfo":${ROWS}}}`],
    ['serialNo', `{"info":[{"serialNo":"SN2",${OWN}}]}`],
    ['macaddr', `{"info":{"serialNo":"SN1","macInfo":[{"macaddr":"e0:18:7d:2e:ca:69","macaddr":"e0:18:7d:2e:ca:68"}]}}`],
    ['interface', `{"info":{"serialNo":"SN1","macInfo":[{"interface":"a","interface":"b","macaddr":"e0:18:7d:2e:ca:68"}]}}`],
  ])('a record in which %s stands twice could not be checked', (key, body) => {
    expect(readDeviceInfo(JSON.parse(body), 'SN1', body)).toEqual({
      ok: false,
      error: {
        kind: 'couldNotCheck',
        sentence: `MES writes \`${String(JSON.parse(`"${key}"`))}\` twice in one place for SN1; have its record corrected.`,
        cause: 'record',
      },
    });
  });

  const record = (more: object = {}) => ({
    serialNo: 'SN1',
    macInfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:2e:ca:68', ...more }],
  });
  it.each(['permaddr', 'permAddr', 'permanent_mac', 'mac', 'HwAddr'])('a second address under %s is never passed over', (key) => {
    expect(readDeviceInfo({ info: record({ [key]: 'E0-18-7D-2E-CA-68' }) }, 'SN1').ok).toBe(true);
    expect(readDeviceInfo({ info: record({ [key]: 'e0:18:7d:2e:ca:69' }) }, 'SN1')).toMatchObject({
      error: {
        sentence: `MES gives eth0 two addresses: \`macaddr\` "e0:18:7d:2e:ca:68" and \`${key}\` "e0:18:7d:2e:ca:69"; have its record corrected.`,
      },
    });
  });

  it.each(['Info', 'INFO', 'in-fo'])('other records under %s beside `info` are never passed over', (key) => {
    for (const same of [record(), 'OK', [], null, 1])
      expect(readDeviceInfo({ info: record(), [key]: same }, 'SN1').ok).toBe(true);
    for (const other of [record({ macaddr: 'e0:18:7d:2e:ca:69' }), [record(), record()], { info: record() }])
      expect(readDeviceInfo({ info: record(), [key]: other }, 'SN1')).toMatchObject({
        error: {
          kind: 'couldNotCheck',
          sentence: expect.stringContaining(`something else under \`info\` than under \`${key}\``) as string,
        },
      });
  });

  it.each([
    `{"info":[{"serialNo":"SN2","macInfo":[],"macInfo":${MORE}},{${OWN}},{"serialNo":"SN3","serialNo":"SN4"}]}`,
    `{"status":1,"status":2,"info":{"note":1,"note":2,${OWN}},"more":[{"macaddr":1,"macaddr":2}]}`,
  ])('what stands twice elsewhere decides nothing: %s', (body) => {
    expect(readDeviceInfo(JSON.parse(body), 'SN1', body)).toMatchObject({ ok: true, value: { kind: 'expected' } });
  });

  it('whatever MES answers is an answer for the serial number asked for, or one sentence', () => {
    const record = anythingUnder('serialNo', 'serialno', 'sn', 'macInfo', 'macinfo', 'vpdInfo');
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
        expect(answer.ok ? '' : faultIn(answer.error.sentence)).toBe('');
      }),
      { numRuns: 500 },
    );
    expect(seen.expected).toBeGreaterThan(20);
    expect(seen.sentence).toBeGreaterThan(20);
  });
});
