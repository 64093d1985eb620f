import { text, type Text } from '../../../protocol/texts/text';

/**
 * The rules by which the events of a scan are folded today. Every scan keeps the number that it was begun under, so it comes to the same
 * whenever it is opened or replayed. Whatever makes stored events come to another state gets the next number, and what held before stays
 * for the numbers before it.
 *
 * - 1: before rules were numbered.
 * - 2: an answer that counted and is delivered once more is repeated whenever it comes, and speaks against nobody.
 * - 3: the same message is repeated whenever it comes again, whatever became of it when it came first (also in conflict, late, or
 *   of a unit without serial number); a late answer speaks against a unit that has its serial number and answers first when the scan
 *   goes on; and whatever unit counts while another claims its serial number speaks against the next that counts; and of a unit that
 *   claims a serial number with other cards or another IP under one boot id all that it told is kept.
 * - 4: two ports share an address as port and conduit only where the report says clearly which port that is; a card on USB is the
 *   management controller's by its known address or name, not by a made-up address.
 * - 5: `serviceNics` takes names, drivers and ids of cards as well as addresses.
 * - 6: a device that the console asked again by itself has one question to answer, whichever of these attempts its answer names.
 * - 7: a silent device whose answer came late is said to have answered.
 * - 8: an address that software set (`addr_assign_type` 3) passes nobody where the report has no permanent one.
 * - 9: a boot id that tells no unit from another (`unknown`, zeros, a short number) counts as none; a name that two ports have as an
 *   alternative name, or that is the own name of another, is no alternative name; a switch chip numbered with zeros is none.
 */
export const SCAN_RULES = 9;

/** Why a scan cannot be folded here; null when it can. By other rules than its own it might come to other verdicts. */
export function newerScanRules(scan: { readonly operationId: string; readonly rules?: number }): Text | null {
  const { operationId: operation, rules = 1 } = scan;
  return rules <= SCAN_RULES ? null : text('records.newerRules', { operation, rules, known: SCAN_RULES });
}
