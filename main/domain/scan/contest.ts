import type { Contest } from '../../../protocol/model';
import { text } from '../../../protocol/texts/text';
import { mesClaim, rivalClaim } from '../compare/judge-interface';
import { macKey } from '../../../protocol/mac-address';
import type { DeviceState, ScanSession } from './state';
import { claimsSameUnit, unitOf } from './unit-identity';

/** What of a scan can speak against one of its devices. */
type Told = Pick<ScanSession, 'macs' | 'altered' | 'rules'>;

const NO_CONTESTS: readonly Contest[] = [];

/**
 * All that speaks against a device that passes, in an order that does not depend on when it came (docs/verdicts.md, Contested).
 * Empty for a device that does not pass.
 */
export function contestsOf(device: DeviceState, session: Told): readonly Contest[] {
  const { comparison, claims } = device;
  if (device.status !== 'pass') return NO_CONTESTS;
  if (claims.size === 0 && session.altered === 0 && !(comparison?.kind === 'judged' && comparison.contested)) return NO_CONTESTS;
  return [...eachContest(device, session)].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether anything that came until now, before or after it was asked again, speaks against the last pass of a device. */
export function isLastPassContested(device: DeviceState, session: Told): boolean {
  const { lastPass } = device;
  if (lastPass?.comparison?.kind !== 'judged') return false;
  // What came since was not compared any more.
  const asItPassed = { ...device, ...lastPass, comparison: { ...lastPass.comparison, contested: true } };
  return [...eachContest(asItPassed, session)].some(({ key }) => !lastPass.clearedContests.has(key));
}

/** Units that claimed this serial number and are not the one that counts now. */
export function rivalUnits(
  { claims, report }: DeviceState,
  rules: number,
): { readonly unit: string; readonly ip: string | null }[] {
  return Array.from(claims).flatMap(([unit, reports]) => {
    const others = reports.filter((claim) => report === null || !claimsSameUnit(report, claim, rules));
    const [ip = null] = others.flatMap((claim) => claim.ip ?? []).toSorted();
    return others.length === 0 ? [] : [{ unit, ip }];
  });
}

function* eachContest(device: DeviceState, { macs, altered, rules }: Told): Generator<Contest> {
  if (altered > 0)
    yield {
      key: keyOf('altered', String(altered)),
      what: [text('contest.alteredRecords')],
      nextAction: [text('next.checkDisk')],
    };
  for (const { ip, unit } of rivalUnits(device, rules)) {
    yield {
      key: keyOf('serial', unit),
      what: [ip === null ? text('contest.serial') : text('contest.serialAt', { ip })],
      nextAction: [text('next.findOtherDevice')],
    };
  }
  const { comparison, sn, report } = device;
  if (comparison?.kind !== 'judged' || !comparison.contested || sn === null || report === null) return;
  const ownUnit = unitOf(report, rules);
  for (const { name, verdict, foundMac } of comparison.interfaces) {
    if (verdict !== 'match' || foundMac === null) continue;
    const mac = macKey(foundMac);
    for (const rival of macs.sightings(sn, ownUnit, mac)) {
      const { what, next } = rivalClaim(rival, macs.reports(rival.sn, mac));
      yield {
        key: keyOf('unit', name, mac, rival.sn, rival.unit.name, rival.interface),
        what: [text('contest.onPort', { port: name, what })],
        nextAction: [next],
      };
    }
    for (const other of macs.expectedElsewhere(sn, mac)) {
      const { what, next } = mesClaim(other);
      yield {
        key: keyOf('mes', name, mac, other.sn, other.interface),
        what: [text('contest.onPort', { port: name, what })],
        nextAction: [next],
      };
    }
  }
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
