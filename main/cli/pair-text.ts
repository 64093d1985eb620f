import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import type { PairSheet } from '../../protocol/pair-sheet';
import type { Texts } from '../../protocol/texts/text';
import { visibleText } from '../../protocol/visible-text';
import { isContested, type ScanSession } from '../domain/scan/state';

type Sheet = Pick<PairSheet, 'serials' | 'target' | 'heldBack'>;

/** What a confirmed Pair (or burn) sends and what it holds back although it passed, as one sentence. */
export function pairText(session: ScanSession, sheet: Sheet): string {
  const { serials, target } = sheet;
  const held = heldBack(session, sheet);
  if (serials.length === 0) return `Nothing to ${target}: ${held.length === 0 ? 'no device passed' : held.join('; ')}.`;
  const confirmed = `${target === 'burn' ? 'Burn' : 'Pair'}: ${counted(serials.length, 'serial number')} confirmed`;
  return `${[confirmed, ...held].join('; ')}.`;
}

/** Whether a list of another operation, or a report that is not trusted any more, keeps back what passed: it is left to do. */
export function isHeldElsewhere({ heldBack: held }: Pick<Sheet, 'heldBack'>): boolean {
  return held.some(({ elsewhere }) => elsewhere !== undefined);
}

/** What an interrupted scan says in place of sending what passed. */
export function notSentText(scanMode: ScanSession['scanMode']): string {
  return notSent(scanMode, 'nothing was sent, because the scan was interrupted.');
}

/** What is said of a list that could not be confirmed, whatever was in the way. */
export function notConfirmedText(scanMode: ScanSession['scanMode'], why: Texts): string {
  return notSent(scanMode, `the list was not confirmed. ${visibleText(english(why))}`);
}

function notSent(scanMode: ScanSession['scanMode'], what: string): string {
  const [target, heading] = scanMode === 1 ? ['burn', 'Burn'] : ['pair', 'Pair'];
  return `${heading}: ${what} To ${target} what passed, scan again, or open these records in the console and confirm it there.`;
}

function heldBack({ devices }: ScanSession, { target, heldBack: held }: Sheet): readonly string[] {
  const passed = held.flatMap(({ id, elsewhere }) => {
    const device = devices.get(id);
    return device?.status === 'pass' ? [{ device, elsewhere }] : [];
  });
  const contested = passed.filter(({ device }) => isContested(device)).length;
  const guests = passed.filter(({ device, elsewhere }) => !isContested(device) && elsewhere === undefined).length;
  const lists = new Map<string, number>();
  for (const { elsewhere } of passed) {
    if (elsewhere === undefined) continue;
    const operation = visibleText(elsewhere.operationId);
    const why = WHY[elsewhere.state](operation, target);
    lists.set(why, (lists.get(why) ?? 0) + 1);
  }
  return [
    ...(contested === 0 ? [] : [`${passedAnd(contested)} on hold until somebody has looked`]),
    ...Array.from(lists, ([why, count]) => `${passedAnd(count)} ${why}`),
    ...(guests === 0 ? [] : [`${passedAnd(guests)} not on the list`]),
  ];
}

const WHY: Readonly<
  Record<NonNullable<Sheet['heldBack'][number]['elsewhere']>['state'], (operation: string, target: Sheet['target']) => string>
> = {
  newer: (operation) => `held back, because the verdict of operation ${operation} is newer and speaks against it: scan again`,
  newerReport: (operation) =>
    `held back, because the report in operation ${operation} is newer and speaks against it: scan again`,
  otherAddress: (operation) =>
    `held back, because a list of operation ${operation} has them that waits for another address: set --api to that, or have it sent to this one (burnin deliveries readdress)`,
  distrusted: () => 'held back, because the report that it passed by would not be let in now: see to its key, then scan again',
  underWay: (operation, target) => `on the way to ${target} in operation ${operation} already`,
  mayBeTaken: (operation, target) =>
    `held back, because ${target === 'burn' ? 'burn' : 'Pair'} may have taken them in operation ${operation}: open these records in the console and settle that list`,
};

function passedAnd(count: number): string {
  return `${counted(count, 'device')} passed and ${count === 1 ? 'is' : 'are'}`;
}
