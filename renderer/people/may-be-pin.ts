import { fitsOneOf } from '../../protocol/labels/mask';
import type { Facts } from '../store/facts';

/** A PIN is mostly this, and a serial number seldom. */
const DIGITS_OF_A_PIN = /^\d{4,12}$/;

/**
 * Whether a code that was scanned, and names nothing here, could be somebody's PIN, so that it is not to be read on the screen. Only
 * where people sign in, and not when the plant says that its serial numbers look so.
 */
export function mayBePin(code: string, { signIn, settings }: Pick<Facts, 'signIn' | 'settings'>): boolean {
  return signIn.required && DIGITS_OF_A_PIN.test(code.trim()) && !fitsOneOf(code.trim(), settings.labels.serial);
}
