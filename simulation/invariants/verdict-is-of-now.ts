import { isDeepStrictEqual } from 'node:util';
import { compareDevice } from '../../main/domain/compare/compare-device';
import { contestsOf } from '../../main/domain/scan/contest';
import type { DeviceState, ScanSession } from '../../main/domain/scan/state';
import { unitOf } from '../../main/domain/scan/unit-identity';

/** Every device whose verdict is not what the reports and answers of MES come to that count now, whoever they are of; one sentence each. */
export function verdictsOfBefore(session: ScanSession): readonly string[] {
  return [...session.devices.values()].flatMap((device) => {
    const why = whyOfBefore(device, session);
    return why === null ? [] : [`${device.id} ${why}`];
  });
}

function whyOfBefore(device: DeviceState, session: ScanSession): string | null {
  const { macs, policy, rules } = session;
  const { sn, status, report, answer, stays, comparison, contests } = device;
  if ((status !== 'pass' && status !== 'fail') || sn === null || report === null || answer?.kind !== 'expected') return null;
  const unit = unitOf(report, rules);
  const now = compareDevice(answer.interfaces, report, (mac) => macs.factsFor(sn, mac, unit), policy, stays, rules);
  if (!isDeepStrictEqual(now, comparison)) return `stands as ${JSON.stringify(comparison)}, and comes to ${JSON.stringify(now)}.`;
  const against = contestsOf(device, session).map(({ key }) => key);
  return isDeepStrictEqual(
    against,
    contests.map(({ key }) => key),
  )
    ? null
    : `is held for ${JSON.stringify(contests)}, and what speaks against it is ${JSON.stringify(against)}.`;
}
