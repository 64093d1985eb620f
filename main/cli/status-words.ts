import { ADDENDS, type Addend } from '../../protocol/addends';
import type { DeviceStatus, ScanCounts } from '../../protocol/model';

const ADDEND_WORDS: Readonly<Record<Addend, string>> = {
  pass: 'pass',
  fail: 'fail',
  waived: 'waived',
  couldNotCheck: 'could not check',
  notRegistered: 'not registered',
  conflict: 'conflict',
  noAnswer: 'no answer',
  waiting: 'waiting',
};

/** As the terminal names a status; one that is counted nowhere by its code. */
export function wordOf(status: DeviceStatus): string {
  return isAddend(status) ? ADDEND_WORDS[status] : status;
}

function isAddend(status: DeviceStatus): status is Addend & DeviceStatus {
  return status in ADDEND_WORDS;
}

/** `pass 20 + fail 3 + no answer 1`. @param always shown, also where it is 0 */
export function addendsText(counts: Readonly<Partial<Pick<ScanCounts, Addend>>>, always?: Addend): string {
  return ADDENDS.filter((name) => (counts[name] ?? 0) > 0 || name === always)
    .map((name) => `${ADDEND_WORDS[name]} ${counts[name] ?? 0}`)
    .join(' + ');
}
