import type { SerialNumber } from '../../../protocol/ids';
import type { ExpectedInterface } from '../../../protocol/expected-interface';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { lastStayElsewhere, type CardStay } from '../../domain/compare/card-stay';
import { macText } from '../../../protocol/mac-address';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { Registry } from '../../domain/ports/registry';
import { macsOf } from '../../domain/scan/unit-identity';

/** The verdict never waits longer for what only explains it. */
const MAX_WAIT_MS = 1_000;
const MAX_CARDS = 16;

/** Asks the registry where the cards of a device were that MES does not give to it. Never rejects; what cannot be found out is left out. */
export async function lookUpCards(
  sn: SerialNumber,
  report: HardwareReport,
  expected: readonly ExpectedInterface[],
  { registry, clock, log }: { readonly registry: Registry; readonly clock: Clock; readonly log: Log },
): Promise<readonly CardStay[]> {
  const wanted = new Set(expected.map(({ mac }) => macText(mac)));
  const unexpected = [...new Set(macsOf(report))].filter((mac) => !wanted.has(mac)).slice(0, MAX_CARDS);
  if (unexpected.length === 0) return [];
  const stays = Promise.all(
    unexpected.map(async (mac) => lastStayElsewhere(mac, sn, await registry.whereWas(mac), localMinute)),
  ).catch((error: unknown) => {
    log.warn('The registry could not say where cards were.', { sn, error });
    return [];
  });
  let cancel = (): void => undefined;
  const tooLate = new Promise<readonly null[]>((resolve) => {
    cancel = clock.after(MAX_WAIT_MS, () => resolve([]));
  });
  const found = await Promise.race([stays, tooLate]);
  cancel();
  return found.filter((stay) => stay !== null);
}

/** `2026-01-31 14:02`, in the time of this workstation. */
function localMinute(instant: string): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
