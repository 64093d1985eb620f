import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeviceInfo } from '../../../protocol/device-info';
import answers from '../../../protocol/fixtures/device-info-answers.json';
import seedDeviceInfo from '../../../protocol/fixtures/seed-device-info.json';
import { anythingUnder, text } from '../../../protocol/testing/arbitraries';
import { english } from '../../../messages/english';
import { faultIn } from '../../../protocol/testing/one-sentence';

interface AnswerCase {
  readonly name: string;
  readonly asked: string;
  readonly body: unknown;
  readonly reads?: unknown;
  readonly fails?: string;
}

/** Why a device could not be checked, in words; empty where it could. */
function saidOf(read: ReturnType<typeof readDeviceInfo>): string {
  return read.ok ? '' : english(read.error.reason);
}

const answerCases: readonly AnswerCase[] = answers;

describe('device_info answers', () => {
  it.each(answerCases)('$name', ({ asked, body, reads, fails }) => {
    const read = readDeviceInfo(body, asked);
    expect(read.ok ? { reads: read.value } : { fails: saidOf(read) }).toMatchObject(fails === undefined ? { reads } : { fails });
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
    [
      'permaddr',
      `{"info":{"serialNo":"SN1","macInfo":[{"permaddr":"e0:18:7d:2e:ca:69","permaddr":null,"macaddr":"e0:18:7d:2e:ca:68"}]}}`,
    ],
    ['info', `{"info":{${OWN}},"info":[]}`],
    ['info', `{"info":[{${OWN}}],"info":"Device is not registered"}`],
    ['macs', `{"info":{${OWN},"macs":["e0:18:7d:2e:ca:69"],"macs":["e0:18:7d:2e:ca:68"]}}`],
    ['sn', `{"info":{${OWN},"sn":"SN2","sn":"SN1"}}`],
    ['data', `{"info":{${OWN}},"data":{"info":{"macInfo":${MORE}}},"data":{"info":{"macInfo":${ROWS}}}}`],
    ['macInfo', `{"info":{${OWN}},"data":{"info":{"macInfo":${MORE},"macInfo":${ROWS}}}}`],
    ['took', `{"took":1,"took":2,"info":{${OWN}}}`],
    ['note', `{"info":{"note":1,"note":2,${OWN}}}`],
    ['interface', `{"info":{"serialNo":"SN1","macInfo":[{"interface":"a","interface":"b","macaddr":"e0:18:7d:2e:ca:68"}]}}`],
  ])('a record in which %s stands twice could not be checked', (key, body) => {
    const read = readDeviceInfo(JSON.parse(body), 'SN1', body);
    const twice = { code: 'mes.keyTwice', params: { serial: 'SN1', key: JSON.parse(`"${key}"`) as string } };
    expect(read).toMatchObject({ ok: false, error: { kind: 'couldNotCheck', reason: [twice], cause: 'record' } });
    expect(saidOf(read)).toMatch(/ twice in one place, once with .+ and once with .+, for SN1;/);
  });

  const record = (more: object = {}) => ({
    serialNo: 'SN1',
    macInfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:2e:ca:68', ...more }],
  });
  it.each(['permaddr', 'permAddr', 'permanent_mac', 'mac', 'HwAddr'])('a second address under %s is never passed over', (key) => {
    expect(readDeviceInfo({ info: record({ [key]: 'E0-18-7D-2E-CA-68' }) }, 'SN1').ok).toBe(true);
    expect(saidOf(readDeviceInfo({ info: record({ [key]: 'e0:18:7d:2e:ca:69' }) }, 'SN1'))).toBe(
      `MES gives eth0 two addresses: \`macaddr\` "e0:18:7d:2e:ca:68" and \`${key}\` "e0:18:7d:2e:ca:69"; have its record corrected.`,
    );
  });

  it.each(['Info', 'INFO', 'in-fo'])('other records under %s beside `info` are never passed over', (key) => {
    for (const same of [record(), 'OK', [], null, 1])
      expect(readDeviceInfo({ info: record(), [key]: same }, 'SN1').ok).toBe(true);
    for (const other of [record({ macaddr: 'e0:18:7d:2e:ca:69' }), [record(), record()], { info: record() }])
      expect(saidOf(readDeviceInfo({ info: record(), [key]: other }, 'SN1'))).toContain(
        `something else under \`info\` than under \`${key}\``,
      );
  });

  const A = 'e0:18:7d:2e:ca:68';
  const B = 'e0:18:7d:2e:ca:69';
  const plain = { serialNo: 'SN1', macInfo: [{ interface: 'eth0', macaddr: A }] };
  const sentenceOf = (body: unknown): string => {
    const answer = readDeviceInfo(body, 'SN1');
    return answer.ok ? answer.value.kind : english(answer.error.reason).replace(/; have its record corrected\.$/, '');
  };

  it.each([
    [
      { info: { ...plain, interfaces: [...plain.macInfo, { interface: 'eth1', macaddr: B }] } },
      'the port eth1 under `info.interfaces[].interface`',
    ],
    [{ info: { ...plain, macs: [A, B] } }, `the address ${B} under \`info.macs[]\``],
    [{ info: { ...plain, MACs: { eth0: B } } }, `the address ${B} under \`info.MACs.eth0\``],
    [{ info: { ...plain, nics: { eth0: { mac: [A, B] } } } }, `the address ${B} under \`info.nics.eth0.mac[]\``],
    [{ info: { ...plain, interfaces: ['eth0', 'eth1'] } }, 'the port eth1 under `info.interfaces[]`'],
    [{ info: { ...plain, macs: `${A}, ${B}` } }, `the address ${B} under \`info.macs\``],
    [{ info: { ...plain, macs: `eth0=${B}` } }, `the address ${B} under \`info.macs\``],
    [{ info: { ...plain, nics: [`eth1 ${A}`] } }, 'and to eth1 under `info.nics[]`'],
    [{ info: { ...plain, nics: [`${A} (eth1)`] } }, 'and to eth1 under `info.nics[]`'],
    [{ info: { ...plain, nics: [['eth1', A]] } }, 'and to eth1 under `info.nics[][]`'],
    [{ info: { ...plain, nics: { [A]: { name: 'eth1' } } } }, `and to eth1 under \`info.nics.${A}.name\``],
    [{ info: { ...plain, nics: { [A]: { name: 'eth0', permaddr: B } } } }, `the address ${B} under \`info.nics.${A}.permaddr\``],
    [
      { info: plain, data: { interfaces: JSON.stringify([{ interface: 'eth0', macaddr: B }]) } },
      `the address ${B} under \`data.interfaces[].macaddr\``,
    ],
    [{ info: { ...plain, interfaces: [{ name: 'eth1', mac: A }] } }, 'the port eth1 under `info.interfaces[].name`'],
    [
      { info: [{ ...plain, macInfo: [...plain.macInfo, { interface: 'eth1', macaddr: B }], macs: [A] }] },
      'than under `info[].macs`',
    ],
    [{ info: [plain, { sn: 'SN1', macInfo: [{ interface: 'eth0', macaddr: B }] }] }, 'MES holds 2 records for SN1'],
    [{ info: [plain, { sn: 'SN1', serialNo: 'SN2' }] }, 'MES holds 2 records for SN1'],
    [{ info: { ...plain, sn: 'SN2' } }, 'MES gives one device two serial numbers: `serialNo` "SN1" and `sn` "SN2"'],
    [{ info: { ...plain, serialNumber: 17 } }, 'two serial numbers: `serialNo` "SN1" and `serialNumber` "17"'],
    [
      { info: plain, data: { info: { ...plain, macInfo: [{ macaddr: B }] } } },
      `the address ${B} under \`data.info.macInfo[].macaddr\``,
    ],
    [{ info: plain, data: { info: [{ sn: 'SN1', macs: [B] }] } }, `the address ${B} under \`data.info[].macs[]\``],
    [{ info: { ...plain, info: { macInfo: [{ macaddr: B }] } } }, `the address ${B} under \`info.info.macInfo[].macaddr\``],
    [
      { info: plain, result: [{ data: [{ serial: 'SN1', interfaces: { eth0: B } }] }] },
      `the address ${B} under \`result[].data[].interfaces.eth0\``,
    ],
    [
      { info: 'Device is not registered', data: { info: [plain] } },
      '`info` says that the device is not registered, and `data.info[]` holds a record',
    ],
    [{ info: [], Info: 'x', result: plain }, '`info` is an empty list, and `result` holds a record'],
    [
      { info: plain, Info: 'Device is not registered' },
      '`info` holds a record, and `Info` says that the device is not registered',
    ],
    [{ info: plain, data: { info: 'not registered' } }, '`data.info` says that the device is not registered'],
    [{ info: plain, message: 'Device is not registered' }, '`message` says that the device is not registered'],
    [{ info: plain, macInfo: [{ interface: 'eth0', macaddr: B }] }, `the address ${B} under \`macInfo[].macaddr\``],
    [{ info: { ...plain, info: [{ interface: 'eth0', macaddr: B }] } }, `the address ${B} under \`info.info[].macaddr\``],
    [{ info: plain, data: [A, B] }, `the address ${B} under \`data[]\``],
    [{ info: plain, data: JSON.stringify({ macInfo: [{ macaddr: B }] }) }, `the address ${B} under \`data.macInfo[].macaddr\``],
    [{ info: plain, data: { result: JSON.stringify([A, B]) } }, `the address ${B} under \`data.result[]\``],
    [{ info: plain, data: { result: '{"text":"not registered"}' } }, '`data.result` says that the device is not registered'],
    [{ info: [], data: JSON.stringify(plain) }, '`info` is an empty list, and `data` holds a record'],
    [{ info: { ...plain, macs: { name: 'x', eth1: B } } }, `the address ${B} under \`info.macs.eth1\``],
    [{ info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, macs: [A, B] }] } }, `and \`macs[]\` "${B}"`],
    [{ success: false, info: plain }, '`info` holds a record, and `success` says that the question failed: false'],
    [
      { Success: false, message: 'device is blocked', info: plain },
      '`Success` says that the question failed: false (device is blocked)',
    ],
    [{ info: { ...plain, success: false, msg: 'stale' } }, '`info.success` says that the question failed: false (stale)'],
    [{ info: [{ ...plain, registered: false }] }, '`info[].registered` says that the question failed: false'],
    [{ info: { ...plain, error: 'stale' } }, '`info.error` says that the question failed: "stale"'],
    [{ info: plain, data: { success: 'false' } }, '`data.success` says that the question failed: "false"'],
    [{ info: plain, data: { code: 404 } }, '`data.code` says that the question failed: 404'],
    [{ info: plain, status: 'error' }, '`status` says that the question failed: "error"'],
    [{ info: plain, code: 404 }, '`code` says that the question failed: 404'],
    [{ info: plain, code: 'A0400' }, '`code` says that the question failed: "A0400"'],
    [{ info: plain, errorCode: 7 }, '`errorCode` says that the question failed: 7'],
    [{ info: { ...plain, message: 'Device is not-registered' } }, '`info.message` says that the device is not registered'],
    [{ info: { ...plain, msg: 'Serial number not found' } }, '`info.msg` says that the device is not registered'],
    [{ info: plain, message: 'not found' }, '`message` says that the device is not registered'],
    [{ info: plain, error: { text: 'database gone' } }, '`error` says that the question failed: {"text":"database gone"}'],
    [{ info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, mac: [B] }] } }, `and \`mac[]\` "${B}"`],
    [
      { info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, permaddr: { value: B } }] } },
      `and \`permaddr.value\` "${B}"`,
    ],
    [{ info: [plain, { macInfo: [{ macaddr: B }] }] }, `the address ${B} under \`info[].macInfo[].macaddr\``],
    [{ info: plain, records: [{ macs: [B] }] }, `the address ${B} under \`records[].macs[]\``],
    [{ info: plain, macs: [B], sn: 'SN2' }, `the address ${B} under \`macs[]\``],
    [
      { info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, ifname: 'eth1' }] } },
      'two names: `interface` "eth0" and `ifname` "eth1"',
    ],
    [
      { info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, name: 'eth1' }] } },
      'two names: `interface` "eth0" and `name` "eth1"',
    ],
    [
      { info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, iface: ['eth0', 'eth1'] }] } },
      'two names: `interface` "eth0" and `iface` "eth1"',
    ],
  ])('what says two things could not be checked: %j', (body, both) => {
    expect(sentenceOf(body)).toContain(both);
  });

  it.each([
    { info: { ...plain, sn: 'SN1', SerialNumber: ' SN1', serial: null } },
    { info: { ...plain, interfaces: [{ name: 'LAN 1', mac: A }], macs: [A.toUpperCase()], nics: { eth0: A } } },
    { info: { ...plain, interfaces: ['RJ45', 'USB 3.0'], macs: [], nics: 1 } },
    { info: { ...plain, interfaces: `eth0: ${A.toUpperCase()}`, macs: [`${A} LAN 1`], nics: `["${A}"]` } },
    {
      info: {
        ...plain,
        interfaces: [[A, 'eth0']],
        macs: { [A]: { iface: 'eth0', speed: 1000 } },
        nics: '2 x X550, lot 202611210001',
      },
    },
    { info: { ...plain, interfaces: ['eth0'], bmc: { macaddr: B } } },
    { info: [plain, { serialNo: 'SN2', sn: 'SN2', macs: [B], data: { macs: [B] } }] },
    { info: plain, data: { info: plain }, result: 'OK', device: { sn: 'SN1' } },
    { info: { ...plain, macs: { mac1: A }, nics: { mac_1: { value: A } } } },
    { info: plain, data: JSON.stringify({ info: plain }), result: 'OK', body: '{}' },
    { info: plain, macInfo: plain.macInfo, data: [A], sn: 'SN1' },
    { info: plain, success: true, error: null, errors: [], code: 0, status: 'OK' },
    { info: plain, code: 20000, message: 'ok', data: { code: '0000', status: 200 } },
    { info: { ...plain, detail: 'BMC not found at station 3', msg: 'fan not found, replaced' } },
    { info: plain, message: '1 found, 0 not found' },
    { info: plain, code: 'S001', errorCode: 'S0000', status: 'not started' },
    { info: plain, code: 'V2', state: 'Not applicable' },
    { info: { ...plain, status: 'failed', code: 404, errors: 3, note: 'not found', result: { status: 'failed', code: 500 } } },
    { info: [plain, { serialNo: 'SN2', success: false, message: 'not registered' }] },
    { info: plain, data: [{ serialNo: 'SN2', macInfo: [{ macaddr: B }] }] },
    { info: { ...plain, macInfo: [{ interface: 'eth0', macaddr: A, mac: [A], ifname: 'eth0', name: 'LAN 1' }] } },
  ])('what says one thing is taken: %j', (body) => {
    expect(sentenceOf(body)).toBe('expected');
  });

  it('a text that is not known is no record to be corrected', () => {
    expect(readDeviceInfo({ info: 'Try again later' }, 'SN1')).toMatchObject({ error: { cause: 'unreadable' } });
  });

  it.each([
    { info: 'Device is not registered', data: null, result: [] },
    { info: [], message: 'not registered', sn: 'SN1' },
  ])('a device that is not registered: %j', (body) => {
    expect(sentenceOf(body)).toBe('notRegistered');
  });

  it.each([
    `{"success":false,"success":true,"info":{${OWN}}}`,
    `{"error":"blocked","error":"","info":{${OWN}}}`,
    `{"info":{"message":"not registered","message":"ok",${OWN}}}`,
    `{"info":{${OWN}},"data":{"code":404,"code":0}}`,
  ])('what says twice how the question went could not be checked: %s', (body) => {
    expect(readDeviceInfo(JSON.parse(body), 'SN1', body)).toMatchObject({ ok: false, error: { cause: 'record' } });
  });

  it.each([
    `{"info":{"serialNo":"SN1","macInfo":${ROWS},"macInfo": [{"interface":"eth0","macaddr":"e0:18:7d:2e:ca:68"}]}}`,
    `{"info":[{"serialNo":"SN2","macInfo":[],"macInfo":${MORE}},{${OWN}},{"serialNo":"SN3","serialNo":"SN4"}]}`,
    `{"took":1,"took":1,"info":{"note":"x","note": "x",${OWN}}}`,
  ])('what stands twice with one value, or in the record of another device, decides nothing: %s', (body) => {
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
        expect(answer.ok ? '' : faultIn(english(answer.error.reason))).toBe('');
      }),
      { numRuns: 800 },
    );
    expect(seen.expected).toBeGreaterThan(20);
    expect(seen.sentence).toBeGreaterThan(20);
  });
});
