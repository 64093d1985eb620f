import { isDeepStrictEqual } from 'node:util';
import type { EvidenceDelivery } from '../../../protocol/evidence';
import { english } from '../../../messages/english';
import type { DeliveryKey } from '../../../protocol/ids';
import { DeliveryKind } from '../../../protocol/model';
import { readAs } from '../../../protocol/read-as';
import { StoredTextsSchema } from '../../../protocol/texts/schema';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import { parseJsonObject } from '../../../protocol/wire/body';
import type { NewDelivery } from '../../domain/ports/deliveries';
import { storedText } from '../../domain/records/stored-text';
import type { ScanEvent } from '../../domain/scan/events';
import type { ScanSession } from '../../domain/scan/state';
import { closingDeliveries, pairDelivery } from '../delivery/deliveries-of-scan';
import type { Comparability } from './differences';

type PairAnswered = Extract<ScanEvent, { kind: 'pairAnswered' }>;

/** What the events of a scan say of the messages that went out because of them. */
export interface ExpectedMessages {
  /** Logs, each with the number of devices that passed, which the notification behind it names. */
  readonly closings: { readonly log: NewDelivery; readonly passed: number }[];
  readonly pairs: NewDelivery[];
  /** The last one to each key, as keys are stored. */
  readonly answers: Map<string, PairAnswered>;
}

export function noMessages(): ExpectedMessages {
  return { closings: [], pairs: [], answers: new Map() };
}

/** Adds what follows from an event. @param session as the event left it */
export function expectMessages(expected: ExpectedMessages, session: ScanSession, event: ScanEvent, at: number): void {
  if (event.kind === 'scanClosed') {
    const [log] = closingDeliveries(session, () => '' as DeliveryKey, at);
    expected.closings.push({ log, passed: session.counts.pass });
  } else if (event.kind === 'pairConfirmed') expected.pairs.push(pairDelivery(session, event.serials, event.key, at));
  else if (event.kind === 'pairAnswered') expected.answers.set(storedText(event.key), event);
}

/**
 * Where the messages of a bundle are not those that its events call for. What a person corrected, and what was said
 * of trouble, does not follow from events.
 */
export function messageDifferences(
  told: readonly EvidenceDelivery[],
  expected: ExpectedMessages,
  operationId: string,
  how: Comparability,
): Text[] {
  return [
    ...told
      .filter((one) => one.operationId !== storedText(operationId))
      .map((one) => text('replay.messageOfOther', { message: one.key, operation: one.operationId })),
    ...told.flatMap(({ key, kind, serials }) => [
      ...(DeliveryKind.safeParse(kind).success ? [] : [text('replay.messageKind', { message: key, kind })]),
      ...(kind === 'notification' && serials.length > 0 ? [text('replay.notificationList', { message: key })] : []),
    ]),
    ...replacementDifferences(told),
    ...closingDifferences(told, expected),
    ...pairDifferences(told, expected, how),
  ];
}

/** The one that was corrected and the one in its place name each other. */
function replacementDifferences(told: readonly EvidenceDelivery[]): Text[] {
  const keys = new Map(told.map((one) => [one.key, one]));
  const found: Text[] = [];
  for (const { key, replaces, replacedBy } of told) {
    if (replaces !== undefined && keys.get(replaces)?.replacedBy !== key)
      found.push(text('replay.standsInPlace', { message: key, other: replaces }));
    if (replacedBy !== undefined && keys.get(replacedBy)?.replaces !== key)
      found.push(text('replay.placeTaken', { message: key, other: replacedBy }));
  }
  if (keys.size !== told.length) found.push(text('replay.keyOfTwo'));
  return found;
}

/** Each closing left a log and, right behind it, a notification. */
function closingDifferences(told: readonly EvidenceDelivery[], { closings }: ExpectedMessages): Text[] {
  const logs = told.flatMap((one, index) =>
    one.kind === 'log' && one.replaces === undefined ? [{ one, behind: told[index + 1] }] : [],
  );
  const found: Text[] = [];
  if (logs.length !== closings.length)
    found.push(text('replay.logCount', { was: String(logs.length), is: String(closings.length) }));
  for (const [index, { one, behind }] of logs.entries()) {
    const is = closings[index];
    if (is === undefined) continue;
    found.push(...differencesOf(one, is.log));
    const count = behind?.kind === 'notification' ? passedIn(behind.body) : null;
    if (count !== is.passed)
      found.push(text('replay.passedCount', { message: behind?.key ?? one.key, passed: String(is.passed) }));
  }
  return found;
}

/** The number that a closing notification begins with, whatever its words. */
function passedIn(body: string): number | null {
  const json = parseJsonObject(body);
  const status = json.ok ? json.value['status'] : null;
  const digits = typeof status === 'string' ? /^[\d,]+/.exec(status)?.[0] : undefined;
  return digits === undefined ? null : Number(digits.replaceAll(',', ''));
}

function pairDifferences(told: readonly EvidenceDelivery[], { pairs, answers }: ExpectedMessages, how: Comparability): Text[] {
  const left = new Map(pairs.map((pair) => [storedText(pair.key), pair]));
  const found: Text[] = [];
  for (const one of told) {
    const is = left.get(one.key);
    if (is === undefined) {
      if (one.kind === 'pair' || one.kind === 'burn') found.push(text('replay.notConfirmed', { message: one.key }));
      continue;
    }
    left.delete(one.key);
    const edited = one.replaces === undefined ? '' : ', edited';
    found.push(
      ...differencesOf(one, { ...is, summary: `${is.summary}${edited}` }),
      ...stateDifferences(one, answers.get(one.key), how),
    );
  }
  for (const key of left.keys()) found.push(text('replay.messageMissing', { message: key }));
  return found;
}

/** What became of a list is an event of its own; while one waits to be sent, nothing of it is. */
function stateDifferences(one: EvidenceDelivery, answer: PairAnswered | undefined, how: Comparability): Text[] {
  const { key, state, problem } = one;
  if (answer === undefined || answer.state === 'queued' || answer.state === 'sending') {
    const waits = state === 'queued' || state === 'sending';
    return waits
      ? []
      : [text('replay.messageDiffers', { message: key, what: 'state', was: state, is: answer?.state ?? 'queued' })];
  }
  return [
    ...(state === answer.state
      ? []
      : [text('replay.messageDiffers', { message: key, what: 'state', was: state, is: answer.state })]),
    ...(isSaid(one, answer.reason, how)
      ? []
      : [
          text('replay.messageDiffers', {
            message: key,
            what: 'problem',
            was: `"${problem}"`,
            is: text('replay.quoted', { text: answer.reason }),
          }),
        ]),
  ];
}

/** Codes where the bundle has them; another version may put those into other words. Bundles of before have words alone. */
function isSaid({ problem, problemCodes }: EvidenceDelivery, reason: Texts, { whole }: Comparability): boolean {
  const is = asStored(reason);
  if (problemCodes === undefined) return !whole && visibleText(problem) === english(is);
  const told = readAs(StoredTextsSchema, problemCodes);
  return told.success && isDeepStrictEqual(asStored(told.data), is) && (!whole || problem === english(told.data));
}

/** Rows and bundles of versions that wrote sentences have them as SQLite keeps texts; the log of events has them as they were. */
function asStored(reason: Texts): Texts {
  return JSON.parse(JSON.stringify(reason), (_, part: unknown) => (typeof part === 'string' ? storedText(part) : part)) as Texts;
}

function differencesOf(told: EvidenceDelivery, is: NewDelivery): Text[] {
  const found: Text[] = [];
  if (!isDeepStrictEqual(jsonOf(told.body), jsonOf(is.body))) found.push(text('replay.otherBody', { message: told.key }));
  const say = (what: string, was: string, now: string): void => {
    if (was !== now) found.push(text('replay.messageDiffers', { message: told.key, what, was, is: now }));
  };
  say('kind', told.kind, is.kind);
  // Version 0.1.0 said `1 devices`.
  say('summary', told.summary.replace(/\b1 devices\b/, '1 device'), is.summary);
  say('list', told.serials.join(', '), is.serials.join(', '));
  return found;
}

function jsonOf(body: string): unknown {
  const json = parseJsonObject(body);
  return json.ok ? json.value : body;
}
