import type { Fault } from './faults-of-worlds';

/** A kind of world: only few things go wrong in it, and these often, so that an order that is rare elsewhere comes up soon. */
export interface KindOfWorld {
  readonly name: string;
  /** How heavy a fault is where it happens; null: whatever chance says. */
  readonly faults: Readonly<Partial<Record<Fault, number>>> | null;
  /** Each of these faults happens in one world of so many. */
  readonly oneFaultIn: number;
  /** One device in so many is not as it should be. */
  readonly oneMisfortuneIn: number;
  /** Which misfortunes; null: all. */
  readonly misfortunes: readonly number[] | null;
  readonly devices: readonly number[];
  readonly consoles: 'one' | 'two' | 'any';
  /** One device in so many is of the first generation. */
  readonly oneFirstGenerationIn: number;
  readonly rescans: readonly number[];
  /** Things that happen for each scan that somebody wants. */
  readonly stepsOfAScan: number;
}

const ANYTHING: KindOfWorld = {
  name: 'anything',
  faults: null,
  oneFaultIn: 3,
  oneMisfortuneIn: 3.2,
  misfortunes: null,
  devices: [1, 2, 2, 3, 3, 4],
  consoles: 'any',
  oneFirstGenerationIn: 5,
  rescans: [0, 1, 2, 3],
  stepsOfAScan: 60,
};

/** Lists that are refused, lost, tried again, shortened, and programs that end over them. */
const PAIR: KindOfWorld = {
  ...ANYTHING,
  name: 'pair',
  faults: {
    postRefused: 2,
    postNotSent: 2,
    postLost: 0.5,
    postPartly: 2,
    postBusy: 0.5,
    crash: 0.4,
    restart: 0.4,
    diskFull: 0.3,
    factoryMoved: 0.5,
  },
  oneFaultIn: 2,
  oneMisfortuneIn: 8,
  misfortunes: [2, 3, 4],
  devices: [1, 1, 2, 2],
  consoles: 'one',
  rescans: [0, 1],
  stepsOfAScan: 120,
};

/** Units that claim what others have, their address or their serial number, also while a list waits to be sent. */
const CLAIMS: KindOfWorld = {
  ...ANYTHING,
  name: 'claims',
  faults: { answersTwice: 0.5, reboots: 1.5, postNotSent: 4, crash: 0.2 },
  oneFaultIn: 1.7,
  oneMisfortuneIn: 1.5,
  misfortunes: [2, 3, 3, 4, 7, 8, 9],
  devices: [2, 2, 3, 3],
  consoles: 'one',
  rescans: [0, 1, 2, 3],
  stepsOfAScan: 90,
};

/** A disk that is full, or cannot be read, every now and then. */
const DISK: KindOfWorld = {
  ...ANYTHING,
  name: 'disk',
  faults: { diskFull: 1.5, diskUnreadable: 1, noise: 1, postRefused: 0.5, postNotSent: 0.5, crash: 0.2 },
  oneFaultIn: 1.5,
  oneMisfortuneIn: 8,
  devices: [1, 2, 2],
  consoles: 'one',
};

/** Answers that go astray between two consoles, which come and go. */
const STRAYS: KindOfWorld = {
  ...ANYTHING,
  name: 'strays',
  faults: { crash: 1, restart: 0.5, diskFull: 1, brokerLost: 0.3, strangers: 0.3 },
  oneFaultIn: 2,
  oneMisfortuneIn: 16,
  devices: [1, 2, 2],
  consoles: 'two',
  oneFirstGenerationIn: 1,
  rescans: [0, 1],
};

/** Time that passes for nobody. */
const ASLEEP: KindOfWorld = {
  ...ANYTHING,
  name: 'asleep',
  faults: { sleep: 1.5, crash: 0.5, mesFails: 0.5, postNotSent: 0.5 },
  oneFaultIn: 1.5,
  devices: [1, 2, 2, 3],
};

/** As often as they stand here. */
export const KINDS_OF_WORLDS = [ANYTHING, ANYTHING, ANYTHING, PAIR, PAIR, CLAIMS, CLAIMS, DISK, STRAYS, ASLEEP] as const;
