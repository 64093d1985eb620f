import type { BurnBody, PairBody } from '../../../protocol/http';
import type { SerialNumber } from '../../../protocol/ids';
import type { PairSheet } from '../../../protocol/pair-sheet';
import type { LeftOver } from '../../../protocol/model';
import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { isContested, unsettledPair, type DeviceState, type ScanSession } from '../scan/state';
import { reasonFor } from '../scan/session-changes';

/**
 * What would go to Pair (or burn) now and what would not, with why. Nothing is sent twice: a serial number that is under
 * way or was accepted is not on the list again, and one that was refused, or may have been taken, stands apart until a person
 * has settled it.
 * @param digestOf names a list: of which operation, for what, and which serials; made outside because this folder has no cryptography
 * @param elsewhere serial numbers that are under way in another operation, or kept back by what is known since, and what is said of each
 */
export function pairSheet(
  session: ScanSession,
  digestOf: (list: readonly string[]) => string,
  elsewhere: ReadonlyMap<string, Text> = new Map(),
): PairSheet {
  const serials: string[] = [];
  const refused: PairSheet['refused'] = [];
  const heldBack: PairSheet['heldBack'] = [];
  const sent: PairSheet['sent'] = [];
  for (const device of session.devices.values()) {
    const { sn, pair } = device;
    if (sn !== null && pair !== null) {
      const { outcome, reason, key, settled } = pair;
      sent.push({ sn, outcome, reason, key, settled });
      const waits = unsettledPair(device);
      if (waits !== null) refused.push({ id: device.id, sn, outcome: waits, reason, key });
    }
    if (wasSent(device)) continue;
    const item = { id: device.id, sn: sn ?? '', ...(device.guest && sn !== null ? { guest: true as const } : {}) };
    const busy = sn === null ? undefined : elsewhere.get(sn);
    const why = whyHeldBack(device, session);
    if (why === null && busy !== undefined)
      heldBack.push({ ...item, why: [busy], elsewhere: listElsewhere(busy, session.operationId) });
    else if (why === null && sn !== null) serials.push(sn);
    else heldBack.push({ ...item, why: why ?? NO_TEXT });
  }
  return {
    target: targetOf(session),
    operationId: session.operationId,
    serials,
    refused,
    heldBack,
    digest: digestOf([targetOf(session), session.operationId, ...serials]),
    sent,
  };
}

const STATE_OF: Partial<Record<Text['code'], 'underWay' | 'otherAddress' | 'mayBeTaken' | 'newerReport' | 'distrusted'>> = {
  'pair.onItsWay': 'underWay',
  'pair.otherAddress': 'otherAddress',
  'pair.mayBeTaken': 'mayBeTaken',
  'pair.mayBeTakenDamaged': 'mayBeTaken',
  'pair.newerReport': 'newerReport',
  'pair.newerReportBecause': 'newerReport',
  'pair.newerReportLost': 'newerReport',
  'pair.trustLost': 'distrusted',
};

/** @param own of which operation the list is, where no other one is named */
function listElsewhere({ code, params }: Text, own: string): NonNullable<PairSheet['heldBack'][number]['elsewhere']> {
  const operation = params?.['operation'];
  return { operationId: typeof operation === 'string' ? operation : own, state: STATE_OF[code] ?? 'newer' };
}

/** What of a scan is not paired; null while it runs. */
export function leftOver(session: ScanSession): LeftOver | null {
  if (session.phase !== 'closed') return null;
  const { pairRefused: refused, pairUnknown: unknown } = session.counts;
  let notPaired = 0;
  for (const device of session.devices.values())
    if (device.sn !== null && !wasSent(device) && isReady(device, session)) notPaired += 1;
  return { target: targetOf(session), notPaired, refused, unknown };
}

function targetOf({ scanMode }: ScanSession): LeftOver['target'] {
  return scanMode === 1 ? 'burn' : 'pair';
}

/** The body of the POST that a confirmed sheet becomes. */
export function pairBody(session: ScanSession, serials: readonly SerialNumber[]): PairBody | BurnBody {
  const snArray = [...serials];
  if (session.scanMode === 1) return { snArray, operationId: session.operationId, operatorId: session.operatorId, scanMode: 1 };
  return { snArray, operationId: session.operationId };
}

/** It is with Pair, was taken, or waits for a person who settles what became of it. */
function wasSent({ sn, pair }: DeviceState): boolean {
  return sn !== null && pair !== null && pair.settled?.as !== 'sendAgain';
}

function isReady(device: DeviceState, { policy }: ScanSession): boolean {
  return device.status === 'pass' && !isContested(device) && (!device.guest || policy.pairGuests);
}

function whyHeldBack(device: DeviceState, session: ScanSession): Texts | null {
  if (isReady(device, session)) return null;
  if (device.status === 'pass' && !isContested(device)) return [text('pair.notOnRoster')];
  const reason = reasonFor(device);
  return reason.length > 0 ? reason : [text('pair.noVerdict')];
}
