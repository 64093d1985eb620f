import { isContested } from '../../../main/domain/scan/state';
import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import type { Factory } from '../../../simulator/factory/factory-server';
import type { ReceivedRequest } from '../../../simulator/factory/received-store';
import { RECEIVED_NAMES } from '../../../simulator/factory/routes';
import { attemptOf, type DeviceOracle } from '../../../simulator/faults/oracle';
import type { ConsoleRecords } from './console-records';

export interface Reconciliation {
  readonly published: number;
  readonly stored: number;
  readonly quarantined: number;
  readonly queued: number;
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly wrongPasses: number;
  readonly problems: readonly string[];
}

export interface ReconciliationInput {
  /** Message ids that the broker confirmed to their publishers. */
  readonly published: ReadonlySet<string>;
  readonly queued: ReadonlySet<string>;
  readonly records: readonly ConsoleRecords[];
  readonly factory: Factory;
  /** How often a person sent a delivery again, by key. */
  readonly resends: ReadonlyMap<string, number>;
  /** The truth for each operation that was scanned to its end. */
  readonly truth: ReadonlyMap<string, readonly DeviceOracle[]>;
}

/** So many lost reports are named. */
const MAX_NAMED = 5;

/** Balances what went out against what came in, on both sides of the console. */
export function reconcile(input: ReconciliationInput): Reconciliation {
  const reports = reconcileReports(input);
  const deliveries = reconcileDeliveries(input);
  const verdicts = compareVerdicts(input);
  return {
    ...reports.counts,
    delivered: deliveries.delivered,
    lost: reports.lost + deliveries.lost,
    doubled: deliveries.doubled,
    wrongPasses: verdicts.wrongPasses,
    problems: [
      ...reports.problems,
      ...sentByThemselves(input),
      ...deliveries.problems,
      ...verdicts.problems,
      ...input.records.flatMap(({ problems }) => problems),
    ],
  };
}

function reconcileReports({ published, queued, records }: ReconciliationInput) {
  const problems: string[] = [];
  const onRecord = (id: string, part: 'stored' | 'quarantined' | 'held'): boolean => records.some((one) => one[part].has(id));
  const counts = { published: published.size, stored: 0, quarantined: 0, queued: 0 };
  const lost: string[] = [];
  for (const id of published) {
    // What is held is on disk as well, and neither filed nor lost.
    if (onRecord(id, 'stored') || onRecord(id, 'held')) counts.stored += 1;
    else if (onRecord(id, 'quarantined')) counts.quarantined += 1;
    else if (queued.has(id)) counts.queued += 1;
    else lost.push(id);
  }
  if (lost.length > 0)
    problems.push(
      `${lost.length} reports that the broker confirmed are neither stored, nor quarantined, nor queued: ${lost.slice(0, MAX_NAMED).join(', ')}.`,
    );
  return { counts, lost: lost.length, problems };
}

function reconcileDeliveries({ records, factory }: ReconciliationInput) {
  const problems: string[] = [];
  const effects = new Map<string, ReceivedRequest[]>();
  let delivered = 0;
  for (const kind of Object.values(RECEIVED_NAMES)) {
    for (const request of factory.received(kind)) {
      const { accepted, duplicate, idempotencyKey } = request;
      if (!accepted || duplicate) continue;
      delivered += 1;
      const name = `${kind} ${idempotencyKey}`;
      effects.set(name, [...(effects.get(name) ?? []), request]);
    }
  }
  let doubled = [...effects.values()].reduce((sum, requests) => sum + requests.length - 1, 0);
  let lost = 0;
  const known = new Set<string>();
  for (const { kind, key, state, body } of records.flatMap(({ deliveries }) => deliveries)) {
    const name = `${RECEIVED_NAMES[kind]} ${key}`;
    known.add(name);
    const [effect] = effects.get(name) ?? [];
    if (state !== 'accepted') problems.push(`A ${kind} is still ${state} at the end.`);
    if (state === 'accepted' && effect === undefined) {
      lost += 1;
      problems.push(`A ${kind} counts as accepted, and the factory never took it.`);
    }
    if (effect !== undefined && effect.raw !== body)
      problems.push(`The factory took another ${kind} than the one in the records.`);
  }
  for (const name of effects.keys())
    if (!known.has(name)) problems.push(`The factory took something under ${name} that is in no records.`);
  for (const { closings, deliveries } of records) {
    for (const [operation, times] of closings) {
      const logs = deliveries.filter(({ kind, operationId }) => kind === 'log' && operationId === operation).length;
      if (logs > times) doubled += logs - times;
      if (logs < times) lost += times - logs;
      if (logs !== times) problems.push(`${operation} was closed ${times} times and has ${logs} scan logs.`);
    }
  }
  const twice = pairedTwice(effects);
  doubled += twice.length;
  if (doubled > 0) problems.push(`${doubled} deliveries took effect twice.`);
  return { delivered, lost, doubled, problems };
}

/** Pairs that came to the factory more often than people sent them: none of the faults leaves it certain that one did not arrive. */
function sentByThemselves({ factory, resends }: ReconciliationInput): readonly string[] {
  const came = new Map<string, number>();
  for (const { idempotencyKey } of factory.received('pairs')) {
    const key = String(idempotencyKey);
    came.set(key, (came.get(key) ?? 0) + 1);
  }
  return [...came]
    .filter(([key, times]) => times > 1 + (resends.get(key) ?? 0))
    .map(([key, times]) => `A Pair came ${times} times and was sent by a person ${1 + (resends.get(key) ?? 0)} times.`);
}

/** Serial numbers that Pair accepted more than once in one operation, under whatever key. */
function pairedTwice(effects: ReadonlyMap<string, readonly ReceivedRequest[]>): readonly string[] {
  const seen = new Map<string, number>();
  for (const [name, [request]] of effects) {
    if (!name.startsWith('pairs ') || request === undefined) continue;
    const { operationId } = request.body as { readonly operationId: string };
    const { accepted } = JSON.parse(request.answer) as { readonly accepted: readonly string[] };
    for (const sn of accepted) seen.set(`${operationId} ${sn}`, (seen.get(`${operationId} ${sn}`) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([name]) => name);
}

function compareVerdicts({ records, truth, factory }: ReconciliationInput) {
  const problems: string[] = [];
  let wrongPasses = 0;
  for (const [operation, oracle] of truth) {
    const session = records.map(({ sessions }) => sessions.get(operation)).find((found) => found !== undefined);
    if (session === undefined) {
      problems.push(`Operation ${operation} is in no records.`);
      continue;
    }
    const mayPair = new Set<string>();
    for (const device of oracle) {
      const found = session.devices.get(deviceIdOf(device.serial as SerialNumber));
      const due = attemptOf(device, found?.attempt ?? 1);
      if (due.status === 'pass' && !due.contested) mayPair.add(device.serial);
      if (found?.status === due.status && isContested(found) === due.contested) continue;
      if (found?.status === 'pass') wrongPasses += 1;
      problems.push(`${device.serial} of ${operation} is ${found?.status ?? 'not there'}, and ${due.status} is the truth.`);
    }
    for (const { accepted, body } of factory.received('pairs')) {
      const { operationId, snArray } = body as { readonly operationId: string; readonly snArray: readonly string[] };
      if (!accepted || operationId !== operation) continue;
      const wrong = snArray.filter((sn) => !mayPair.has(sn));
      wrongPasses += wrong.length;
      if (wrong.length > 0) problems.push(`${wrong.join(', ')} of ${operation} went to Pair and may not.`);
    }
  }
  return { wrongPasses, problems };
}
