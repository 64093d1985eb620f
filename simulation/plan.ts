import { type Fault, FAULTS } from './faults-of-worlds';
import { createRandom } from '../simulator/random';
import { KINDS_OF_WORLDS, type KindOfWorld } from './kinds-of-worlds';

export interface Port {
  readonly name: string;
  readonly mac: string;
}

/** One unit in the rack. */
export interface DevicePlan {
  /** What it is called here, whatever it says itself. */
  readonly name: string;
  /** What it says its serial number is. */
  readonly serial: string;
  readonly ports: readonly Port[];
  /** The first generation knows no attempts and no boot ids, says no hello, and answers into the queue that all consoles share. */
  readonly agent: 'ours' | 'firstGeneration';
  readonly silent: boolean;
}

/** A world before anything happens in it: plain data, so that a failure can be written down. */
export interface Plan {
  readonly devices: readonly DevicePlan[];
  /** What MES knows, by serial number. */
  readonly book: Readonly<Record<string, readonly Port[]>>;
  readonly consoles: readonly ConsolePlan[];
  /** Closed scans are packed while the world goes on. */
  readonly packs: boolean;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  /** Things that happen before everything comes to its end. */
  readonly steps: number;
}

export interface ConsolePlan {
  readonly name: string;
  /** Null: it takes whoever answers. */
  readonly roster: readonly string[] | null;
  readonly scanMode: 0 | 1;
  /** People have to sign in. */
  readonly people: boolean;
  readonly scans: number;
  readonly rescans: number;
  /** An earlier version of the program has left its records there. */
  readonly oldRecords: boolean;
  /** `scan.noAnswerRetries`; absent: 0. */
  readonly noAnswerRetries?: number;
}

/** What a unit says that has no serial number. */
export const PLACEHOLDER = 'To be filled by O.E.M.';

/** A world by chance: the same seed gives the same one. */
export function makePlan(seed: string): Plan {
  const random = createRandom(`plan ${seed}`);
  const kind = random.pick(KINDS_OF_WORLDS);
  const oneIn = (times: number): boolean => random.next() * times < 1;
  const book: Record<string, readonly Port[]> = {};
  const devices: DevicePlan[] = [];
  const count = random.pick(kind.devices);
  for (let number = 1; number <= count; number += 1) {
    const serial = `S${number}`;
    const ports = portsOf(number, oneIn(2) ? 2 : 1);
    book[serial] = ports;
    devices.push({
      name: `D${number}`,
      serial,
      ports,
      agent: oneIn(kind.oneFirstGenerationIn) ? 'firstGeneration' : 'ours',
      silent: oneIn(16),
    });
  }
  const asTheyShouldBe = [...devices];
  for (const device of asTheyShouldBe)
    if (oneIn(kind.oneMisfortuneIn)) misfortune(random.pick(kind.misfortunes ?? MISFORTUNES), device, devices, book);
  const serials = [...new Set(devices.map(({ serial }) => serial))].filter((serial) => serial !== PLACEHOLDER);
  const scans = random.pick([1, 2, 2, 3]);
  const consoles = (hasOneConsole(kind, oneIn(3)) ? ['A'] : ['A', 'B']).map((name): ConsolePlan => {
    const listed = serials.filter(() => !oneIn(12));
    // By chance of its own: worlds of before stay as they were.
    const retries = createRandom(`retries ${seed} ${name}`).pick([0, 0, 1, 2]);
    return {
      name,
      roster: oneIn(3) || listed.length === 0 ? null : oneIn(10) ? [...listed, 'S99'] : listed,
      scanMode: oneIn(6) ? 1 : 0,
      people: oneIn(5),
      scans,
      rescans: random.pick(kind.rescans),
      oldRecords: name === 'A' && oneIn(15),
      ...(retries === 0 ? {} : { noAnswerRetries: retries }),
    };
  });
  const faults: Partial<Record<Fault, number>> = {};
  // Each world has its own few: with all of them at once hardly anything would come to its end.
  for (const fault of FAULTS) {
    const weight = kind.faults === null ? random.pick([0.1, 0.2, 0.5, 1]) : (kind.faults[fault] ?? 0);
    if (weight > 0 && oneIn(kind.oneFaultIn)) faults[fault] = weight;
  }
  return { devices, book, consoles, packs: oneIn(4), faults, steps: kind.stepsOfAScan * scans * consoles.length };
}

function hasOneConsole({ consoles }: KindOfWorld, chance: boolean): boolean {
  return consoles === 'any' ? chance : consoles === 'one';
}

const MISFORTUNES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Something about a device that is not as it should be. */
function misfortune(which: number, device: DevicePlan, devices: DevicePlan[], book: Record<string, readonly Port[]>): void {
  const index = devices.indexOf(device);
  const other = devices[(index + 1) % devices.length] as DevicePlan;
  const [first, ...rest] = device.ports as readonly [Port, ...Port[]];
  const change = (more: Partial<DevicePlan>): void => void (devices[index] = { ...device, ...more });
  switch (which) {
    case 0:
    case 1:
      change({ ports: [{ ...first, mac: 'e0:18:7d:2e:ff:0f' }, ...rest] });
      break;
    case 2:
      if (other !== device) change({ ports: [...device.ports, { name: 'eth9', mac: (other.ports[0] as Port).mac }] });
      break;
    case 3:
      devices.push({
        ...device,
        name: `${device.name}t`,
        ports: [{ name: 'eth0', mac: `e0:18:7d:2e:fe:0${index}` }],
        silent: false,
      });
      break;
    case 4:
      change({ serial: PLACEHOLDER });
      break;
    case 5:
      delete book[device.serial];
      break;
    case 6:
      if (rest.length > 0)
        change({
          ports: [
            { ...first, mac: rest[0]?.mac ?? '' },
            { name: rest[0]?.name ?? '', mac: first.mac },
          ],
        });
      break;
    case 7:
      book[device.serial] = [...(book[device.serial] ?? []), { name: 'eth8', mac: (other.ports[0] as Port).mac }];
      break;
    case 8:
      // The same unit seen twice by MES: its neighbour is said to have its address as well.
      if (other !== device) book[other.serial] = [...(book[other.serial] ?? []), { name: 'eth7', mac: first.mac }];
      break;
    case 9:
      if (other !== device) {
        change({ ports: other.ports });
        book[device.serial] = other.ports;
      }
      break;
    default:
  }
}

function portsOf(number: number, count: number): readonly Port[] {
  return Array.from({ length: count }, (_, index) => ({ name: `eth${index}`, mac: `e0:18:7d:2e:0${number}:1${index}` }));
}
