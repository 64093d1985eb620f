import type { OperationId } from '../../../protocol/ids';
import type { Snapshot } from '../../../protocol/window-state';
import type { DeviceRow } from '../../../protocol/model';
import { attemptOf, type DeviceOracle } from '../../../simulator/faults/oracle';
import { ConsoleGone, ConsoleRefused, settledRows, type ScanConsole } from './scan-console';
import { pause, PATIENCE_MS } from './wait';

/** One scan, and the truth about the devices that it asks. */
export interface ScanPlan {
  readonly operation: string;
  readonly oracle: readonly DeviceOracle[];
  /** Who presses Finish: a person, when everyone who can be heard has a verdict, or nobody: then the scan must end by itself. */
  readonly finish?: 'person' | 'nobody';
  /** Devices without a verdict are asked again at once; false: only when this says so. */
  readonly mayRescan?: () => boolean;
  /** How often the factory got a Pair under this key. */
  readonly pairsUnder: (key: string) => number;
  /** Told before a person sends a delivery again. */
  readonly resends: (key: string) => void;
  /** Told when a Pair whose outcome nobody knows went out once more by itself. */
  readonly broke: (sentence: string) => void;
}

const LOOK_EVERY_MS = 30;
/** How long a Pair whose outcome is unknown is watched before a person sends it again. */
const WATCH_UNKNOWN_MS = 400;

/**
 * Does what a patient person does, until the scan is closed with a verdict for everyone, all of it delivered, and every
 * passed device paired: starts it, finishes it, scans again who has no verdict, confirms the Pair sheet, sends again what was
 * refused or is unknown. Waits while the console is away. Rejects when the end does not come in time.
 */
export async function operate(console: ScanConsole, plan: ScanPlan, withinMs = 2 * PATIENCE_MS): Promise<void> {
  const until = performance.now() + withinMs;
  let last = 'nothing was seen of it';
  for (;;) {
    try {
      last = await step(console, plan);
      if (last === 'done') return;
    } catch (error) {
      if (!(error instanceof ConsoleGone) && !(error instanceof ConsoleRefused)) throw error;
      last = error.message;
    }
    if (performance.now() > until)
      throw new Error(`Scan ${plan.operation} did not come to its end within ${Math.round(withinMs / 1_000)} s: ${last}.`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Waits until the console is connected and everyone who can be heard has a verdict. */
export async function untilWhole(console: ScanConsole, plan: ScanPlan, withinMs = 2 * PATIENCE_MS): Promise<void> {
  const until = performance.now() + withinMs;
  let last = 'nothing was seen of it';
  for (;;) {
    try {
      const snapshot = await console.invoke('app.snapshot', {});
      const { session, connections } = snapshot;
      const missing = session?.operationId === plan.operation ? withoutVerdict(snapshot, plan).length : plan.oracle.length;
      if (connections.broker.state === 'up' && missing === 0) return;
      last = `${missing} devices without verdict, broker ${connections.broker.state}`;
    } catch (error) {
      if (!(error instanceof ConsoleGone) && !(error instanceof ConsoleRefused)) throw error;
      last = error.message;
    }
    if (performance.now() > until) throw new Error(`Not working again within ${Math.round(withinMs / 1_000)} s: ${last}.`);
    await pause(LOOK_EVERY_MS);
  }
}

async function step(console: ScanConsole, plan: ScanPlan): Promise<string> {
  const snapshot = await console.invoke('app.snapshot', {});
  const { session } = snapshot;
  if (session?.operationId !== plan.operation) {
    const rosterText = plan.oracle.map(({ serial }) => serial).join('\n');
    await console.invoke('scan.start', { operationId: plan.operation, operatorId: 'tester', scanMode: 0, rosterText });
    return 'it was started';
  }
  const { operationId: operation } = session;
  if (session.phase === 'scanning') {
    const missing = withoutVerdict(snapshot, plan).filter(({ status }) => status !== 'couldNotCheck' && status !== 'noAnswer');
    if (missing.length > 0) return `${missing.length} devices have no verdict yet`;
    if (plan.finish !== 'nobody') await console.invoke('scan.finish', { operation });
    return 'it was finished';
  }
  const again = withoutVerdict(snapshot, plan);
  if (again.length > 0) {
    if (plan.mayRescan?.() ?? true) await console.invoke('scan.rescan', { operation, ids: again.map(({ id }) => id) });
    return `${again.length} devices are to be scanned again`;
  }
  return deliverAll(console, operation, plan, snapshot);
}

async function deliverAll(console: ScanConsole, operation: OperationId, plan: ScanPlan, snapshot: Snapshot): Promise<string> {
  const sheet = await console.invoke('pair.sheet', { operation });
  const refused = new Set(plan.oracle.filter(({ pairRejected }) => pairRejected).map(({ serial }) => serial));
  const sentBefore = new Set(sheet.sent.map(({ sn }) => sn));
  if (sheet.serials.some((sn) => !sentBefore.has(sn))) {
    await console.invoke('pair.confirm', { operation, digest: sheet.digest });
    return 'the Pair was confirmed';
  }
  const [open] = snapshot.deliveries.filter(({ operationId, state }) => operationId === plan.operation && state !== 'accepted');
  if (open !== undefined) {
    const { key, kind, state } = open;
    if (state === 'unknown') await watchUnknown(plan, key);
    if (state === 'unknown' || state === 'rejected') {
      plan.resends(key);
      await console.invoke('delivery.retry', { key });
    }
    return `a ${kind} is ${state}`;
  }
  const unpaired = sheet.sent.find(({ sn, outcome }) => outcome !== (refused.has(sn) ? 'rejected' : 'accepted'));
  return unpaired === undefined ? 'done' : `the Pair of ${unpaired.sn} is ${unpaired.outcome}`;
}

async function watchUnknown(plan: ScanPlan, key: string): Promise<void> {
  const before = plan.pairsUnder(key);
  await pause(WATCH_UNKNOWN_MS);
  const after = plan.pairsUnder(key);
  if (after !== before) plan.broke(`A Pair whose outcome is unknown went out again by itself (${before} times, then ${after}).`);
}

/** Rows that must get another verdict than the one they have: not settled yet, or without one although the truth has one. */
function withoutVerdict(snapshot: Snapshot, { oracle }: ScanPlan): readonly DeviceRow[] {
  const settled = new Set(settledRows(snapshot).map(({ id }) => id));
  const truth = new Map(oracle.map((device) => [device.serial, device]));
  return snapshot.devices.filter((row) => {
    const device = truth.get(row.sn);
    if (device === undefined) return false;
    const { status } = attemptOf(device, row.attempt);
    if (status === 'noAnswer' || status === 'couldNotCheck') return false;
    // The second unit with the same serial number may come later than the first.
    if (status === 'conflict' && row.status !== 'conflict') return true;
    return !settled.has(row.id) || row.status === 'noAnswer' || row.status === 'couldNotCheck';
  });
}
