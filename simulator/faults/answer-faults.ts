import type { SimulatedDevice } from '../devices/device';
import { uuid } from '../devices/generate-devices';
import { type Behaviour, MALFORMED_SHAPES } from './behaviour';
import type { Changes } from './changes';
import { addressOf, type FaultTools, HARDWARE_FAULTS, ouiOf } from './hardware-faults';

const PLACEHOLDERS = ['To be filled by O.E.M.', 'Default string', 'System Serial Number'] as const;

/** What a fault of this file may depend on. */
export interface AnswerFaultInput {
  readonly device: SimulatedDevice;
  /** Counts the devices with the same fault, from 0, so that its kinds take turns. */
  readonly turn: number;
  readonly tools: FaultTools;
  /** After how long a late device answers, ms. */
  readonly lateMs: number;
}

/** The faults that lie in how one device answers, or in what the factory knows of it. */
export const ANSWER_FAULTS = {
  recovering: ({ device, tools }) => {
    const { hardware, verdicts } = HARDWARE_FAULTS.absent(device, tools);
    return { behaviour: { kind: 'recovering', broken: hardware }, verdicts, recovers: true };
  },
  silent: () => ({ behaviour: { kind: 'off' }, status: 'noAnswer' }),
  mute: () => ({ behaviour: { kind: 'mute' }, status: 'noAnswer' }),
  late: ({ lateMs }) => ({ behaviour: { kind: 'late', afterMs: lateMs }, answersAfterMs: lateMs }),
  twice: () => ({ behaviour: { kind: 'twice' }, beside: { duplicates: 1 } }),
  conflict: (input) => ({ behaviour: { kind: 'conflict', twin: makeTwin(input) }, status: 'conflict' }),
  malformed: ({ turn }) => ({
    behaviour: { kind: 'malformed', shape: takeTurns(MALFORMED_SHAPES, turn) },
    status: 'noAnswer',
    beside: { quarantined: 1 },
  }),
  wrongOperation: () => ({ behaviour: { kind: 'wrongOperation' }, status: 'noAnswer', beside: { stale: 1 } }),
  placeholderSerial: ({ turn }) => ({
    behaviour: { kind: 'placeholderSerial', text: takeTurns(PLACEHOLDERS, turn) },
    status: 'noAnswer',
    beside: { noSerial: 1 },
  }),
  legacy: ({ turn }) => ({
    behaviour: { kind: 'legacy', serialKey: takeTurns(['sn', 'serialno'], turn) },
    reportsVirtual: false,
  }),
  unregistered: () => ({ status: 'notRegistered' }),
  mesDown: () => ({ status: 'couldNotCheck' }),
  pairRejected: () => ({ pairRejected: true }),
} as const satisfies Record<string, (input: AnswerFaultInput) => Changes>;

/** A second device with the same serial number: the same kinds of cards, other addresses. */
function makeTwin({ device, turn, tools }: AnswerFaultInput): Extract<Behaviour, { kind: 'conflict' }>['twin'] {
  const interfaces = device.hardware.interfaces.map((row) =>
    row.kind === 'physical' ? { ...row, ...addressOf(tools.stray(ouiOf(row))) } : row,
  );
  return {
    ip: `10.99.${(turn >> 8) & 0xff}.${turn & 0xff}`,
    bootId: uuid(tools.random),
    hardware: { ...device.hardware, interfaces },
  };
}

function takeTurns<T>(choices: readonly [T, ...T[]], turn: number): T {
  return choices[turn % choices.length] ?? choices[0];
}
