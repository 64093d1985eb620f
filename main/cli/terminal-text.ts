import { english, englishInTerminal } from '../../messages/english';
import { visibleText } from '../../protocol/visible-text';
import type { DeliveryView, ScanCounts } from '../../protocol/model';
import { counted } from '../../protocol/counted';
import { countNeedy } from '../../protocol/needy';
import { noticesOf } from '../domain/scan/notices';
import { isContested, isOffTheList, type DeviceState, type ScanSession } from '../domain/scan/state';
import { detailsIn } from '../domain/scan/rows-in-session';
import { needAttention, unreadAnswers } from './attention';
import { nextSteps } from './next-steps';
import { addendsText } from './status-words';

const MAX_LISTED = 40;

/** `expected 24 = pass 20 + fail 3 + no answer 1`; parts that are 0 are left out, except pass. */
export function arithmetic(counts: ScanCounts): string {
  return `expected ${counts.expected} = ${addendsText(counts, 'pass')}`;
}

/** The report at the end of a scan: worst news first. @param db the file of the records, for commands that a person may copy */
export function summaryText(session: ScanSession, counts: ScanCounts, deliveries: readonly DeliveryView[], db = 'FILE'): string {
  const lines: string[] = [];
  const trouble = needAttention(session);
  lines.push('', headline(counts, unreadAnswers(session, counts)), arithmetic(counts));
  const beside: readonly (readonly [string, number])[] = [
    ['not on the list', counts.guests],
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
  for (const { what, nextAction } of noticesOf(session))
    lines.push('', `! ${english(what)}`, `  → ${englishInTerminal(nextAction)}`);
  if (trouble.length > 0) lines.push('');
  for (const device of trouble.slice(0, MAX_LISTED)) lines.push(...deviceLines(session, device));
  if (trouble.length > MAX_LISTED) lines.push(`  … and ${trouble.length - MAX_LISTED} more; --json FILE has them all`);
  lines.push('');
  for (const { summary, state, problem } of deliveries)
    lines.push(`  ${state.padEnd(9)} ${english(summary)}${problem.length === 0 ? '' : ` – ${english(problem)}`}`);
  for (const step of nextSteps(counts, deliveries, db)) lines.push(`  → ${visibleText(step)}`);
  return `${lines.join('\n')}\n`;
}

/** How the scan stands, with the numbers that the window's band has. */
function headline(counts: ScanCounts, unread: number): string {
  const { expected, guests, noSerial, pass, waived } = counts;
  const needy = countNeedy(counts);
  if (expected + guests + noSerial === 0) return 'No device answered.';
  if (needy > 0) return `${needy} of ${counted(expected, 'device')} ${needy === 1 ? 'needs' : 'need'} attention.`;
  if (expected === 0) return 'Look at the units beside the sum.';
  return waived > 0 ? `${pass} passed, ${waived} waived.` : allPassedText(expected, unread);
}

function allPassedText(count: number, unread: number): string {
  if (unread === 0) return count === 1 ? 'The device passed.' : `All ${count} devices passed.`;
  const read =
    count === 1 ? 'The device whose answer could be read passed' : `All ${count} devices whose answers could be read passed`;
  return `${read}; ${counted(unread, 'message')} could not be read.`;
}

/** What is wrong with a device, who claims its serial number, and what to do next. */
function deviceLines(session: ScanSession, device: DeviceState): readonly string[] {
  const { row, nextAction, claimants } = detailsIn(session, device);
  const word = isContested(device) && device.status === 'pass' ? 'ON HOLD' : WORDS[device.status];
  const reason = `${isOffTheList(device) ? '(not on the list) ' : ''}${english(row.reason)}`;
  const places = claimants.map(({ ip, macs }) => ip ?? `no IP address (${macs.join(', ')})`);
  return [
    `  ${visibleText([row.foundIn ?? row.slot, row.sn === '' ? '(no serial)' : row.sn].filter(Boolean).join(' ')).padEnd(18)} ${word.padEnd(15)} ${reason}`.trimEnd(),
    ...(places.length === 0 ? [] : [`    at ${places.map((place) => visibleText(place)).join(', ')}`]),
    ...(nextAction.length === 0 ? [] : [`    → ${englishInTerminal(nextAction)}`]),
  ];
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
