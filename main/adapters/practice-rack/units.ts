import type { DeviceStatus } from '../../../protocol/model';

/** What an operator can learn from one unit of the rack. */
type Lesson =
  | 'passes'
  | 'cardMissing'
  | 'portsSwapped'
  | 'portRenamed'
  | 'notInMes'
  | 'silent'
  | 'twin'
  | 'noSerial'
  | 'late'
  | 'guest';

export interface Port {
  readonly name: string;
  readonly mac: string;
}

/** One unit in the rack, whole: what its lesson does to it is in `recordOf`, `portsAt`, `isOn` and `saysHello`. */
export interface Unit {
  readonly lesson: Lesson;
  /** As it stands on its label. */
  readonly serial: string;
  /** The serial number that it reports. */
  readonly says: string;
  readonly ip: string;
  readonly bootId: string;
  /** Where its agent takes commands. */
  readonly queue: string;
  readonly ports: readonly Port[];
  /** Whole number from 0 to 999 that is this unit's own: when it answers. */
  readonly pace: number;
}

/** What a scan must find for one label of the roster, when it is asked for the first time and again. */
interface Truth {
  readonly serial: string;
  readonly lesson: Lesson;
  readonly first: DeviceStatus;
  readonly again: DeviceStatus;
}

export interface Rack {
  readonly units: readonly Unit[];
  /** The labels, in the order of the rack. */
  readonly roster: readonly string[];
  readonly truth: readonly Truth[];
}

/** How many devices may be on the roster. */
export const RACK_SIZE = { least: 12, most: 2_000, usual: 24 } as const;

/** What firmware ships where nobody programmed a serial number. */
const NO_SERIAL = 'To Be Filled By O.E.M.';
const PORTS = ['enp2s0f0', 'enp2s0f1', 'enp4s0f0', 'enp4s0f1'] as const;
/** Three octets of IANA, which no maker of cards has. */
const OUI = '00:00:5e';
const FIRST_ADDRESS = 0x10_00_00;

/** Lessons of the roster, each there once; every other unit passes. The guest and the second twin stand beside it. */
const ROSTER_LESSONS: readonly Pick<Truth, 'lesson' | 'first' | 'again'>[] = [
  { lesson: 'cardMissing', first: 'fail', again: 'pass' },
  { lesson: 'portsSwapped', first: 'fail', again: 'fail' },
  { lesson: 'portRenamed', first: 'fail', again: 'fail' },
  { lesson: 'notInMes', first: 'notRegistered', again: 'notRegistered' },
  { lesson: 'silent', first: 'noAnswer', again: 'pass' },
  { lesson: 'twin', first: 'conflict', again: 'conflict' },
  // Its label is on the list, and what answers does not say that it is this one.
  { lesson: 'noSerial', first: 'noAnswer', again: 'noAnswer' },
  { lesson: 'late', first: 'noAnswer', again: 'pass' },
];

/**
 * Makes the rack: the same seed gives the same one.
 *
 * @param devices how many stand on the roster, within `RACK_SIZE`
 */
export function makeRack(devices: number, seed: number): Rack {
  const lessons = new Map<number, (typeof ROSTER_LESSONS)[number]>();
  for (const [index, lesson] of ROSTER_LESSONS.entries()) {
    let place = mix(seed, index) % devices;
    while (lessons.has(place)) place = (place + 1) % devices;
    lessons.set(place, lesson);
  }
  const first = 1_000 + (mix(seed, 77) % 8_000);
  const truth = Array.from({ length: devices }, (_, index): Truth => {
    const serial = `SIM${String(first + index).padStart(6, '0')}`;
    const { lesson, ...found } = lessons.get(index) ?? { lesson: 'passes', first: 'pass', again: 'pass' };
    return { serial, lesson, ...found };
  });
  const units = truth.map(({ lesson, serial }, index) => makeUnit(lesson, serial, index, seed));
  const twin = truth.find(({ lesson }) => lesson === 'twin');
  const guest = makeUnit('guest', `SIM${String(first + devices).padStart(6, '0')}`, devices, seed);
  const second = twin === undefined ? [] : [makeUnit('twin', twin.serial, devices + 1, seed)];
  return { units: [...units, guest, ...second], roster: truth.map(({ serial }) => serial), truth };
}

function makeUnit(lesson: Lesson, serial: string, index: number, seed: number): Unit {
  const own = mix(seed, 1_000 + index);
  const tail = (index + 1).toString(16).padStart(12, '0');
  return {
    lesson,
    serial,
    says: lesson === 'noSerial' ? NO_SERIAL : serial,
    ip: `10.99.${(index + 1) >> 8}.${(index + 1) & 255}`,
    bootId: `${own.toString(16).padStart(8, '0')}-0000-4000-8000-${tail}`,
    queue: `practice.${index + 1}`,
    ports: PORTS.map((name, port) => ({ name, mac: macOf(index * PORTS.length + port) })),
    pace: own % 1_000,
  };
}

/** What MES has on record of a unit: what was built into it. Null: it knows none. */
export function recordOf({ lesson, serial, ports }: Unit): object | null {
  if (lesson === 'notInMes') return null;
  return {
    serialNo: serial,
    macInfo: ports.map(({ name, mac }) => ({ interface: name, macaddr: mac })),
    vpdInfo: { productName: PRODUCT },
  };
}

export const PRODUCT = 'Practice unit';

/** How a unit is when it is asked for the n-th time (from 1): some were put right in between. */
export function portsAt({ lesson, ports }: Unit, attempt: number): readonly Port[] {
  const [a, b, c, d] = ports;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return ports;
  if (lesson === 'cardMissing' && attempt === 1) return [a, b];
  if (lesson === 'portsSwapped') return [{ ...a, mac: b.mac }, { ...b, mac: a.mac }, c, d];
  if (lesson === 'portRenamed') return [a, b, { ...c, name: `${c.name}np0` }, d];
  return ports;
}

/** Whether anything of the unit is there when it is asked for the n-th time. */
export function isOn({ lesson }: Unit, attempt: number): boolean {
  return lesson !== 'silent' || attempt > 1;
}

/** Whether its agent says hello when the console comes: one that is off does not, and one that is late is busy. */
export function saysHello({ lesson }: Unit): boolean {
  return lesson !== 'silent' && lesson !== 'late';
}

function macOf(number: number): string {
  const text = (FIRST_ADDRESS + number).toString(16).padStart(6, '0');
  return [OUI, text.slice(0, 2), text.slice(2, 4), text.slice(4)].join(':');
}

/** A whole number below 2^32 that the seed and the place decide. */
function mix(seed: number, place: number): number {
  let bits = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(place + 1, 0x85eb_ca77)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0_aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a_2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
