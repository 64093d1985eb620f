import { english } from '../../messages/english';
import { isDeepStrictEqual } from 'node:util';
import { evidenceBundle } from '../../main/app/records/evidence';
import { replay } from '../../main/app/records/replay';
import { isPair } from '../../main/domain/delivery/outbox-policy';
import type { DeliveryKind } from '../../protocol/model';
import type { DeliveryKey, OperationId } from '../../protocol/ids';
import type { Console } from '../world/console';
import type { Violation } from '../world/surroundings';
import { ASKED_FOR } from '../world/person';
import type { World } from '../world/world';
import { PLACEHOLDER } from '../plan';
import { wrongAnswers } from './answer-counts';
import { whyNotFailed } from './fail-is-earned';
import { verdictsOfBefore } from './verdict-is-of-now';
import { otherOrderDiffers } from './order-independence';
import { pictureOf } from '../../main/domain/testing/session-picture';

/** In one world of so many the evidence of every scan is made and replayed. */
const BUNDLE_EVERY = 8;

/** What is not as it must be once everything has come to its end. */
export async function wrongAtTheEnd(world: World, seed: string): Promise<readonly Violation[]> {
  const wrong: Violation[] = [];
  const say = (invariant: string, sentence: string): void => void wrong.push({ invariant, sentence });
  for (const { consoleName, bytes, name } of world.acknowledged) {
    const places = await Promise.all(world.consoles.map(({ witness }) => witness.hasNow(bytes)));
    if (!places.includes(true)) say('acknowledged-is-on-disk', `${name}, which ${consoleName} acknowledged, is nowhere.`);
  }
  for (const console of world.consoles) {
    await theSessionIsTheFold(console, say);
    theWindowShowsIt(console, say);
    theOutboxIsDone(world, console, say);
    everyReportIsFiledOnce(world, console, say);
    for (const [operationId, history] of console.witness.written) {
      const session = console.witness.sessions.get(operationId);
      if (session === undefined) continue;
      for (const { event, bytes } of history) {
        if (event.kind !== 'reportReceived' || bytes === null) continue;
        const { sn } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly sn: string };
        const isThere = [...session.devices.values()].some(
          (device) => device.sn === sn || (device.sn === null && sn === PLACEHOLDER),
        );
        if (!isThere && !session.aside.some((one) => one.sn === sn))
          say('acknowledged-is-in-the-session', `A report of ${sn} is not in ${operationId}.`);
      }
      for (const kind of console.witness.isOld(operationId) ? [] : ASKED_FOR) {
        const [times, asked] = [
          history.filter(({ event }) => event.kind === kind).length,
          world.timesAsked(console, kind, operationId),
        ];
        if (times > asked)
          say('done-where-asked', `${kind} stands ${times} times in ${operationId}, where it was asked for ${asked} times.`);
      }
      const logged = whyNotLogged(console, operationId);
      if (logged !== null) say('log-is-true', logged);
      for (const sentence of verdictsOfBefore(session)) say('verdict-is-of-now', `${operationId}, ${sentence}`);
      for (const sentence of wrongAnswers(session, history)) say('answer-of-its-attempt', `${operationId}, ${sentence}`);
      const notReplayed = Number(seed) % BUNDLE_EVERY === 0 ? await whyNotReplayed(console, operationId) : null;
      if (notReplayed !== null) say('evidence-replays', notReplayed);
      const differs = otherOrderDiffers(history, session, `${seed} ${operationId}`);
      if (differs !== null) say('order-independence', `${operationId}: ${differs}`);
      for (const device of session.devices.values()) {
        const why = console.witness.isOld(operationId) ? null : whyNotFailed(device, history, world.plan);
        if (why !== null) say('fail-is-earned', `${operationId}: ${why}`);
        const { sn, pair } = device;
        if (sn === null || pair === null) continue;
        const there = world.factory.hasPaired(operationId, sn);
        if (pair.outcome === 'accepted' && !there) say('pair-is-true', `${sn} of ${operationId} stands as paired, and is not.`);
        // Of a list in doubt somebody said that it was not taken: what Pair answers to the next one counts then.
        const saidNotTaken =
          pair.inDoubt && history.some(({ event }) => event.kind === 'pairSettled' && event.devices.includes(device.id));
        if (pair.outcome === 'rejected' && pair.settled?.as !== 'done' && there && !saidNotTaken)
          say('pair-is-true', `${sn} of ${operationId} stands as refused, and is paired.`);
      }
    }
    const broken = await console.witness.brokenChain();
    if (broken !== null) say('chain-holds', broken);
  }
  return wrong;
}

/** What is delivered once is filed once, however often that has to be tried. */
function everyReportIsFiledOnce(world: World, { name, witness }: Console, say: Say): void {
  const filed = new Map<string, number>();
  for (const { bytes } of [...witness.written].flatMap(([operationId, history]) => (witness.isOld(operationId) ? [] : history))) {
    if (bytes === null) continue;
    const text = Buffer.from(bytes).toString('latin1');
    const times = (filed.get(text) ?? 0) + 1;
    filed.set(text, times);
    const most = world.timesDelivered(name, bytes);
    if (times > most)
      say('filed-once', `${name} was given a message ${most} times and filed it ${times} times: ${text.slice(0, 120)}`);
  }
}

/** Null, or in what a bundle of what is on record comes to something else than the records say. */
async function whyNotReplayed({ witness }: Console, operationId: string): Promise<string | null> {
  const store = await witness.disk.reader();
  const text = await evidenceBundle(store, operationId as OperationId, { person: 'OP-1', at: 0, appVersion: 'simulated' });
  const replayed = replay(text, 'simulated');
  if (!replayed.ok) return english(replayed.error);
  const [first] = [...replayed.value.altered, ...replayed.value.differences];
  return first === undefined ? null : english(first);
}

/** Null, or in what a log says something else than the records did when its scan ended. */
function whyNotLogged({ witness }: Console, operationId: string): string | null {
  if (witness.isOld(operationId)) return null;
  const logs = witness.deliveries().filter((one) => one.operation_id === operationId && one.kind === 'log');
  for (const [index, passed] of (witness.passed.get(operationId) ?? []).entries()) {
    const { scaninfo } = JSON.parse(logs[index]?.body ?? '{"scaninfo":[]}') as {
      readonly scaninfo: readonly { readonly sn: string; readonly result: string }[];
    };
    const told = scaninfo.flatMap(({ sn, result }) => (result === '1' ? [sn] : []));
    if (told.toSorted().join(' ') !== passed.toSorted().join(' '))
      return `log ${index + 1} of ${operationId} says that "${told.join(' ')}" passed, and on disk it was "${passed.join(' ')}".`;
  }
  return null;
}

type Say = (invariant: string, sentence: string) => void;

async function theSessionIsTheFold({ name, program, witness }: Console, say: Say): Promise<void> {
  const session = program?.app.engine.session ?? null;
  const onDisk = session === null ? undefined : witness.sessions.get(session.operationId);
  if (session !== null && (onDisk === undefined || !isDeepStrictEqual(pictureOf(session), pictureOf(onDisk))))
    say('session-is-the-fold', `What ${name} shows of ${session.operationId} is not what is on disk.`);
}

/** What stands on the screen is what a snapshot says. */
function theWindowShowsIt({ name, program }: Console, say: Say): void {
  if (program === null || program.app.signIn.shut) return;
  const { window, app } = program;
  const { session, devices, deliveries } = app.view.forWindow();
  if (!isDeepStrictEqual(window.session, session)) say('window-shows-it', `The counts on the screen of ${name} are old.`);
  if (!isDeepStrictEqual([...window.rows.values()], devices))
    say('window-shows-it', `The rows on the screen of ${name} are old.`);
  for (const delivery of deliveries)
    if (!isDeepStrictEqual(window.deliveries.get(delivery.key), delivery))
      say(
        'window-shows-it',
        `Message ${delivery.key} on the screen of ${name} is old: ${JSON.stringify([window.deliveries.get(delivery.key), delivery])}`,
      );
}

/** What notifications begin with that go out once for an operation, or for a serial number in it. */
const ONCE_EACH = /"status":"(Could not check|\d+ different devices claim)/;

/** Nothing waits any more, whatever counts as taken is there, and a closing has one log. */
function theOutboxIsDone(world: World, { name, witness }: Console, say: Say): void {
  const deliveries = witness.deliveries();
  const known = new Set(deliveries.map(({ key }) => key));
  for (const { key, kind, state } of deliveries) {
    if (state === 'queued' || state === 'sending') say('comes-to-rest', `${kind} ${key} of ${name} is still ${state}.`);
    const effect = world.factory.effects.get(key as DeliveryKey);
    if (state === 'accepted' && effect === undefined && !witness.isOld(key))
      say('one-effect-per-key', `${kind} ${key} counts as taken, and is not there.`);
    if (state === 'rejected' && effect !== undefined && isPair(kind as DeliveryKind))
      say('one-effect-per-key', `${kind} ${key} counts as refused, and is there.`);
  }
  for (const [operationId, history] of witness.written) {
    const closings = history.filter(({ event }) => event.kind === 'scanClosed').length;
    const logs = deliveries.filter((one) => one.operation_id === operationId && one.kind === 'log' && known.has(one.key)).length;
    if (logs !== closings) say('one-effect-per-key', `${operationId} was closed ${closings} times and has ${logs} logs.`);
    const told = new Map<string, number>();
    for (const { kind, body, operation_id, replaced_by } of deliveries)
      if (replaced_by === null && operation_id === operationId && kind === 'notification' && ONCE_EACH.test(body))
        told.set(body.replace(/: .*/, ''), (told.get(body.replace(/: .*/, '')) ?? 0) + 1);
    for (const [what, times] of told) if (times > 1) say('one-effect-per-key', `${operationId} told ${times} times: ${what}`);
  }
}
