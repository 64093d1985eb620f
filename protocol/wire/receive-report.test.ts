import { english } from '../../messages/english';
import { describe, expect, it } from 'vitest';
import reports from '../fixtures/hardware-reports.json';
import { decodeUtf8 } from '../testing/fixture-bytes';
import { receiveReport } from './receive-report';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6a';

function refusal(text: string): string {
  const report = receiveReport(Buffer.from(text), decodeUtf8);
  return report.ok
    ? ''
    : english(report.error.reason).replace(/^The report says two different things: |; have its agent corrected\.$/g, '');
}

function said(more: object): string {
  return refusal(JSON.stringify({ operationId: '1', sn: 'SN1', ...more }));
}

const legacy = { macinfo: { eth0: { macaddr: A }, eth1: { macaddr: B } } };
const ours = {
  interfaces: [
    { interface: 'lo', macaddr: '00:00:00:00:00:00', kind: 'loopback' },
    { interface: 'eth0', macaddr: A, permaddr: A, altNames: ['enp4s0'] },
    { interface: 'eth1', macaddr: C, permaddr: B },
  ],
};

describe('a report that says two different things', () => {
  it.each(reports)('the golden reports do not: $name', ({ message }) => {
    expect(refusal(JSON.stringify(message))).toBe('');
  });

  it.each([
    [{ ...legacy, serialno: 'SN2' }, '`sn` is "SN1", `serialno` is "SN2"'],
    [{ ...legacy, SN: 'SN2' }, '`sn` is "SN1", `SN` is "SN2"'],
    [{ ...legacy, serial_number: 7 }, '`sn` is "SN1", `serial_number` is "7"'],
    [{ ...legacy, operationid: 2 }, '`operationId` is "1", `operationid` is "2"'],
    [{ ...legacy, attempt: 2, Attempt: 1 }, '`attempt` is "2", `Attempt` is "1"'],
    [{ ...legacy, bootId: 'x', bootid: 'y' }, '`bootId` is "x", `bootid` is "y"'],
  ])('a field under two names: %j', (more, both) => {
    expect(said(more)).toBe(both);
  });

  it.each([
    { ...legacy, serialno: ' SN1', SERIAL: '', operationid: 1, attempt: '1', Attempt: 1 },
    { ...legacy, serialNo: '', serial: {}, operation: 'scan' },
  ])('a field under two names that say the same: %j', (more) => {
    expect(said(more)).toBe('');
  });

  it.each([
    [{ ...ours, macinfo: { eth0: { macaddr: B } } }, `\`macinfo\` has eth0 with ${B}, \`interfaces\` has eth0 with ${A}`],
    [{ ...ours, macinfo: { eth9: A } }, '`macinfo` has eth9, `interfaces` has none of this name'],
    [{ ...ours, macinfo: { eth9: null } }, '`macinfo` has eth9, `interfaces` has none of this name'],
    [{ interfaces: [], ...legacy }, `\`macinfo\` has eth0 with ${A}, \`interfaces\` has none with this address`],
    [
      { ...ours, macinfo: [{ interface: 'eth1', macaddr: A }] },
      `\`macinfo\` has eth1 with ${A}, \`interfaces\` has eth1 with ${C} (${B})`,
    ],
    [
      { ...ours, macinfo: { eth1: { macaddr: C, permaddr: C } } },
      `\`macinfo\` has eth1 with ${C}, \`interfaces\` has eth1 with ${C} (${B})`,
    ],
    [{ ...legacy, macInfo: { eth0: A, eth1: C } }, `\`macInfo\` has eth1 with ${C}, \`macinfo\` has eth1 with ${B}`],
    [{ ...legacy, mac_info: { eth0: A } }, `\`macinfo\` has eth1 with ${B}, \`mac_info\` does not`],
    [{ ...ours, macinfo: `eth0=${B}` }, `\`macinfo\` has eth0 with ${B}, \`interfaces\` has eth0 with ${A}`],
    [{ ...legacy, nics: `eth0 ${A} eth1 ${C}` }, `\`nics\` has eth1 with ${C}, \`macinfo\` has eth1 with ${B}`],
    [{ ...legacy, MACs: [['eth0', B]] }, `\`MACs\` has eth0 with ${B}, \`macinfo\` has eth0 with ${A}`],
    [{ ...legacy, nics: { [B]: { name: 'eth0' } } }, `\`nics\` has eth0 with ${B}, \`macinfo\` has eth0 with ${A}`],
    [{ ...legacy, nics: [A, B, C] }, `\`nics\` has an interface with ${C}, \`macinfo\` has none with this address`],
    [{ ...legacy, ports: { 'LAN 1': { mac: [C] } } }, `\`ports\` has LAN 1 with ${C}, \`macinfo\` has none with this address`],
    [
      { ...legacy, Interfaces: [{ name: 'eth0', address: B }] },
      `\`Interfaces\` has eth0 with ${B}, \`macinfo\` has eth0 with ${A}`,
    ],
    [
      { ...legacy, pciinfo: { '0000:04:00.0': { interface: 'eth0', macaddr: A, permaddr: C } } },
      `\`pciinfo\` has eth0 with ${C}, the list of interfaces has eth0 with ${A}`,
    ],
    [
      { ...legacy, pciinfo: { '0000:06:00.0': { interface: 'eth2', macaddr: C } } },
      `\`pciinfo\` has eth2 with ${C}, the list of interfaces has none with this address`,
    ],
    [
      { ...ours, pciinfo: { '0000:05:00.0': { interface: 'eth1', macaddr: B, permaddr: C } } },
      `\`pciinfo\` has eth1 with ${C}, the list of interfaces has eth1 with ${C} (${B})`,
    ],
    [
      { interfaces: [...ours.interfaces, { interface: 'eth2', kind: 'virtual', macaddr: '' }], macinfo: { eth2: A } },
      `\`macinfo\` has eth2 with ${A}, \`interfaces\` has eth2 with `,
    ],
    [{ ...legacy, pciinfo: C }, `\`pciinfo\` has an interface with ${C}, the list of interfaces has none with this address`],
    [{ ...ours, macinfo: { name: null, eth9: { macaddr: A } } }, '`macinfo` has eth9, `interfaces` has none of this name'],
  ])('a second list: %j', (more, both) => {
    expect(said(more)).toBe(both);
  });

  it.each([
    { ...ours, macinfo: { eth0: { macaddr: A.toUpperCase() }, eth1: { macaddr: C } } },
    { ...ours, macinfo: { enp4s0: A, eth1: B } },
    { ...ours, macinfo: {} },
    { ...ours, macinfo: 'none' },
    { ...ours, pciinfo: { '0000:04:00.0': { interface: 'eth0', macaddr: A, permaddr: null } } },
    { ...legacy, macInfo: `eth0=${A};eth1=${B}`, nics: `${A} ${B}`, MACs: [`${B.toUpperCase()} eth1`] },
    { ...legacy, macInfo: [], nics: 2, ports: ['RJ45', 'USB 3'], interfaces: null },
    { ...legacy, MACs: [A, B], pciinfo: { '04:00.0': { description: 'I210', macaddr: A }, '05:00.0': 'I210' } },
    { ...legacy, pciinfo: { '0000:07:00.0': { interface: null, macaddr: null } } },
  ])('a second list that says the same, or nothing: %j', (more) => {
    expect(said(more)).toBe('');
  });

  it.each([
    [
      { interfaces: [{ interface: 'eth0', ifname: 'eth1', macaddr: A }] },
      'an entry of `interfaces` is "eth0", and its `ifname` is "eth1"',
    ],
    [
      { interfaces: [{ interface: 'eth0', name: 'eth1', macaddr: A }] },
      'an entry of `interfaces` is "eth0", and its `name` is "eth1"',
    ],
    [{ macinfo: { eth0: { interface: 'eth1', macaddr: A } } }, 'an entry of `macinfo` is "eth0", and its `interface` is "eth1"'],
  ])('an entry with two names of its port: %j', (more, both) => {
    expect(said(more)).toBe(both);
  });

  it.each([
    { interfaces: [{ interface: 'eth0', ifname: 'eth0', name: 'LAN 1', macaddr: A }] },
    { interfaces: [{ interface: 'eth0', altNames: ['enp4s0'], ifname: 'enp4s0', macaddr: A }] },
    { macinfo: { eth0: { interface: 'eth0', name: 'Intel I210', macaddr: A } } },
  ])('an entry with one: %j', (more) => {
    expect(said(more)).toBe('');
  });

  it.each([
    [`"macinfo":{"eth0":{"macaddr":"${B}"},"eth0":{"macaddr":"${A}"}}`, '`macinfo.eth0` stands twice'],
    [`"macinfo":{"eth0":{"macaddr":"${B}","mac\\u0061ddr":"${A}"}}`, '`macinfo.eth0.macaddr` stands twice'],
    [`"macinfo":{"eth0":"${B}"},"macinfo":{"eth0":"${A}"}`, '`macinfo` stands twice'],
    [
      `"interfaces":[{"interface":"eth0","macaddr":"${A}","permaddr":"${B}","permaddr":null}]`,
      '`interfaces.permaddr` stands twice',
    ],
    [`"sn":"SN2","macinfo":{"eth0":"${A}"}`, '`sn` stands twice, once with "SN1" and once with "SN2"'],
    [`"attempt":1,"attempt":2,"macinfo":{"eth0":"${A}"}`, '`attempt` stands twice, once with 1 and once with 2'],
    [`"macinfo":{"eth0":"${A}"},"pciinfo":{"a":{"interface":"eth0","macaddr":"${B}"},"a":{}}`, '`pciinfo.a` stands twice'],
  ])('a key twice: %s', (more, both) => {
    expect(refusal(`{"operationId":"1","sn":"SN1",${more}}`)).toContain(both);
  });

  it.each([
    `"macinfo":{"eth0":"${A}","eth0": "${A}"},"sn" : "SN1"`,
    `"macinfo":{"eth0":"${A}"},"note":1,"note":2,"inventory":{"board":{"x":1,"x":2}}`,
  ])('a key twice that says the same, or decides nothing: %s', (more) => {
    expect(refusal(`{"operationId":"1","sn":"SN1",${more}}`)).toBe('');
  });
});
