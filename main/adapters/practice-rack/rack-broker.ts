import { text } from '../../../protocol/texts/text';
import { SELF_TEST_APP } from '../../../protocol/topology';
import { HelloMessage, type ScanCommandMessage } from '../../../protocol/wire/v1';
import type { BusHandlers, CommandTarget, IncomingMessage, MessageBus } from '../../domain/ports/bus';
import type { Clock } from '../../domain/ports/clock';
import { AppError } from '../../domain/errors';
import { AGENT_VERSION, reportBytes } from './report';
import { isOn, saysHello, type Rack, type Unit } from './units';

/** What of a scan's own times decides when the late unit comes. */
export interface ScanTimes {
  readonly idleMs: number;
  readonly maxMs: number;
}

const CONNECT_MS = 150;
const ALIVE_EVERY_MS = 30_000;
const FIRST_ANSWER_MS = 300;
/** Answers of a scan come within so long. */
const SPREAD_MS = 4_000;
/** So long after the scan has ended comes the late one. */
const LATE_BY_MS = 4_000;
const TRY_AGAIN_MS = 1_000;

/**
 * The rack with its broker, in memory: agents that say hello and answer commands, and a queue that keeps what the console has not taken.
 * It knows nothing but the clock.
 */
export class RackBroker {
  readonly #rack: Rack;
  readonly #clock: Clock;
  readonly #timers = new Set<() => void>();
  #console: BusHandlers | null = null;
  #queue: IncomingMessage[] = [];
  readonly #taking = new Set<Promise<void>>();
  /** Units that were asked and have not answered yet. */
  readonly #reading = new Set<string>();

  constructor(rack: Rack, clock: Clock) {
    this.#rack = rack;
    this.#clock = clock;
  }

  /** A console's way to it. The console that connected last is the one that is served. */
  bus(times: ScanTimes): MessageBus {
    let own: BusHandlers | null = null;
    let stopConnecting = (): void => undefined;
    const connected = (): void => {
      if (this.#console === null || this.#console !== own)
        throw new AppError('brokerUnavailable', text('practice.rackNotConnected'));
    };
    return {
      start: (handlers) => {
        own = handlers;
        handlers.onState({ kind: 'connecting', reason: [text('practice.starting')] });
        // None of the rack's timers: those end when the console that is served leaves, and this one may be on its way then.
        stopConnecting = this.#clock.after(CONNECT_MS, () => this.#connect(handlers));
      },
      publishCommand: async (command, target) => {
        connected();
        return this.#command(command, target, times);
      },
      publishStray: async () => connected(),
      publishClaim: async () => connected(),
      publishSelfTest: async (bytes, id) => {
        connected();
        const properties = { contentType: 'application/json', appId: SELF_TEST_APP, messageId: id };
        this.#after(FIRST_ANSWER_MS, () => this.#deliver({ bytes, properties, source: 'reply', strayId: null }));
      },
      stop: async () => {
        const isServed = this.#console !== null && this.#console === own;
        own = null;
        stopConnecting();
        if (isServed) this.#leave();
        await Promise.allSettled(this.#taking);
      },
    };
  }

  #connect(handlers: BusHandlers): void {
    this.#console = handlers;
    handlers.onState({ kind: 'up' });
    const kept = this.#queue;
    this.#queue = [];
    for (const message of kept) this.#deliver(message);
    this.#hello('hello');
  }

  #leave(): void {
    this.#console = null;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#reading.clear();
  }

  #hello(state: 'hello' | 'alive'): void {
    for (const unit of this.#rack.units) {
      if (!saysHello(unit)) continue;
      const { says, ip, bootId, queue } = unit;
      this.#console?.onHello(HelloMessage.parse({ sn: says, ip, bootId, agentVersion: AGENT_VERSION, queue, state }));
    }
    this.#after(ALIVE_EVERY_MS, () => this.#hello('alive'));
  }

  #command(command: ScanCommandMessage, target: CommandTarget, times: ScanTimes): 'delivered' | 'unroutable' {
    const { targets } = command;
    const asked = this.#rack.units.filter(({ queue, says }) =>
      target.kind === 'agent' ? queue === target.queue : targets === undefined || targets.some((sn) => sn === says),
    );
    for (const unit of asked) {
      const { operationId, attempt } = command;
      const name = JSON.stringify([unit.queue, operationId, attempt]);
      // Who is asked again while it is still reading answers once.
      if (!isOn(unit, attempt) || this.#reading.has(name)) continue;
      this.#reading.add(name);
      this.#after(answersAfter(unit, attempt, times), () => {
        this.#reading.delete(name);
        this.#deliver(this.#answer(unit, command));
      });
    }
    return target.kind === 'everyone' || asked.length > 0 ? 'delivered' : 'unroutable';
  }

  #answer(unit: Unit, command: ScanCommandMessage): IncomingMessage {
    return {
      bytes: reportBytes(unit, command, this.#clock.now()),
      properties: { contentType: 'application/json', appId: 'practice-rack' },
      source: 'reply',
      strayId: null,
    };
  }

  /** As the broker does it: what the console does not take comes again. */
  #deliver(message: IncomingMessage): void {
    const handlers = this.#console;
    if (handlers === null) {
      this.#queue.push(message);
      return;
    }
    const taking = (async (): Promise<void> => {
      try {
        if (!(await handlers.canTake())) throw new AppError('storeFailed', text('practice.consoleTakesNothing'));
        await handlers.onReport(message);
      } catch {
        if (this.#console === null) this.#queue.push(message);
        else this.#after(TRY_AGAIN_MS, () => this.#deliver(message));
      }
    })();
    this.#taking.add(taking);
    void taking.finally(() => this.#taking.delete(taking));
  }

  #after(delayMs: number, callback: () => void): void {
    const cancel = this.#clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}

function answersAfter({ lesson, pace }: Unit, attempt: number, { idleMs, maxMs }: ScanTimes): number {
  if (lesson === 'late' && attempt === 1) return Math.min(FIRST_ANSWER_MS + SPREAD_MS + idleMs, maxMs) + LATE_BY_MS;
  return FIRST_ANSWER_MS + Math.round((pace * SPREAD_MS) / 1_000);
}
