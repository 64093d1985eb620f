import { SELF_TEST_APP } from '../../../protocol/topology';
import type { LinkState } from '../../../protocol/connection-state';
import {
  SELF_TEST_FAULTS,
  SELF_TEST_SERIAL,
  type SelfTest,
  type SelfTestOfScan,
  type ShiftView,
} from '../../../protocol/self-test';
import type { Settings } from '../../../protocol/settings';
import { text, type Text, type TextCode, type Texts } from '../../../protocol/texts/text';
import { receiveReport } from '../../../protocol/wire/receive-report';
import { HardwareReportMessage } from '../../../protocol/wire/v1';
import { AppError } from '../../domain/errors';
import type { IncomingMessage, MessageBus } from '../../domain/ports/bus';
import type { Clock } from '../../domain/ports/clock';
import type { Identities } from '../../domain/ports/identities';
import type { Journal } from '../../domain/ports/journal';
import type { Log } from '../../domain/ports/log';
import { isTestOperation, judgeTestUnit, testOperation, testReport } from '../../domain/shift/virtual-unit';
import type { Act } from '../ports';
import { decodeUtf8 } from '../scan/load-session';
import { KEPT_TEST, lastSelfTest, shiftView } from './shift-view';

export interface SelfTestDeps {
  readonly store: Pick<Journal, 'commit'> & { readSetting(name: string): Promise<string | null> };
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly bus: () => Pick<MessageBus, 'publishSelfTest'>;
  /** How the way to RabbitMQ is. */
  readonly broker: () => LinkState;
  readonly settings: () => Pick<Settings, 'shift' | 'scan'>;
  /** What local time is ahead of UTC then, in minutes. */
  readonly offsetAt: (at: number) => number;
  /** Who acts now, as records name them; empty where nobody is known. */
  readonly person: () => string;
  /** Writes acts of this person, for the record. */
  readonly acting: (person: string) => Act;
}

/** Its report is back within so long. */
const WAIT_MS = 10_000;

const FAULT_TEXTS = {
  missingPort: 'shift.missingPort',
  wrongMac: 'shift.wrongMac',
  extraPort: 'shift.extraPort',
} as const satisfies Readonly<Record<SelfTest['fault'], TextCode>>;

/** Sends the report of a unit that is known to be bad through the broker, and sees whether the console catches it. docs/shift.md */
export class SelfTestService {
  readonly #deps: SelfTestDeps;
  /** The last one; undefined until it was read. */
  #last: SelfTest | null | undefined;
  #running: Promise<ShiftView> | null = null;
  /** The message that is on its way. */
  #awaited: { readonly id: string; readonly take: (message: IncomingMessage) => void } | null = null;

  constructor(deps: SelfTestDeps) {
    this.#deps = deps;
  }

  /** Reads the last one. Rejects with `storeFailed`. */
  async load(): Promise<void> {
    await this.#lastOne();
  }

  /** What scans that start now have of a self-test. */
  async view(): Promise<ShiftView> {
    const { clock, settings, offsetAt } = this.#deps;
    return shiftView(settings().shift, await this.#lastOne(), clock.now(), offsetAt);
  }

  /**
   * What goes on record of a scan that starts now; undefined: nothing. Rejects with `notAllowedNow` where the settings want a self-test
   * that caught its unit, and the last one of this shift is none.
   */
  async ofScan(): Promise<SelfTestOfScan | undefined> {
    const { rule, last } = await this.view();
    if (last?.outcome === 'caught') return { passedAt: last.at };
    if (rule === 'refuse') throw new AppError('notAllowedNow', text('shift.selfTestFirst'));
    return rule === 'off' && last === null ? undefined : { passedAt: null };
  }

  /** Runs one; a second call joins the one that runs. Rejects with `brokerUnavailable`; then nothing is on record. @param person who runs it */
  run(person = this.#deps.person()): Promise<ShiftView> {
    this.#running ??= this.#run(person).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Whether a message is of a self-test. It is nobody's report: it is acknowledged, and goes nowhere. */
  takes(message: IncomingMessage): boolean {
    if (message.source !== 'reply' || message.properties['appId'] !== SELF_TEST_APP) return false;
    const report = receiveReport(message.bytes, decodeUtf8);
    const isOwn = report.ok && report.value.sn === SELF_TEST_SERIAL && isTestOperation(report.value.operationId);
    if (this.#awaited !== null && message.properties['messageId'] === this.#awaited.id) this.#awaited.take(message);
    else if (!isOwn) return false;
    else this.#deps.log.debug('The message of an earlier self-test is passed over.');
    return true;
  }

  async #run(person: string): Promise<ShiftView> {
    const { store, clock, ids, bus, broker, acting } = this.#deps;
    const { state, reason } = broker();
    if (state !== 'up') throw new AppError('brokerUnavailable', [text('shift.noBroker'), ...reason]);
    const act = acting(person);
    const before = await this.#lastOne();
    const next = before === null ? 0 : SELF_TEST_FAULTS.indexOf(before.fault) + 1;
    const fault = SELF_TEST_FAULTS[next % SELF_TEST_FAULTS.length] ?? 'missingPort';
    const id = ids.unique();
    const report = HardwareReportMessage.parse(testReport(fault, testOperation(id), clock.now()));
    const coming = this.#await(id);
    const bytes = new TextEncoder().encode(JSON.stringify(report));
    await bus()
      .publishSelfTest(bytes, id)
      .catch((error: unknown) => {
        coming.end();
        throw error;
      });
    const message = await coming.message;
    const came = message === null ? silent() : this.#judge(fault, message);
    const test: SelfTest = { at: clock.now(), person, fault, ...came };
    await store.commit({
      settings: [{ name: KEPT_TEST, value: JSON.stringify(test) }],
      audit: [act('selfTested', [text(FAULT_TEXTS[fault])], null, came.what)],
    });
    this.#last = test;
    return this.view();
  }

  /** The message of this id, or null when it is not there in time, or nobody waits for it any more. */
  #await(id: string): { readonly message: Promise<IncomingMessage | null>; readonly end: () => void } {
    let settle: (message: IncomingMessage | null) => void = () => undefined;
    const message = new Promise<IncomingMessage | null>((resolve) => {
      settle = resolve;
    });
    const done = (came: IncomingMessage | null): void => {
      cancel();
      this.#awaited = null;
      settle(came);
    };
    const cancel = this.#deps.clock.after(WAIT_MS, () => done(null));
    this.#awaited = { id, take: done };
    return { message, end: () => done(null) };
  }

  #judge(fault: SelfTest['fault'], { bytes }: IncomingMessage): Pick<SelfTest, 'outcome' | 'what'> {
    const read = receiveReport(bytes, decodeUtf8);
    if (!read.ok) return missed(text('shift.missedUnread', { why: read.error.reason }));
    const { caught, reason } = judgeTestUnit(fault, read.value, this.#deps.settings().scan);
    if (caught) return { outcome: 'caught', what: [text('shift.caught', { why: reason })] };
    return missed(whyMissed(reason));
  }

  async #lastOne(): Promise<SelfTest | null> {
    if (this.#last === undefined) this.#last = await lastSelfTest(this.#deps.store);
    return this.#last;
  }
}

function silent(): Pick<SelfTest, 'outcome' | 'what'> {
  return { outcome: 'silent', what: [text('shift.silent', { seconds: WAIT_MS / 1_000 })] };
}

function missed(what: Text): Pick<SelfTest, 'outcome' | 'what'> {
  return { outcome: 'missed', what: [what] };
}

function whyMissed(reason: Texts): Text {
  return reason.length === 0 ? text('shift.missedPassed') : text('shift.missedOther', { why: reason });
}
