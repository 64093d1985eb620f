import type { InterfaceVerdict } from '../../../protocol/model';
import type { Whereabouts } from '../../../protocol/registry/views';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import type { CardStay } from '../scan/events';

export type { CardStay };

/** Verdicts on a card that is not the one that MES gives to this port. */
const STRANGERS: readonly InterfaceVerdict[] = ['foreign', 'unexpected', 'mismatch', 'duplicate'];

/** What to add to the reason of a verdict; nothing where nothing is known or the card was expected. */
export function cardHistory(verdict: InterfaceVerdict, mac: string | null, stays: readonly CardStay[]): Texts {
  if (!STRANGERS.includes(verdict)) return NO_TEXT;
  const stay = stays.find((one) => one.mac === mac);
  if (stay === undefined) return NO_TEXT;
  return [text(stay.ended ? 'verdict.cardWasIn' : 'verdict.cardLastSeenIn', { serial: stay.sn, at: stay.at })];
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
