import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../testing/fixture-bytes';
import { receiveReport } from './receive-report';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6a';
const list = [
  { interface: 'enp4s0', macaddr: A },
  { interface: 'enp5s0', macaddr: C },
];
const row = (name: string, mac: string, more: object = {}): object => ({
  interface: name,
  altNames: [`enx${mac.replaceAll(':', '')}`],
  macaddr: mac,
  permaddr: mac,
  kind: 'physical',
  bus: 'pci',
  physSwitchId: '4ca64c0a0b0c',
  ...more,
});
const ours = { interfaces: [row('enp4s0', A), row('enp5s0', B)], macinfo: { enp4s0: { macaddr: A }, enp5s0: { macaddr: B } } };
const legacy = { macinfo: { enp4s0: { macaddr: A }, enp5s0: { macaddr: B } } };
const inRow = (more: object): object => ({ interfaces: [row('enp4s0', A, more), row('enp5s0', B)] });

function isTaken(said: object): boolean {
  return receiveReport(Buffer.from(JSON.stringify({ operationId: '1', sn: 'Q186I15901', ...said })), decodeUtf8).ok;
}

const LISTS = [
  'networkInterfaces',
  'adapters',
  'nicList',
  'macList',
  'portList',
  'macInfo2',
  'ethernet',
  'links',
  'lan',
  'hw',
  'interfacesNew',
  'x',
  'data',
  'cards',
  '网卡',
];
const ADDRESSES = [
  'burnedIn',
  'hwMac',
  'realMac',
  'eepromMac',
  'nvmMac',
  'physicalAddress',
  'ethaddr',
  'lladdr',
  'addr',
  'oldmac',
  'x',
];
const SERIALS = ['deviceSn', 'systemSerial', 'hostSerial', 'dmiSerial', 'product_serial', 'machineSN', 'Sn ', 'realSerialNumber'];

describe('a report that says something else under any name is not taken', () => {
  it.each([
    ...LISTS.map((key): [string, object] => [`list ${key}`, { ...ours, [key]: list }]),
    ...LISTS.slice(0, 5).map((key): [string, object] => [`list of a legacy agent ${key}`, { ...legacy, [key]: list }]),
    ...ADDRESSES.map((key): [string, object] => [`address in an interface ${key}`, inRow({ [key]: C })]),
    ...ADDRESSES.map((key): [string, object] => [`address beside the list ${key}`, { ...legacy, [key]: C }]),
    ...SERIALS.map((key): [string, object] => [`serial number ${key}`, { ...ours, [key]: 'Q186I19999' }]),
    ['serial number of the system', { ...ours, system: { serialNumber: 'Q186I19999' } }],
    ['serial number of dmi', { ...ours, dmi: { system_serial: 'Q186I19999' } }],
    ['by port', { ...ours, lanInfo: { enp4s0: C } }],
    ['in a text', { ...ours, note: `enp4s0 ${C}` }],
    ['in JSON in a text', { ...ours, raw: JSON.stringify({ enp4s0: C }) }],
    ['deep', { ...ours, a: { b: [{ c: { d: C } }] } }],
    ['without separators', { ...ours, lanMac: 'E0187D2ECA6A' }],
    ['in groups', { ...ours, cisco: 'e018.7d2e.ca6a' }],
    ['as a key', { ...ours, byMac: { [C]: 'up' } }],
    ['given to another port', { ...ours, links: [{ name: 'enp9s0', mac: A }] }],
    ['swapped', { ...ours, map: { enp4s0: B, enp5s0: A } }],
    ['in the inventory', { ...ours, inventory: { nics: list } }],
    ['deep in an interface', inRow({ eeprom: { mac: C } })],
    ['of another port of the device in an interface', inRow({ realMac: B })],
    ['in an entry of a legacy agent', { macinfo: { enp4s0: { macaddr: A, burnedIn: C }, enp5s0: { macaddr: B } } }],
    ['in an entry of a legacy list', { macinfo: [{ interface: 'enp4s0', macaddr: A, nvm: C }] }],
    ['behind its own current one', { interfaces: [{ interface: 'enp4s0', macaddr: B, permaddr: A, was: [B, A, C] }] }],
    ['a port of pciinfo without address', { ...ours, pciinfo: { '0000:09:00.0': { interface: 'enp9s0' } } }],
    ['a port of a legacy pciinfo', { ...legacy, pciinfo: { '0000:09:00.0': { interface: 'enp9s0', driver: 'igb' } } }],
    ['an empty entry of macinfo', { ...ours, macinfo: { ...ours.macinfo, enp9s0: {} } }],
    ...['ports', 'nics', 'portList', 'interfaceNames', 'x', '网卡'].map((key): [string, object] => [
      `names alone under ${key}`,
      { ...ours, [key]: ['enp4s0', 'enp5s0', 'enp9s0'] },
    ]),
    ...['ports', 'ifaces'].map((key): [string, object] => [
      `names alone under ${key} of a legacy agent`,
      { ...legacy, [key]: 'enp4s0, enp5s0, enp9s0' },
    ]),
    ...['ok', 'present', 'exists', 'detected', 'valid', 'success'].flatMap((key): [string, object][] => [
      [`an entry with ${key} false`, inRow({ [key]: false })],
      [`an entry with ${key} "no"`, inRow({ [key]: 'no' })],
    ]),
    ...['missing', 'removed', 'stale', 'absent', 'isMissing', 'notPresent', 'unreadable'].map((key): [string, object] => [
      `an entry with ${key}`,
      inRow({ [key]: true }),
    ]),
    ...['error', 'removed', 'FAILED', 'missing', 'absent', 'timeout', 'stale', '错误'].map((status): [string, object] => [
      `an entry with status ${status}`,
      inRow({ status }),
    ]),
    ...[
      { status: 'error' },
      { status: 'failed' },
      { status: 'FAIL' },
      { state: 'partial' },
      { result: 'timeout' },
      { finished: false },
      { done: false },
      { hasMore: true },
      { more: true },
      { parts: 2 },
      { seq: '1/2' },
      { chunk: '1 of 2' },
      { page: 1, pages: 2 },
      { exitCode: 1 },
      { returncode: 1 },
      { skipped: ['enp3s0'] },
      { skippedPorts: 1 },
      { missingPorts: 1 },
      { unreadable: ['enp3s0'] },
      { message: 'could not read enp3s0' },
      { 错误: 'x' },
      { 未完成: true },
      { interfaceCount: 3 },
      { interfacesTotal: 3 },
      { macCount: 3 },
      { nics: 3 },
      { stale: true },
      { cached: true },
      { simulated: true },
      { dryRun: true },
    ].flatMap((more): [string, object][] => [
      [JSON.stringify(more), { ...ours, ...more }],
      [`${JSON.stringify(more)} of a legacy agent`, { ...legacy, ...more }],
    ]),
    ['serial number of dmidecode', { ...ours, dmidecode: { 'System Information': { 'Serial Number': 'OTHER777' } } }],
    ['serial number in a text of dmidecode', { ...ours, dmi: 'System Information\n\tSerial Number: OTHER777\n' }],
    ...['序列号', '序號', '设备序列号', 'serviceTag', 'Seriennummer', 'serialNumberSystem'].map((key): [string, object] => [
      `serial number ${key}`,
      { ...ours, [key]: 'OTHER777' },
    ]),
    ['partial', { ...ours, partial: true }],
    ['incomplete', { ...legacy, incomplete: 'true' }],
    ['truncated', { ...ours, truncated: 1 }],
    ['timedOut', { ...ours, timedOut: true }],
    ['success', { ...ours, success: false }],
    ['ok', { ...ours, ok: 'no' }],
    ['complete', { ...ours, complete: false }],
    ['error', { ...ours, error: 'timeout' }],
    ['errors', { ...ours, errors: ['enp9s0: input/output error'] }],
    ['error object', { ...ours, error: { code: 5 } }],
    ['error of an interface', inRow({ error: 'could not be read' })],
    ['partial interface', inRow({ partial: true })],
  ])('%s', (_, said) => {
    expect(isTaken(said)).toBe(false);
  });
});

describe('a report that says nothing else is taken', () => {
  it.each([
    ['ours', ours],
    ['legacy', legacy],
    ['the same list', { ...ours, portList: [{ interface: 'enp4s0', macaddr: A.toUpperCase() }] }],
    ['the same addresses', { ...ours, macs2: [A, B] }],
    ['the same by port', { ...legacy, lanInfo: { enp4s0: A, enp5s0: B } }],
    ['the same in a text', { ...ours, note: `enp4s0 ${A}, enp5s0 ${B}` }],
    ['its current address elsewhere', { interfaces: [row('enp4s0', A, { macaddr: C })], lanMac: C }],
    ['its permanent address elsewhere', { interfaces: [row('enp4s0', A, { macaddr: C })], lanMac: A }],
    ['its other name', { interfaces: [row('eth0', A, { altNames: ['enp4s0'] })], lan: { enp4s0: A } }],
    ['bmc', { ...ours, bmcMac: C, ipmi: { mac: C } }],
    ['gateway', { ...ours, gateway: { ip: '10.0.0.1', mac: C } }],
    ['neighbours', { ...ours, lldp: [{ chassis: C }], neighbours: [{ mac: C }], arp: `10.0.0.1 ${C}` }],
    ['switch', { ...ours, switch: { mac: C, port: 'swp3' } }],
    ['peer of an interface', inRow({ peer: C, bssid: C })],
    ['gateway of an interface', inRow({ gatewayMac: C })],
    ['no addresses', { ...ours, spare: '00:00:00:00:00:00', broadcast: 'ff:ff:ff:ff:ff:ff' }],
    [
      'fingerprints and numbers',
      { ...ours, sha256: 'e0187d2eca6a', uuid: '12345678-1234-1234-1234-e0187d2eca6a', wwn: C.replaceAll(':', '') },
    ],
    ['a time', { ...ours, at: '202611212145', when: '2026-11-21T21:45:02Z' }],
    ['IPv6', { ...ours, ipv6: 'fe80::e218:7dff:fe2e:ca6a' }],
    ['places of cards', { ...ours, slots: { '0000:04:00.0': 'enp4s0' } }],
    ['disks', { ...ours, disks: [{ serial: 'S4EVNF0M', wwn: '5002538e40a1b2c3' }] }],
    [
      'inventory',
      {
        ...ours,
        inventory: {
          serialNumber: 'X1',
          board: { serialNumber: 'NB123' },
          disks: [{ kind: 'hardDrive', serialNumber: '50026B768205' }],
        },
      },
    ],
    ['burn-in', { ...ours, burnIn: [{ type: 'StressTest', serialNumber: 'S4EVNF0M', error: 'x' }] }],
    [
      'serial numbers of parts',
      { ...ours, chassisSerial: 'C1X', boardSerial: 'B1X', diskSerial: 'D1X', parts: { psu: { serial: 'P1X' } } },
    ],
    ['its own serial number', { ...ours, deviceSn: 'Q186I15901', system: { serial: 'q186i15901' } }],
    ['a placeholder', { ...ours, systemSerial: 'To be filled by O.E.M.', dmiSerial: '', hostSerial: null }],
    ['all well', { ...ours, success: true, ok: 1, complete: true, partial: false, truncated: 0 }],
    ['no error', { ...ours, error: null, errors: [], err: 'none', exception: '' }],
    ['counters', inRow({ errors: 12, rxErrors: 3, statistics: { rx_errors: 1, failed: 2 } })],
    ['warnings', { ...ours, warnings: [`The address ${C} of enp9s0 could not be read`] }],
    ['pciinfo', { ...ours, pciinfo: { '0000:04:00.0': { interface: 'enp4s0' }, '0000:09:00.0': { interface: null } } }],
    [
      'its other name in pciinfo',
      { interfaces: [row('eth0', A, { altNames: ['enp4s0'] })], pciinfo: { '0000:04:00.0': 'enp4s0' } },
    ],
    ['the same names', { ...ours, portNames: ['enp4s0', 'enp5s0'], lan: 'enp4s0,enp5s0' }],
    [
      'states of a port',
      inRow({ status: 'up', state: 'down', linkStatus: 'no', present: true, exists: 1, missing: false, running: false }),
    ],
    [
      'states of the whole',
      { ...ours, status: 'ok', state: 'done', result: 'success', finished: true, done: 1, exitCode: 0, more: false },
    ],
    [
      'counts',
      {
        ...ours,
        interfaceCount: 2,
        macCount: 2,
        nics: 2,
        parts: 1,
        seq: '1/1',
        page: 1,
        pages: 1,
        seqNo: 7,
        skipped: [],
        skippedPorts: 0,
      },
    ],
    ['other numbers', { ...ours, cpuCount: 8, uptime: 3, temperature: 45, retries: 3, port: 8080, diskCount: 1, fanCount: 6 }],
    [
      'serial numbers of parts in dmidecode',
      {
        ...ours,
        dmidecode: { 'Base Board Information': { 'Serial Number': 'B777' }, 'Chassis Information': { 'Serial Number': 'C777' } },
      },
    ],
    [
      'its own in dmidecode',
      {
        ...ours,
        dmidecode: { 'System Information': { 'Serial Number': 'Q186I15901' } },
        dmi: 'Serial Number: Q186I15901',
        序列号: 'Q186I15901',
      },
    ],
    ['labels', inRow({ label: 'LAN 1', slot: 4, speed: 1000, mtu: 1500, ip: '10.0.0.4' })],
    [
      'a bridge',
      {
        interfaces: [
          row('enp4s0', A),
          { interface: 'br0', macaddr: C, kind: 'bridge', bridgeId: `8000.${C.replaceAll(':', '')}` },
        ],
      },
    ],
    ['hostname', { ...legacy, hostname: 'rack-3-unit-7', kernel: '6.8.0-45-generic', user: 'root' }],
  ])('%s', (_, said) => {
    expect(isTaken(said)).toBe(true);
  });
});
