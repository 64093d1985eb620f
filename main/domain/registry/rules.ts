import type { RegistrySettings } from './transaction';

/**
 * The rules by which submissions are decided today. Every submission keeps the number that it was decided under, with its settings, so
 * folding it again comes to the same registry. Whatever makes a submission that is accepted already come to something else (a rule, a
 * list of placeholders) gets the next number, and what held before stays for the numbers before it.
 *
 * - 1: before rules were numbered.
 * - 2: a general type is completed; placeholders are no names; a newer Snapshot closes an open one; a rating has all kinds of rates in
 *   it; who rates decides the kind of a photobox rate; disposal in either order; a Receive says who.
 * - 3: letters beyond ASCII in a serial number stay in the HID; a serial number without letter and digit, and more placeholders, are no
 *   names.
 * - 4: a new rating ends the price that was computed from the rating before; a Snapshot that waits and was made before another one of its
 *   device is interrupted in whichever order the two come.
 */
export const RULES = 4;

/** The number by which submissions were decided under these settings, where this version does not know it; else null. */
export function newerRulesOf(settings: RegistrySettings): number | null {
  return rulesOf(settings) > RULES ? rulesOf(settings) : null;
}

export function rulesOf({ rules = 1 }: RegistrySettings): number {
  return rules;
}
