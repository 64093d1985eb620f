import { isDeepStrictEqual } from 'node:util';
import type { EvidenceDelivery } from '../../../protocol/evidence';
import { english } from '../../../messages/english';
import type { DeliveryKey } from '../../../protocol/ids';
import { DeliveryKind } from '../../../protocol/model';
import { readAs } from '../../../protocol/read-as';
import { StoredTextsSchema } from '../../../protocol/texts/schema';
import type { Texts } from '../../../protocol/texts/text';
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
 * Where the messages of a bundle are not those that its events call for, one sentence each. What a person corrected, and what was said
 * of trouble, does not follow from events.
 */
export function messageDifferences(
  told: readonly EvidenceDelivery[],
  expected: ExpectedMessages,
  operationId: string,
  how: Comparability,
): string[] {
  return [
    ...told
      .filter((one) => one.operationId !== storedText(operationId))
      .map((one) => `Message ${one.key}: is one of operation ${one.operationId}.`),
    ...told.flatMap(({ key, kind, serials }) => [
      ...(DeliveryKind.safeParse(kind).success ? [] : [`Message ${key}: there are none of kind ${kind}.`]),
      ...(kind === 'notification' && serials.length > 0 ? [`Message ${key}: no notification has a list.`] : []),
    ]),
    ...replacementDifferences(told),
    ...closingDifferences(told, expected),
    ...pairDifferences(told, expected, how),
  ];
}

/** The one that was corrected and the one in its place name each other. */
function replacementDifferences(told: readonly EvidenceDelivery[]): string[] {
  const keys = new Map(told.map((one) => [one.key, one]));
  const found: string[] = [];
  for (const { key, replaces, replacedBy } of told) {
    if (replaces !== undefined && keys.get(replaces)?.replacedBy !== key)
      found.push(`Message ${key}: stands in place of message ${replaces}, which does not say so.`);
    if (replacedBy !== undefined && keys.get(replacedBy)?.replaces !== key)
      found.push(`Message ${key}: message ${replacedBy} stands in its place, but does not say so.`);
  }
  if (keys.size !== told.length) found.push('Two messages have one key.');
  return found;
}

/** Each closing left a log and, right behind it, a notification. */
function closingDifferences(told: readonly EvidenceDelivery[], { closings }: ExpectedMessages): string[] {
  const logs = told.flatMap((one, index) =>
    one.kind === 'log' && one.replaces === undefined ? [{ one, behind: told[index + 1] }] : [],
  );
  const found: string[] = [];
  if (logs.length !== closings.length)
    found.push(`The number of scan logs that were sent is ${logs.length} in the bundle, the replay comes to ${closings.length}.`);
  for (const [index, { one, behind }] of logs.entries()) {
    const is = closings[index];
    if (is === undefined) continue;
    found.push(...differencesOf(one, is.log));
    const count = behind?.kind === 'notification' ? passedIn(behind.body) : null;
    if (count !== is.passed)
      found.push(`Message ${behind?.key ?? one.key}: does not say that ${is.passed} passed, to which the replay comes.`);
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

function pairDifferences(told: readonly EvidenceDelivery[], { pairs, answers }: ExpectedMessages, how: Comparability): string[] {
  const left = new Map(pairs.map((pair) => [storedText(pair.key), pair]));
  const found: string[] = [];
  for (const one of told) {
    const is = left.get(one.key);
    if (is === undefined) {
      if (one.kind === 'pair' || one.kind === 'burn') found.push(`Message ${one.key}: nobody confirmed this list.`);
      continue;
    }
    left.delete(one.key);
    const edited = one.replaces === undefined ? '' : ', edited';
    found.push(
      ...differencesOf(one, { ...is, summary: `${is.summary}${edited}` }),
      ...stateDifferences(one, answers.get(one.key), how),
    );
  }
  for (const key of left.keys()) found.push(`Message ${key}: was confirmed, but the bundle does not have it.`);
  return found;
}

/** What became of a list is an event of its own; while one waits to be sent, nothing of it is. */
function stateDifferences(one: EvidenceDelivery, answer: PairAnswered | undefined, how: Comparability): string[] {
  const { key, state, problem } = one;
  if (answer === undefined || answer.state === 'queued' || answer.state === 'sending') {
    const waits = state === 'queued' || state === 'sending';
    return waits ? [] : [`Message ${key}: state is ${state} in the bundle, the replay comes to ${answer?.state ?? 'queued'}.`];
  }
  return [
    ...(state === answer.state ? [] : [`Message ${key}: state is ${state} in the bundle, the replay comes to ${answer.state}.`]),
    ...(isSaid(one, answer.reason, how)
      ? []
      : [`Message ${key}: problem is "${problem}" in the bundle, the replay comes to "${english(answer.reason)}".`]),
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

function differencesOf(told: EvidenceDelivery, is: NewDelivery): string[] {
  const found: string[] = [];
  if (!isDeepStrictEqual(jsonOf(told.body), jsonOf(is.body)))
    found.push(`Message ${told.key}: its body is not the one that the replay comes to.`);
  const say = (what: string, was: string, now: string): void => {
    if (was !== now) found.push(`Message ${told.key}: ${what} is ${was} in the bundle, the replay comes to ${now}.`);
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
