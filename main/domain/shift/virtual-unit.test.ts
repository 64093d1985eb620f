import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { SELF_TEST_FAULTS } from '../../../protocol/self-test';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { HardwareReportMessage } from '../../../protocol/wire/v1';
import { receiveReport } from '../../../protocol/wire/receive-report';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from '../scan/events';

import { isTestOperation, judgeTestUnit, testOperation, testReport } from './virtual-unit';

const POLICY: ScanPolicy = DEFAULT_SETTINGS.scan;
const AT = Date.UTC(2026, 11, 1);

function read(fault: (typeof SELF_TEST_FAULTS)[number]): HardwareReport {
  const message = testReport(fault, testOperation('a'), AT);
  const bytes = new TextEncoder().encode(JSON.stringify(HardwareReportMessage.parse(message)));
  const report = receiveReport(bytes, (given) => new TextDecoder().decode(given));
  if (!report.ok) throw new Error('the report of the virtual unit is refused');
  return report.value;
}

describe('the virtual unit of a self-test', () => {
  it.each([
    ['missingPort', 'absent'],
    ['wrongMac', 'mismatch'],
    ['extraPort', 'unexpected'],
  ] as const)('with the fault %s fails as %s, and for nothing else', (fault, verdict) => {
    const judged = judgeTestUnit(fault, read(fault), POLICY);
    expect(judged.caught).toBe(true);
    expect(judged.verdicts.filter((one) => one !== 'match')).toEqual([verdict]);
    expect(judged.verdicts.filter((one) => one === 'match').length).toBeGreaterThanOrEqual(2);
    expect(english(judged.reason)).not.toBe('');
  });

  it('is not caught where the plant has a setting that hides the fault', () => {
    expect(judgeTestUnit('missingPort', read('missingPort'), { ...POLICY, unseenPorts: ['selftest*'] }).caught).toBe(false);
    expect(judgeTestUnit('extraPort', read('extraPort'), { ...POLICY, serviceNics: ['00:00:5e'] }).caught).toBe(false);
  });

  it.each(SELF_TEST_FAULTS)('with the fault %s is not caught by what another fault would come to', (fault) => {
    for (const other of SELF_TEST_FAULTS.filter((one) => one !== fault))
      expect(judgeTestUnit(fault, read(other), POLICY).caught).toBe(false);
  });

  it('names its operation so that no scan is called that by chance', () => {
    expect(isTestOperation(testOperation('f0'))).toBe(true);
    for (const name of ['1187', 'BI-20261201-060000', 'SELF-TEST', 'self-test-f0']) expect(isTestOperation(name)).toBe(false);
  });
});
