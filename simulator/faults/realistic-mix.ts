import { devicesPerFault } from './choose-devices';
import type { FaultName, FaultRequest } from './fault';

/** Of a thousand devices, how many have which fault on an ordinary day; in the order in which a small rack shows them. */
const PER_THOUSAND: readonly (readonly [FaultName, number])[] = [
  ['wrongMac', 14],
  ['absent', 12],
  ['silent', 12],
  ['legacy', 60],
  ['swapped', 8],
  ['duplicate', 5],
  ['recovering', 10],
  ['unregistered', 8],
  ['portWithoutDriver', 6],
  ['twice', 10],
  ['overridden', 4],
  ['extra', 5],
  ['conflict', 3],
  ['malformed', 4],
  ['unprogrammed', 4],
  ['foreign', 3],
  ['late', 4],
  ['softwareMac', 4],
  ['placeholderSerial', 3],
  ['wrongOperation', 3],
  ['mesDown', 3],
  ['sharedMac', 2],
  ['pairRejected', 2],
];

/** At most this share of a small rack is given over to showing one of each. */
const SHOWN_SHARE = 0.45;

/**
 * The faults of an ordinary rack of so many devices: by the shares above, and in a small rack at least one of as many
 * kinds as fit, the commonest first.
 */
export function realisticFaults(devices: number): FaultRequest {
  const request: Partial<Record<FaultName, number>> = {};
  let shown = 0;
  for (const [fault, perThousand] of PER_THOUSAND) {
    const share = Math.round((devices * perThousand) / 1000);
    const showOne = shown + devicesPerFault(fault) <= devices * SHOWN_SHARE;
    const count = Math.max(share, showOne ? 1 : 0);
    shown += count * devicesPerFault(fault);
    if (count > 0) request[fault] = count;
  }
  return request;
}
