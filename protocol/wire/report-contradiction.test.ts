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
