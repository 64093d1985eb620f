import { describe, expect, it } from 'vitest';
import { hidOf, nameOf } from './hid';
import { createMemoryRegistry, replayed } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';

const TABLE: readonly (readonly [string | null, string | null, string | null, string | null])[] = [
  ['Hewlett-Packard', 'CZC0408YJG', 'HP Compaq 8100 Elite SFF', 'hewlett-packard-czc0408yjg-hp_compaq_8100_elite_sff'],
  ['ASUSTeK Computer INC.', 'B8OAAS048286', '1001PXD', 'asustek_computer_inc-b8oaas048286-1001pxd'],
  [
    'Qualcomm Atheros',
    '74:2f:68:8b:fd:c8',
    'AR9285 Wireless Network Adapter',
    'qualcomm_atheros-74_2f_68_8b_fd_c8-ar9285_wireless_network_adapter',
  ],
  [
    'Qualcomm Atheros',
    '14:da:e9:42:f6:7c',
    'AR8152 v2.0 Fast Ethernet',
    'qualcomm_atheros-14_da_e9_42_f6_7c-ar8152_v2_0_fast_ethernet',
  ],
  ['Hitachi', 'E2024242CV86HJ', 'HTS54322', 'hitachi-e2024242cv86hj-hts54322'],
  ['ASUSTeK Computer INC.', 'Eee0123456789', '1001PXD', 'asustek_computer_inc-eee0123456789-1001pxd'],
  ['p1ma', 'p1s', 'p1mo', 'p1ma-p1s-p1mo'],
  ['Intel Corp.', null, 'Intel Atom CPU N455 @ 1.66GHz', null],
  [null, 's', 'm', null],
  ['ma', 's', null, null],
  ['Dell Inc.', '..CN1374063201S5.', '0UG982', 'dell_inc-cn1374063201s5-0ug982'],
  ['NEC Computers SAS', 'SN 123456789ABC', 'Powermate MLxxx', 'nec_computers_sas-sn_123456789abc-powermate_mlxxx'],
  ['', 'sn', 'model', '-sn-model'],
  ['Žluťoučký', '東京1', 'a__b_', 'zlutoucky-u6771u4eac1-a_b'],
  ['Žluťoučký', 'Ž1', '東京', 'zlutoucky-z1-'],
  ['ma', 'АВС-1', 'm', 'ma-u410u412u421-1-m'],
];

describe('hidOf', () => {
  it.each(TABLE)('%s / %s / %s is %s', (manufacturer, serialNumber, model, hid) => {
    expect(hidOf({ manufacturer, serialNumber, model })).toBe(hid);
  });

  it('was without letters beyond ASCII before', () => {
    expect(hidOf({ manufacturer: 'ma', serialNumber: '東京1', model: 'mo' }, 2)).toBe('ma-1-mo');
  });
});

describe('a serial number', () => {
  it.each([
    ['甲乙丙丁', '戊己庚辛'],
    ['АВС-1', 'ДЕЖ-1'],
    ['٣٤٥٦٧', '٧٦٥٤٨'],
    ['ＱＡ１', 'QA2'],
  ])('%s is another one than %s: neither computers nor disks become one', (one, other) => {
    const registry = createMemoryRegistry();
    const disk = (serialNumber: string) => ({ type: 'HardDrive', manufacturer: 'h', model: 'd', serialNumber, size: 1_000 });
    for (const serialNumber of [one, other]) registry.snapshot(workbench(desktop({ serialNumber }), [disk(serialNumber)]));
    expect(registry.state().devices.map(({ type, parent }) => [type, parent])).toEqual([
      ['Desktop', null],
      ['HardDrive', 1],
      ['Desktop', null],
      ['HardDrive', 3],
    ]);
    expect(replayed(registry.accepted())).toEqual(registry.state());
  });

  it.each(['№#!?'.slice(1), '<BAD INDEX>', '<OUT OF SPEC>', 'Ｎｏｎｅ', 'N\u00a0/\u00a0A', 'n.a.', 'Not Set', 'OEM_Define1'])(
    '%s is no name',
    (serialNumber) => {
      const disk = { type: 'HardDrive', manufacturer: 'h', model: 'd', serialNumber } as const;
      expect(nameOf(disk, { rules: 3, partPlaceholders: [] })).toBeNull();
      expect(nameOf(disk, { rules: 2, partPlaceholders: [] })).not.toBeNull();
    },
  );
});
