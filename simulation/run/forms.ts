import type { DevicePlan, Plan, Port } from '../plan';
import type { Fault } from '../faults-of-worlds';

/** A part of a scan of which every order is tried. */
export interface Form {
  readonly name: string;
  /** What happens as soon as it can: none of its orders matters here. */
  readonly atOnce: readonly RegExp[];
  /** What happens as soon as it can from the beginning of the part on, once. */
  readonly atOnceThen?: readonly RegExp[];
  /** What happens in every order. */
  readonly inEveryOrder: readonly RegExp[];
  /** What may happen once at any point, or never; it is a crash unless the form says otherwise. */
  readonly atAnyPoint?: readonly RegExp[];
  /** Afterwards a person looks at the Pair sheet again. */
  readonly again?: RegExp;
  /** Until this has happened the store answers at once, too. */
  readonly from: RegExp;
  /** So many choices are taken in every way, where that is fewer than elsewhere. */
  readonly depth?: number;
  readonly devices: readonly DevicePlan[];
  readonly faults: Plan['faults'];
}

const STARTED = [/ is started$/, / connects$/, /starts scan A1$/, /confirms command/];
const PREPARED = [...STARTED, /says hello$/];
export const STORE = /^A's store answers all$/;
const SCANNED = [
  ...PREPARED,
  /^D\d answers/,
  /^A takes/,
  /^MES answers/,
  /^A acknowledges$/,
  /^(?:log|notification) .* is taken$/,
];
const SHEET = [/looks at the Pair sheet$/, /confirms the Pair sheet$/];

function port(number: number): Port {
  return { name: 'eth0', mac: `e0:18:7d:2e:0${number}:10` };
}

/** Another port with the address of a device. */
function addressOf(number: number): Port {
  return { ...port(number), name: 'eth9' };
}

/** A device as it should be. */
function device(number: number, more: Partial<DevicePlan> = {}): DevicePlan {
  return { name: `D${number}`, serial: `S${number}`, ports: [port(number)], agent: 'ours', silent: false, ...more };
}

const TWO = [device(1), device(2)];
const CRASHES: Readonly<Partial<Record<Fault, number>>> = { crash: 1, postLost: 1 };

/** The first is long. From answers to verdicts, from the Pair sheet to the answer of Pair, and what has gone wrong around them. */
export const FORMS: readonly Form[] = [
  {
    name: 'answers and look-ups',
    atOnce: [...PREPARED, /^A acknowledges$/, /^D\d answers/],
    inEveryOrder: [/^A takes/, /^MES answers/, STORE],
    from: /confirms command/,
    devices: TWO,
    faults: CRASHES,
  },
  {
    name: 'Pair',
    atOnce: [...SCANNED, /finishes the scan/],
    inEveryOrder: [STORE, ...SHEET, /^pair .* (?:is taken|is lost|is taken and the answer is lost|never arrives)$/, /settles/],
    from: /^notification .* is taken$/,
    devices: TWO,
    faults: CRASHES,
  },
  {
    name: 'Pair and a late answer of another unit',
    atOnce: [
      ...PREPARED,
      /^D1 answers/,
      /^A takes/,
      /^MES answers/,
      /^A acknowledges$/,
      /^(?:log|notification) .* is taken$/,
      ...SHEET,
    ],
    atOnceThen: [/^pair .* does not leave$/],
    inEveryOrder: [STORE, /^pair .* is taken$/],
    atAnyPoint: [/^D1t answers/],
    from: /confirms the Pair sheet$/,
    devices: [device(1), device(1, { name: 'D1t', ports: [port(9)] })],
    faults: { postNotSent: 1 },
  },
  {
    name: 'Pair, refused and confirmed again',
    atOnce: [...SCANNED, ...SHEET, /^pair .* is refused$/, /settles S1 as sendAgain$/],
    inEveryOrder: [STORE],
    atAnyPoint: [/has message \d \(pair, rejected\) sent again$/],
    again: /^pair .* is refused$|settles S1/,
    from: /^pair .* is refused$/,
    devices: [device(1)],
    faults: { postRefused: 1 },
  },
  {
    name: 'a contest that is cleared while another comes',
    atOnce: [...PREPARED, /^D[12] answers/, /^A takes/, /^MES answers/, /^A acknowledges$/, /looks at S1$/],
    inEveryOrder: [STORE],
    atAnyPoint: [/^D3 answers/, /clears S1$/],
    from: /looks at S1$/,
    depth: 8,
    devices: [device(1), device(2, { ports: [port(2), addressOf(1)] }), device(3, { ports: [port(3), addressOf(1)] })],
    faults: {},
  },
  {
    name: 'a full disk',
    atOnce: [...STARTED, /^a message that nobody can read comes$/, /^A takes/, /^A acknowledges$/],
    atOnceThen: [/no room for the next$/],
    inEveryOrder: [STORE],
    atAnyPoint: [/finishes the scan$/],
    from: /^A takes noise/,
    devices: [device(1, { silent: true })],
    faults: { diskFull: 1, noise: 1 },
  },
];

/** Those that take no time to speak of. */
export const SHORT_FORMS = FORMS.slice(1);

/** One console that scans what a form has, once. */
export function planOf({ devices, faults }: Pick<Form, 'devices' | 'faults'>): Plan {
  const serials = [...new Set(devices.map(({ serial }) => serial))];
  return {
    devices,
    book: Object.fromEntries(serials.map((serial) => [serial, [port(Number(serial.slice(1)))]])),
    consoles: [{ name: 'A', roster: serials, scanMode: 0, people: false, scans: 1, rescans: 0, oldRecords: false }],
    packs: false,
    faults,
    steps: 0,
  };
}

/** Two devices as they should be. */
export function smallPlan(): Plan {
  return planOf({ devices: TWO, faults: CRASHES });
}
