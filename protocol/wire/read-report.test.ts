import { english } from '../../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import reports from '../fixtures/hardware-reports.json';
import seedReports from '../fixtures/seed-reports.json';
import { anythingUnder, hardwareReport, text } from '../testing/arbitraries';
import { decodeUtf8 } from '../testing/fixture-bytes';
import { faultIn } from '../testing/one-sentence';
import { readJsonObject, type JsonObject } from './body';
import { readHardwareReport, type HardwareReport } from './read-report';
import { HardwareReportMessage, type InterfaceRow } from './v1';

interface ReportCase {
  readonly name: string;
  readonly dialect: string;
  readonly message: JsonObject;
  readonly reads: JsonObject;
}

const cases: readonly ReportCase[] = reports;
const ours = cases.filter(({ dialect }) => dialect === 'ours');

/** As it comes off the wire. */
function received(message: unknown): JsonObject {
  const body = readJsonObject(Buffer.from(JSON.stringify(message)), decodeUtf8);
  if (!body.ok) throw new Error(english(body.error.reason));
  return body.value;
}

function read(message: unknown): HardwareReport {
  const report = readHardwareReport(received(message));
  if (!report.ok) throw new Error(english(report.error.reason));
  return report.value;
}

function legacy(more: JsonObject): JsonObject {
  return { operationId: '1', sn: 'SN1', macinfo: {}, ...more };
}

describe('golden reports', () => {
  it.each(cases)('$name', ({ message, reads }) => {
    expect(read(message)).toMatchObject(reads);
  });

  it.each(ours)('the strict schema accepts what is ours: $name', ({ message }) => {
    expect(HardwareReportMessage.parse(message)).toEqual(message);
  });

  it("the requirement's own devices", () => {
    expect(seedReports.map(read).map(({ sn, interfaces }) => [sn, interfaces.length])).toEqual([
      ['Q186I15901', 3],
      ['Q186I15815', 3],
    ]);
  });
});

describe('names that are words of the language', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const macinfo = `{${names.map((name) => `"${name}":{"macaddr":"e0:18:7d:2e:ca:68"}`).join(',')}}`;

  it('no interface gets lost, and nothing leaks into other objects', () => {
    const body: unknown = JSON.parse(
      `{"operationId":"1","sn":"SN1","macinfo":${macinfo},"pciinfo":{"__proto__":{"interface":null}},"__proto__":{"polluted":1}}`,
    );
    const report = readHardwareReport(body as JsonObject);
    expect(report.ok && report.value.interfaces.map(({ name }) => name)).toEqual(names);
    expect(report.ok && report.value.portsWithoutDriver.map(({ pciAddress }) => pciAddress)).toEqual(['__proto__']);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(report.ok && 'polluted' in report.value).toBe(false);
  });
});

describe('an alias of a legacy agent', () => {
  const A = 'e0:18:7d:2e:ca:68';
  it.each([
    [{ eth0: A, 'eth0:1': A.toUpperCase(), 'eth0:backup': { macaddr: A } }, ['physical', 'virtual', 'virtual']],
    [{ eth0: A, 'eth0:1': 'e0:18:7d:2e:ca:69', 'eth1:1': A }, ['physical', 'physical', 'physical']],
    [{ eth0: '', 'eth0:1': '', ':1': A, 'a:b:c': A }, ['physical', 'physical', 'physical', 'physical']],
    [{ lo: '00:00:00:00:00:00', 'lo:1': '00:00:00:00:00:00' }, ['loopback', 'physical']],
  ])('%j', (macinfo, kinds) => {
    expect(read(legacy({ macinfo })).interfaces.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('which serial number', () => {
  it.each([
    [{ sn: '' }, ''],
    [{ sn: ' ', serialno: 'B', serialNo: 'C' }, 'B'],
    [{ sn: 'A', serialno: 'B', serialNo: 'C' }, 'A'],
    [{ sn: undefined, serialNo: 0 }, '0'],
    [{ sn: Number.MAX_SAFE_INTEGER }, '9007199254740991'],
    [{ sn: ` ${'A'.repeat(128)}\n` }, 'A'.repeat(128)],
    [{ sn: 'to be filled by O.E.M.' }, 'to be filled by O.E.M.'],
    [{ sn: 'SN\u0000\u0000' }, 'SN\u0000\u0000'],
  ])('%j is %j', (more, sn) => {
    expect(read(legacy(more)).sn).toBe(sn);
  });
});

describe('a name', () => {
  it('stays as it was sent, whatever it is', () => {
    fc.assert(
      fc.property(text(64), (name) => {
        const names = [{ name }];
        expect(read(legacy({ macinfo: Object.fromEntries([[name, '']]) })).interfaces).toMatchObject(names);
        expect(read(legacy({ macinfo: [{ interface: name }] })).interfaces).toMatchObject(names);
        expect(read(legacy({ interfaces: [{ interface: name }] })).interfaces).toMatchObject(names);
      }),
    );
  });
});

describe('an address', () => {
  it('stays the text that was sent, whatever it is', () => {
    fc.assert(
      fc.property(text(200), text(200), (mac, permanent) => {
        const rich = { interface: 'eth0', macaddr: mac, permaddr: permanent };
        expect(read(legacy({ macinfo: { eth0: mac } })).interfaces).toMatchObject([{ name: 'eth0', mac }]);
        expect(read(legacy({ macinfo: { eth0: { macaddr: mac } } })).interfaces).toMatchObject([{ name: 'eth0', mac }]);
        expect(read(legacy({ macinfo: [{ interface: 'eth0', mac }] })).interfaces).toMatchObject([{ name: 'eth0', mac }]);
        expect(read(legacy({ interfaces: [rich] })).interfaces).toMatchObject([{ name: 'eth0', mac, permanentMac: permanent }]);
      }),
    );
  });
});

describe('whatever comes', () => {
  it('is read or refused with one sentence, never thrown at', () => {
    const keys = [
      'operationId',
      'operationid',
      'sn',
      'serialno',
      'serialNo',
      'attempt',
      'ip',
      'macinfo',
      'interfaces',
      'pciinfo',
      'warnings',
    ];
    const rows = fc.array(anythingUnder('interface', 'macaddr', 'permaddr', 'kind', 'bus', 'altNames', 'carrier'), {
      maxLength: 3,
    });
    const message = fc
      .tuple(anythingUnder(...keys), fc.record({ interfaces: rows, macinfo: fc.oneof(rows, anythingUnder('eth0', '__proto__')) }))
      .chain(([wild, tame]) =>
        fc.constantFrom(wild, { ...legacy({}), ...wild }, legacy(tame), { ...legacy({}), macinfo: tame.macinfo }),
      );
    let readable = 0;
    fc.assert(
      fc.property(message, (value) => {
        const result = readHardwareReport(received(value));
        if (result.ok) readable += 1;
        expect(result.ok ? '' : faultIn(english(result.error.reason))).toBe('');
      }),
      { numRuns: 600 },
    );
    expect(readable).toBeGreaterThan(50);
  });

  it('what our agent can send is read back to the same meaning', () => {
    fc.assert(
      fc.property(hardwareReport, (message) => {
        const report = read(message);
        expect(report).toMatchObject({
          operationId: String(message.operationId).trim(),
          sn: message.sn.trim(),
          attempt: message.attempt,
          ip: message.ip.trim() || null,
          bootId: message.bootId.trim() || null,
          agentVersion: message.agentVersion.trim() || null,
          collectedAt: message.collectedAt,
        });
        expect(report.warnings).toEqual(message.warnings ?? []);
        expect(report.interfaces).toEqual(message.interfaces.map(meaningOf));
        expect(report.portsWithoutDriver.map(({ pciAddress }) => pciAddress).toSorted()).toEqual(
          Object.keys(message.pciinfo)
            .filter((address) => message.pciinfo[address]?.interface === null)
            .toSorted(),
        );
      }),
      { numRuns: 150 },
    );
  });
});

function meaningOf(row: InterfaceRow): HardwareReport['interfaces'][number] {
  const note = (value: string | undefined): string | null => value?.trim() || null;
  const ids = [row.vendorId, row.deviceId].map((id) => note(id)?.toLowerCase().replace(/^0x/, '') ?? '');
  return {
    name: row.interface,
    altNames: row.altNames ?? [],
    mac: row.macaddr,
    permanentMac: row.permaddr ?? null,
    addrAssignType: row.addrAssignType ?? null,
    kind: row.kind,
    bus: row.bus,
    pciAddress: note(row.pciAddress),
    driver: note(row.driver),
    description: note(row.description),
    ...(ids.every((id) => /^[0-9a-f]{4}$/.test(id)) ? { ids: ids.join(':') } : {}),
    physSwitchId: note(row.physSwitchId),
    conduit: null,
    carrier: row.carrier ?? null,
  };
}
