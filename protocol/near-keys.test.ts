import { english } from '../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultIn } from './testing/one-sentence';
import { nearOrAllKeys } from './near-keys';
import { readScanCommand } from './wire/read-command';
import { readHardwareReport } from './wire/read-report';

const MAC = 'e0:18:7d:2e:ca:68';
const OTHER = 'E018.7D2E.CA99';

function reportError(body: Readonly<Record<string, unknown>>): string {
  const read = readHardwareReport(body);
  return read.ok ? '' : english(read.error.reason);
}

describe('a key of another name in place of one that is read', () => {
  it.each(['serial', 'serialNumber', 'serial_number', 'SN', 'Serial No', 'serial-no', 's/n'])(
    'the serial number under %s',
    (key) => {
      expect(reportError({ operationId: '1', [key]: 'SN1', macinfo: {} })).toBe(
        `The report carries no serial number (\`sn\`): it has \`${key}\` where \`sn\` is expected.`,
      );
    },
  );

  it.each(['operation', 'operation_id', 'OperationID', 'operationNo', 'opId'])('the operation under %s', (key) => {
    const why = `: it has \`${key}\` where \`operationId\` is expected.`;
    expect(reportError({ [key]: '1', sn: 'SN1', macinfo: {} })).toBe(`The report carries no operation (\`operationId\`)${why}`);
    const command = readScanCommand({ action: 1, [key]: '1' });
    expect(command.ok ? '' : english(command.error.reason)).toBe(`The command carries no operation (\`operationId\`)${why}`);
  });

  it.each(['macInfo', 'mac_info', 'MACs', 'nics'])('the interfaces under %s', (key) => {
    expect(reportError({ operationId: '1', sn: 'SN1', [key]: { eth0: MAC } })).toBe(
      `The report carries no interfaces (\`macinfo\`): it has \`${key}\` where \`macinfo\` is expected.`,
    );
  });

  it.each(['name', 'ifname', 'iface', 'port'])('the name of an interface under %s', (key) => {
    const row = { [key]: 'eth0', macaddr: MAC };
    for (const place of ['macinfo', 'interfaces'])
      expect(reportError({ operationId: '1', sn: 'SN1', [place]: [row] })).toBe(
        `\`${place}.0.interface\`: is missing: it has \`${key}\` where \`interface\` is expected.`,
      );
  });

  it.each(['mac_address', 'macAddress', 'hwaddr', 'HW-Addr', 'ether', 'address'])(
    'the address under %s is named, and nothing is lost',
    (key) => {
      const row = { interface: 'eth0', [key]: MAC };
      for (const body of [{ interfaces: [row] }, { macinfo: [row] }, { macinfo: { eth0: { [key]: MAC } } }]) {
        const read = readHardwareReport({ operationId: '1', sn: 'SN1', ...body });
        expect(read.ok && read.value.interfaces).toMatchObject([{ name: 'eth0', mac: '', macUnder: key }]);
      }
    },
  );

  it.each(['permAddr', 'perm_addr', 'PermAddr', 'permanentMac', 'permanent_address', 'burned-in-address', 'permaddr'])(
    'another address under %s is never passed over',
    (key) => {
      const bodies = (value: unknown) => [
        ...(key === 'permaddr' ? [] : [{ interfaces: [{ interface: 'eth0', macaddr: MAC, [key]: value }] }]),
        { macinfo: [{ interface: 'eth0', macaddr: MAC, [key]: value }] },
        { macinfo: { eth0: { macaddr: MAC, [key]: value } } },
      ];
      const unders = (value: unknown) =>
        bodies(value).map((body) => {
          const read = readHardwareReport({ operationId: '1', sn: 'SN1', ...body });
          return read.ok ? read.value.interfaces[0]?.permanentUnder : 'refused';
        });
      expect(unders(OTHER)).toEqual(bodies(OTHER).map(() => key));
      for (const same of [MAC, 'E0187D2ECA68', '', null, '00:00:00:00:00:00', 'yes', true])
        expect(unders(same)).toEqual(bodies(same).map(() => undefined));
    },
  );

  it.each(['permAddr', 'permanent_mac', 'mac', 'MACADDR', 'mac_address', 'HwAddr', 'ether'])(
    'another address under %s beside those that are read is never passed over',
    (key) => {
      const isPermanent = key.startsWith('perm');
      const under = (row: Readonly<Record<string, unknown>>, place = 'interfaces') => {
        const read = readHardwareReport({ operationId: '1', sn: 'SN1', [place]: [{ interface: 'eth0', ...row }] });
        return read.ok ? read.value.interfaces[0]?.permanentUnder : 'refused';
      };
      for (const permaddr of [MAC, ' ', '00:00:00:00:00:00', '', null]) {
        for (const other of [OTHER, [MAC, OTHER], { value: OTHER }])
          expect(under({ macaddr: MAC, permaddr, [key]: other })).toBe(key);
        expect(under({ macaddr: MAC, permaddr, [key]: 'E0187D2ECA68' })).toBeUndefined();
      }
      expect(under({ macaddr: OTHER, permaddr: MAC, [key]: MAC })).toBeUndefined();
      // The current one, which software can set, is no permanent one.
      expect(under({ macaddr: OTHER, permaddr: MAC, [key]: OTHER })).toBe(isPermanent ? key : undefined);
      expect(under({ macaddr: MAC, [key]: OTHER }, 'macinfo')).toBe(key);
      expect(under({ macaddr: MAC, [key]: MAC }, 'macinfo')).toBeUndefined();
    },
  );

  it('is not looked for where an address is read', () => {
    const rows = [
      { interface: 'eth0', macaddr: MAC, mac_address: 'x' },
      { interface: 'eth1', permaddr: MAC, address: 'x' },
      { interface: 'eth2', macaddr: null },
    ];
    const read = readHardwareReport({ operationId: '1', sn: 'SN1', interfaces: rows });
    expect(read.ok && read.value.interfaces.some((row) => 'macUnder' in row)).toBe(false);
  });

  it('whatever the keys are, one sentence that can be shown', () => {
    const field = { expected: 'sn', read: ['sn'], others: ['sn', 'serial'] };
    const key = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('sn', 'Serial', '`', '__proto__'));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 1 })), (record) => {
        expect(faultIn(`It is missing${english(nearOrAllKeys(record, field))}.`)).toBe('');
      }),
    );
  });
});
