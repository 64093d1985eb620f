import type { InterfaceVerdict } from '../../../protocol/model';
import type { Whereabouts } from '../../../protocol/registry/views';
import type { CardStay } from '../events';

export type { CardStay };

/** Verdicts on a card that is not the one that MES gives to this port. */
const STRANGERS: readonly InterfaceVerdict[] = ['foreign', 'unexpected', 'mismatch', 'duplicate'];

/** What to add to the reason of a verdict; empty when nothing is known or the card is no stranger. */
export function cardStaySentence(verdict: InterfaceVerdict, mac: string | null, stays: readonly CardStay[]): string {
  if (!STRANGERS.includes(verdict)) return '';
  const stay = stays.find((one) => one.mac === mac);
  if (stay === undefined) return '';
  return stay.ended
    ? ` This card was in ${stay.sn} until ${stay.at}.`
    : ` This card was last seen in ${stay.sn}, where it came ${stay.at}.`;
}

/** The last stay of a card outside of the device that has it now; null when it never was elsewhere. @param time puts an instant into words */
export function lastStayElsewhere(
  mac: string,
  sn: string,
  whereabouts: readonly Whereabouts[],
  time: (instant: string) => string,
): CardStay | null {
  const [latest] = whereabouts
    .flatMap(({ stays }) => stays)
    .filter(({ parent }) => parent.serialNumber !== sn)
    .toSorted((a, b) => (a.since < b.since ? 1 : -1));
  if (latest === undefined) return null;
  const { parent, since, until } = latest;
  return { mac, sn: parent.serialNumber ?? `device ${parent.id}`, ended: until !== null, at: time(until ?? since) };
}
