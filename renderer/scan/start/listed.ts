import { messages } from '../../messages';

/** So many are read at a glance. */
const SHOWN = 6;

/** The first of some names, and how many more there are. @param more that are not among them */
export function listed(names: readonly string[], more: number): string {
  const left = Math.max(0, names.length - SHOWN) + more;
  const shown = names.slice(0, SHOWN).join(', ');
  return left === 0 ? shown : `${shown} ${messages.start.preflight.more({ count: left })}`;
}
