import { PIN_SHAPE } from '../../protocol/people';
import { fitsOneOf } from '../../protocol/labels/mask';
import type { Facts } from '../store/facts';

/**
 * Whether a code that was scanned, and names nothing here, could be somebody's PIN, so that it is neither shown nor taken. Only
 * where people sign in, and not when the plant says that its serial numbers look so.
 */
export function mayBePin(code: string, { signIn, settings }: Pick<Facts, 'signIn' | 'settings'>): boolean {
  return signIn.required && PIN_SHAPE.test(code.trim()) && !fitsOneOf(code.trim(), settings.labels.serial);
}
