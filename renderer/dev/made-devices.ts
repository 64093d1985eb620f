import { INTERFACE_LETTERS } from '../../protocol/interface-letters';
import type { DeviceId } from '../../protocol/ids';
import { NO_TEXT, verbatim } from '../../protocol/texts/text';
import type { DeviceDetails, DeviceRow, DeviceStatus, InterfaceVerdict, JudgedInterface } from '../../protocol/model';

/** Devices for the scripted window: invented, but in the shapes and words that main uses. */
export interface MadeDevice {
  row: DeviceRow;
  details: DeviceDetails;
}

const PRODUCTS = ['CX-4100 rev C', 'CX-4120 rev B', 'EdgeNode 8L', 'EdgeNode 8L-T'];
export const MADE_AT = Date.UTC(2026, 10, 21, 20, 47, 36);

const hex = (value: number): string => value.toString(16).padStart(2, '0');
export const macOf = (number: number): string =>
  `e0:18:7d:${hex((number >> 16) & 255)}:${hex((number >> 8) & 255)}:${hex(number & 255)}`;
const deviceId = (text: string): DeviceId => text as DeviceId;

interface Fault {
  readonly verdict: InterfaceVerdict;
  readonly found: (own: number) => string | null;
  readonly reason: string;
  readonly next: string;
}

/** One fault of every kind. */
export const FAULTS: Readonly<Record<Exclude<InterfaceVerdict, 'match' | 'ignored'>, Fault>> = {
  mismatch: {
    verdict: 'mismatch',
    found: (own) => macOf(own + 2),
    reason: 'enp4s0 has another MAC than MES expects.',
    next: 'Check the label of the card against MES, then rescan.',
  },
  swapped: {
    verdict: 'swapped',
    found: (own) => macOf(own + 1),
    reason: 'Right MAC, wrong port: expected on enp6s0.',
    next: 'Swap the two cards, rescan.',
  },
  renamed: {
    verdict: 'renamed',
    found: (own) => macOf(own),
    reason: 'right MAC; MES knows this port as enp4s0, this system calls it enp4s0np0.',
    next: 'The cards are right. Set "Right MAC on another port" to "Passes, with a remark" (scan.interfaceNames: byMac), or have the port names in MES corrected.',
  },
  absent: { verdict: 'absent', found: () => null, reason: 'enp5s0 was not found.', next: 'Reseat the card, rescan.' },
  portWithoutDriver: {
    verdict: 'portWithoutDriver',
    found: () => null,
    reason: '0000:05:00.0 is there but has no driver or firmware.',
    next: 'Load the firmware image, rescan.',
  },
  unexpected: {
    verdict: 'unexpected',
    found: (own) => macOf(own + 900),
    reason: 'MES does not list this port.',
    next: 'Remove the extra card or correct MES.',
  },
  duplicate: {
    verdict: 'duplicate',
    found: (own) => macOf(own),
    reason: 'Same MAC as Q186I15815 enp5s0.',
    next: 'Set both devices aside and call a supervisor.',
  },
  foreign: {
    verdict: 'foreign',
    found: (own) => macOf(own + 64),
    reason: 'This MAC belongs to Q186I15815.',
    next: 'Find the card of this device, swap, rescan both.',
  },
  overridden: {
    verdict: 'overridden',
    found: (own) => macOf(own + 3),
    reason: 'Only the current address matches, the permanent one differs.',
    next: 'Remove the override, rescan.',
  },
  unprogrammed: {
    verdict: 'unprogrammed',
    found: () => '00:04:0b:80:80:80',
    reason: 'The card carries an address that makers ship unprogrammed cards with.',
    next: 'Program the card, rescan.',
  },
  softwareMac: {
    verdict: 'softwareMac',
    found: () => '02:42:ac:11:00:02',
    reason: 'The address was made up by software.',
    next: 'Program the card, rescan.',
  },
  malformed: {
    verdict: 'malformed',
    found: () => 'e0:18:7d:2e:cO:69',
    reason: 'The address cannot be read: letter O where a zero could be.',
    next: 'Correct the address in MES.',
  },
};

const NAMES = ['enp4s0', 'enp5s0', 'enp6s0', 'enp2s0f0', 'enp2s0f1', 'enp2s0f2', 'enp2s0f3', 'enp8s0'];

function judged(name: string, own: number, fault?: Fault): JudgedInterface {
  const found = fault === undefined ? macOf(own) : fault.found(own);
  return {
    name,
    verdict: fault?.verdict ?? 'match',
    expectedMac: fault?.verdict === 'unexpected' ? null : macOf(own),
    foundMac: found,
    currentMac: fault?.verdict === 'overridden' ? macOf(own) : null,
    reason: verbatim(fault?.reason ?? ''),
    nextAction: verbatim(fault?.next ?? ''),
    contested: false,
    kind: 'physical',
    bus: 'pci',
    pciAddress: found === null ? null : '0000:04:00.0',
    driver: found === null ? null : 'igb',
    description: found === null ? null : 'Intel I210 Gigabit Network Connection',
    carrier: true,
  };
}

interface Make {
  readonly sn?: string;
  readonly status: DeviceStatus;
  readonly faults?: readonly (Fault | undefined)[];
  readonly reason?: string;
  readonly next?: string;
  readonly ports?: number;
  readonly change?: Partial<DeviceRow>;
  readonly more?: Partial<DeviceDetails>;
}

const ANSWERED = new Set<DeviceStatus>([
  'pass',
  'fail',
  'waived',
  'conflict',
  'noSerial',
  'couldNotCheck',
  'notRegistered',
  'reported',
]);
const JUDGED = new Set<DeviceStatus>(['pass', 'fail', 'waived', 'conflict']);

/** One device; `number` makes its serial, addresses and product. */
export function makeDevice(number: number, make: Make): MadeDevice {
  const sn = make.sn ?? `Q186I${15_801 + number}`;
  const answered = ANSWERED.has(make.status);
  const ports = make.ports ?? 8;
  const interfaces = Array.from({ length: ports }, (_, port) =>
    judged(NAMES[port] ?? `enp9s0f${port}`, number * 64 + port, make.faults?.[port]),
  );
  const worst = interfaces.find(({ verdict }) => verdict !== 'match');
  const row: DeviceRow = {
    id: deviceId(sn === '' ? `?10.20.0.${number}` : sn),
    sn,
    status: make.status,
    guest: false,
    contested: false,
    product: answered && make.status !== 'notRegistered' ? (PRODUCTS[Math.floor(number / 8) % PRODUCTS.length] ?? null) : null,
    ip: answered ? `10.20.${number >> 8}.${16 + (number % 200)}` : null,
    interfaces: JUDGED.has(make.status)
      ? interfaces.map(({ verdict }) => INTERFACE_LETTERS[verdict]).join('')
      : answered
        ? 'w'.repeat(ports)
        : '',
    attempt: 1,
    reason: make.reason === undefined ? (worst?.reason ?? NO_TEXT) : verbatim(make.reason),
    pair: null,
    pairReason: NO_TEXT,
    pairSettled: null,
    at: answered || make.status === 'noAnswer' ? MADE_AT - number * 700 : 0,
    ...make.change,
  };
  return {
    row,
    details: {
      row,
      interfaces: answered
        ? [
            ...interfaces,
            { ...judged('docker0', 9_999), verdict: 'ignored', kind: 'bridge', reason: verbatim('virtual'), pciAddress: null },
          ]
        : [],
      attempts: [{ attempt: row.attempt, status: row.status, at: row.at, reason: row.reason }],
      nextAction: make.next === undefined ? (worst?.nextAction ?? NO_TEXT) : verbatim(make.next),
      claimants: [],
      agentVersion: answered ? '0.1.0' : null,
      bootId: answered ? '5b0f6e0a-3f37-4a7e-9a39-6f2f6d1a2c11' : null,
      warnings: [],
      contests: [],
      inQuarantine: false,
      ...make.more,
    },
  };
}
