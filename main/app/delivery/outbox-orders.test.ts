import { verbatim } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryKey, OperationId } from '../../../protocol/ids';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { AuditEntry } from '../../domain/scan/events';
import type { Commit } from '../../domain/ports/journal';
import type { NewDelivery, DeliveryHead } from '../../domain/ports/deliveries';
import type { PostOutcome } from '../../domain/ports/factory';
import type { Store } from '../../domain/ports/store';
import { OutboxPump } from './outbox-pump';
import { HandClock } from '../testing/hand-clock';

/** What can happen to the outbox from outside; `go` lets what waits in a commit or at the receiver go on. */
const STEPS = ['time', 'send now', 'commit', 'answer', 'restart'] as const;
type Step = (typeof STEPS)[number];

const silent = (): void => undefined;
const OPERATION = 'op' as OperationId;

function delivery(kind: 'pair' | 'log', number: number): NewDelivery {
  return {
    key: `${kind}-${number}` as DeliveryKey,
    kind,
    operationId: OPERATION,
    body: '{}',
    summary: kind,
    serials: kind === 'pair' ? ['A1'] : [],
    createdAt: 0,
  };
}

/** A door that holds whoever comes until it is opened for one of them. */
class Door {
  readonly #inside: (() => void)[] = [];

  pass(): Promise<void> {
    return new Promise((resolve) => void this.#inside.push(resolve));
  }

  letOne(): boolean {
    const one = this.#inside.shift();
    one?.();
    return one !== undefined;
  }
}

interface Post {
  readonly key: DeliveryKey;
  answered: boolean;
}

let folder: string;
let real: SqliteStore;
let round = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-orders-'));
  real = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  await real.commit({ operation: { operationId: OPERATION, startedAt: 1, operatorId: 'tester' } });
});

afterEach(async () => {
  await real.close();
  await rm(folder, { recursive: true, force: true });
});

/** One outbox over the real store; commits and answers come when the order says so. */
class Rig {
  readonly clock = new HandClock(Date.UTC(2026, 10, 22));
  readonly #commits = new Door();
  readonly #answers = new Door();
  readonly posts: Post[] = [];
  /** How often two POSTs of one key were under way. */
  doubled = 0;
  /** How often a person had it sent again after it was answered, or may have been. */
  readonly asked = new Map<DeliveryKey, number>();
  readonly #outcomes: PostOutcome[];
  readonly #given: readonly NewDelivery[];
  #pump: OutboxPump;
  #open = false;

  constructor(given: readonly NewDelivery[], outcomes: readonly PostOutcome[]) {
    this.#given = given;
    this.#outcomes = [...outcomes];
    this.#pump = this.#newPump();
  }

  async start(): Promise<void> {
    await real.commit({ deliveries: this.#given });
    await this.#restarted();
  }

  #newPump(): OutboxPump {
    const held: Store = {
      ...real,
      commit: async (commit: Commit) => {
        if (!this.#open) await this.#commits.pass();
        await real.commit(commit);
      },
    };
    return new OutboxPump({
      store: held,
      clock: this.clock,
      log: { debug: silent, info: silent, warn: silent, error: silent },
      random: () => 0.5,
      place: null,
      onCopy: silent,
      factory: () => ({
        address: (kind) => ({ base: 'http://factory', path: `/${kind}` }),
        post: (_kind, key) => this.#post(key),
      }),
      onChange: silent,
      filePairAnswer: (_operation, _event, also) => held.commit(also),
      whyNotAgain: async () => null,
      whyWithdrawn: async () => null,
    });
  }

  async #post(key: DeliveryKey): Promise<PostOutcome> {
    const post = { key, answered: false };
    if (this.posts.some((one) => one.key === key && !one.answered)) this.doubled += 1;
    this.posts.push(post);
    if (!this.#open) await this.#answers.pass();
    post.answered = true;
    return this.#outcomes.shift() ?? { kind: 'accepted', status: 200, body: null };
  }

  /** Nothing is held any more: what goes out by itself does. */
  async settle(): Promise<void> {
    this.#open = true;
    for (let turn = 0; turn < 6; turn += 1) {
      while (this.#commits.letOne() || this.#answers.letOne()) await idle();
      this.clock.pass(3_600_000);
      await idle();
    }
  }

  async #restarted(): Promise<void> {
    this.#open = true;
    const starting = this.#pump.start();
    await starting;
    this.#open = false;
  }

  async step(step: Step, key: DeliveryKey): Promise<void> {
    if (step === 'time') this.clock.pass(1_000);
    if (step === 'commit') this.#commits.letOne();
    if (step === 'answer') this.#answers.letOne();
    if (step === 'send now') this.#sendNow(key);
    if (step === 'restart') {
      // In good order: what is under way is waited for.
      this.#open = true;
      const stopping = this.#pump.stop();
      while (this.#commits.letOne() || this.#answers.letOne()) await idle();
      this.clock.pass(2_000);
      await stopping;
      await idle();
      this.#pump = this.#newPump();
      await this.#restarted();
    }
    await idle();
  }

  #sendNow(key: DeliveryKey): void {
    let answered = false;
    const recordOf = ({ state, summary }: DeliveryHead): AuditEntry => {
      answered = state !== 'queued';
      return { kind: 'audited', person: 'p', action: 'deliveryResent', subject: summary, before: state, after: 'queued' };
    };
    this.#pump.retry(key, { keepSame: () => undefined, recordOf }).then(
      () => (answered ? this.asked.set(key, (this.asked.get(key) ?? 0) + 1) : undefined),
      () => undefined,
    );
  }

  async end(): Promise<void> {
    this.#open = true;
    const stopping = this.#pump.stop();
    while (this.#commits.letOne() || this.#answers.letOne()) await idle();
    await stopping;
  }
}

/** Until whatever can go on without time or doors has gone on: the store answers within that. */
async function idle(): Promise<void> {
  await real.readSetting('idle');
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  await real.readSetting('idle');
}

const NOT_SENT: PostOutcome = { kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null };
const UNKNOWN: PostOutcome = { kind: 'unknown', reason: verbatim('No answer.') };
const REJECTED: PostOutcome = { kind: 'rejected', status: 409, reason: verbatim('Closed.') };

/** Every order of that many steps. */
function* orders(length: number): Generator<readonly Step[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of orders(length - 1)) for (const step of STEPS) yield [step, ...rest];
}

/** What is not as it must be after an order, one sentence each. */
async function wrongAfter(
  order: readonly Step[],
  begun: readonly Step[],
  given: readonly NewDelivery[],
  outcomes: readonly PostOutcome[],
): Promise<string[]> {
  round += 1;
  const own = given.map((one) => ({ ...one, key: `${one.key}-${round}` as DeliveryKey }));
  const rig = new Rig(own, outcomes);
  await rig.start();
  for (const step of begun) await rig.step(step, own[0]?.key as DeliveryKey);
  for (const [index, step] of order.entries()) await rig.step(step, (own[index % own.length] ?? own[0])?.key as DeliveryKey);
  await rig.settle();
  const wrong = rig.doubled === 0 ? [] : [`${rig.doubled} times it was under way twice`];
  // A try that never left is no POST that arrived; each further one has a person behind it.
  const neverLeft = outcomes.filter((outcome) => outcome.kind === 'notSent').length;
  for (const { key } of own) {
    const posts = rig.posts.filter((post) => post.key === key).length;
    const most = 1 + neverLeft + (rig.asked.get(key) ?? 0);
    if (posts > most) wrong.push(`${key} was posted ${posts} times, ${most} at most`);
    const state = (await real.loadDelivery(key))?.state ?? 'gone';
    if (!['accepted', 'rejected', 'unknown'].includes(state)) wrong.push(`${key} is ${state}`);
  }
  await rig.end();
  return wrong.map((what) => `${what} (${order.join(', ')})`);
}

/** Sent once, and its outcome is on disk. */
const ONCE: readonly Step[] = ['commit', 'answer', 'commit'];

describe('whatever the order of time, "send now", commits, answers and restarts', () => {
  it.each([
    ['a Pair that was just confirmed', 'pair', [], []],
    ['a Pair that did not leave and waits for its next try', 'pair', ONCE, [NOT_SENT]],
    ['a Pair of which nobody knows', 'pair', ONCE, [UNKNOWN, UNKNOWN]],
    ['a Pair that was refused', 'pair', ONCE, [REJECTED]],
    ['a log that did not leave and waits for its next try', 'log', ONCE, [NOT_SENT]],
  ] as const)(
    '%s is under way once at most, and goes again after an answer only when a person says so',
    { timeout: 240_000 },
    async (_name, kind, begun, outcomes) => {
      const wrong: string[] = [];
      let tried = 0;
      for (const order of orders(4)) {
        wrong.push(...(await wrongAfter(order, begun, [delivery(kind, 1)], outcomes)));
        tried += 1;
      }
      expect(wrong).toEqual([]);
      expect(tried).toBe(STEPS.length ** 4);
    },
  );

  it('two Pairs at once: neither doubles the other', { timeout: 240_000 }, async () => {
    const wrong: string[] = [];
    for (const order of orders(4))
      wrong.push(...(await wrongAfter(order, [], [delivery('pair', 1), delivery('pair', 2)], [NOT_SENT, NOT_SENT])));
    expect(wrong).toEqual([]);
  });
});
