import type { Signal } from './signal-of';

/** One beep of a signal. */
export interface Tone {
  /** Hz. */
  readonly pitch: number;
  /** From the start of the signal, s. */
  readonly at: number;
  /** s. */
  readonly lasts: number;
  readonly wave: OscillatorType;
}

/** Told apart by rhythm and by direction, not by pitch alone: a hall is loud, and not everybody hears every pitch. */
export const TONES: Readonly<Record<Signal, readonly Tone[]>> = {
  done: [
    { pitch: 659, at: 0, lasts: 0.16, wave: 'triangle' },
    { pitch: 988, at: 0.18, lasts: 0.34, wave: 'triangle' },
  ],
  needsHand: [
    { pitch: 784, at: 0, lasts: 0.22, wave: 'triangle' },
    { pitch: 587, at: 0.28, lasts: 0.22, wave: 'triangle' },
    { pitch: 440, at: 0.56, lasts: 0.44, wave: 'triangle' },
  ],
  failure: [
    { pitch: 523, at: 0, lasts: 0.12, wave: 'triangle' },
    { pitch: 523, at: 0.2, lasts: 0.12, wave: 'triangle' },
  ],
  alarm: [0, 0.15, 0.3, 0.45, 0.6, 0.75].map((at) => ({ pitch: 880, at, lasts: 0.1, wave: 'square' as const })),
  refused: [{ pitch: 196, at: 0, lasts: 0.4, wave: 'square' }],
};
