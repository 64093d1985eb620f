import { visibleText } from '../../protocol/visible-text';
import type { DeliveryView, ScanCounts } from '../../protocol/model';
import type { ScanSession } from '../domain/session/state';
import { nearSentence } from '../domain/session/near-entries';
import { reasonFor } from '../domain/session/tracker';

const MOST_LISTED = 40;

/** `expected 24 = pass 20 + fail 3 + no answer 1`; parts that are 0 are left out, except pass. */
export function arithmetic(counts: ScanCounts): string {
  const parts: readonly (readonly [string, number])[] = [
    ['pass', counts.pass],
    ['fail', counts.fail],
    ['waived', counts.waived],
    ['could not check', counts.couldNotCheck],
    ['not registered', counts.notRegistered],
    ['conflict', counts.conflict],
    ['no answer', counts.noAnswer],
    ['waiting', counts.waiting],
  ];
  const shown = parts.filter(([name, count]) => count > 0 || name === 'pass').map(([name, count]) => `${name} ${count}`);
  return `expected ${counts.expected} = ${shown.join(' + ')}`;
}

/** The report at the end of a scan: worst news first. */
export function summaryText(session: ScanSession, counts: ScanCounts, deliveries: readonly DeliveryView[]): string {
  const lines: string[] = [];
  const trouble = [...session.devices.values()].filter((device) => device.status !== 'pass');
  const headline =
    trouble.length === 0
      ? `All ${counts.pass} devices passed.`
      : `${trouble.length} of ${session.devices.size} devices need you.`;
  lines.push('', counts.expected + counts.guests + counts.noSerial === 0 ? 'No device answered.' : headline, arithmetic(counts));
  const beside: readonly (readonly [string, number])[] = [
    ['guests', counts.guests],
    ['without serial number', counts.noSerial],
    ['late', counts.late],
    ['answered twice', counts.duplicates],
    ['of other operations', counts.stale],
    ['unreadable', counts.quarantined],
    ['passed but contested', counts.contested],
    ['refused by Pair', counts.pairRefused],
    ['perhaps paired', counts.pairUnknown],
  ];
  const shown = beside.filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
  if (shown.length > 0) lines.push(`beside it: ${shown.join(', ')}`);
  if (trouble.length > 0) lines.push('');
  for (const device of trouble.slice(0, MOST_LISTED)) {
    lines.push(
      `  ${visibleText(device.sn ?? '(no serial)').padEnd(18)} ${WORDS[device.status].padEnd(15)} ${visibleText(reasonFor(device))}`,
    );
  }
  const near = [...session.devices.values()].flatMap((device) => {
    const sentence = nearSentence(session, device);
    return sentence === '' ? [] : [`  ${visibleText(device.sn ?? '').padEnd(18)} ${visibleText(sentence)}`];
  });
  if (near.length > 0) lines.push('', ...near.slice(0, MOST_LISTED));
  if (trouble.length > MOST_LISTED) lines.push(`  … and ${trouble.length - MOST_LISTED} more; --json FILE has them all`);
  lines.push('');
  for (const { summary, state, problem } of deliveries)
    lines.push(`  ${state.padEnd(9)} ${visibleText(summary)}${problem === '' ? '' : ` – ${visibleText(problem)}`}`);
  return `${lines.join('\n')}\n`;
}

const WORDS = {
  waiting: 'waiting',
  reported: 'checking',
  pass: 'pass',
  fail: 'FAIL',
  waived: 'waived',
  notRegistered: 'NOT REGISTERED',
  couldNotCheck: 'NOT CHECKED',
  conflict: 'CONFLICT',
  noAnswer: 'NO ANSWER',
  noSerial: 'NO SERIAL',
} as const;
