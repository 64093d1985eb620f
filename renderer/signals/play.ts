import type { Signal } from './signal-of';
import { TONES } from './tones';

/** Beeps swell and fade for so long, s: without that they click. */
const EDGE_S = 0.01;
/** A full gain of several waves would be clipped. */
const MAX_GAIN = 0.6;

let context: AudioContext | null = null;

/**
 * Beeps; silent where the computer has no sound.
 * @param volume 0 to 100; 0: nothing is heard
 */
export function play(signal: Signal, volume: number): void {
  if (volume <= 0 || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  void context.resume();
  const begin = context.currentTime;
  // Loudness is heard by its square, more or less.
  const loud = MAX_GAIN * (volume / 100) ** 2;
  for (const { pitch, at, lasts, wave } of TONES[signal]) {
    const oscillator = new OscillatorNode(context, { type: wave, frequency: pitch });
    const gain = new GainNode(context, { gain: 0 });
    const from = begin + at;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loud, from + EDGE_S);
    gain.gain.setValueAtTime(loud, from + lasts - EDGE_S);
    gain.gain.linearRampToValueAtTime(0, from + lasts);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + lasts);
  }
}
