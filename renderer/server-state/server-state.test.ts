import { QueryObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ask } from '../console-api';
import { sceneNamed } from '../dev/scenes';
import { createFactsStore, factsOfSnapshot, type Facts } from '../store/facts';
import { followPatches, followRegistry } from './follow-main';
import { answerKey, type Known } from './known';
import { createServerState, readAgain } from './server-state';

const AGENTS = answerKey('registry.agents', {});

/** A main that answers when it is told to, and what was asked of it. */
class SlowMain {
  readonly #open: ((reply: unknown) => void)[] = [];
  asked = 0;
  readonly ask = (async () => {
    this.asked += 1;
    return new Promise<unknown>((resolve) => {
      this.#open.push(resolve);
    });
  }) as Ask;

  async answer(value: unknown): Promise<void> {
    this.#open.shift()?.({ ok: true, value });
    await turns();
  }

  async refuse(sentence: string): Promise<void> {
    this.#open.shift()?.({ ok: false, error: { kind: 'failed', sentence, issues: [] } });
    await turns();
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

let main: SlowMain;
let client: QueryClient;
const shown = (): Known<unknown> | undefined => client.getQueryData(AGENTS);
const look = (): (() => void) => new QueryObserver(client, { queryKey: AGENTS }).subscribe(() => undefined);

beforeEach(() => {
  main = new SlowMain();
  client = createServerState(main.ask);
});

afterEach(() => client.clear());

describe('what main answered', () => {
  it('is asked for once, however many look at it', async () => {
    look();
    look();
    await main.answer(['one']);
    expect([main.asked, shown()]).toEqual([1, { last: ['one'], problem: '' }]);
  });

  it('stays beside the sentence when a later question is refused, until the next answer', async () => {
    look();
    await main.answer(['one']);
    void readAgain(client, AGENTS);
    await turns();
    await main.refuse('No.');
    expect(shown()).toEqual({ last: ['one'], problem: 'No.' });
    void readAgain(client, AGENTS);
    await turns();
    expect(shown()).toEqual({ last: ['one'], problem: 'No.' });
    await main.answer(['two']);
    expect(shown()).toEqual({ last: ['two'], problem: '' });
  });

  it('is asked for once more when news came while it was under way, however much', async () => {
    look();
    for (let time = 0; time < 5; time += 1) void readAgain(client, AGENTS);
    await turns();
    expect(main.asked).toBe(1);
    await main.answer(['old']);
    expect([main.asked, shown()?.last]).toEqual([2, ['old']]);
    await main.answer(['new']);
    expect([main.asked, shown()?.last]).toEqual([2, ['new']]);
  });

  it('is not asked for again while nobody looks, and then when somebody does', async () => {
    const leave = look();
    await main.answer(['one']);
    leave();
    await readAgain(client, AGENTS);
    expect(main.asked).toBe(1);
    look();
    expect([main.asked, shown()?.last]).toEqual([2, ['one']]);
  });
});

describe('the registry', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is read at once after a change, and then every half second at most while it changes', async () => {
    const changed = followRegistry(client);
    look();
    await main.answer(0);
    for (let step = 0; step < 95; step += 1) {
      changed();
      await turns();
      await main.answer(step);
      await vi.advanceTimersByTimeAsync(10);
    }
    // The first look, the first change, one within the second.
    expect(main.asked).toBe(3);
    await vi.advanceTimersByTimeAsync(1_000);
    await main.answer('last');
    expect([main.asked, shown()?.last]).toEqual([4, 'last']);
  });
});

describe('a patch', () => {
  const before = factsOfSnapshot({ ...sceneNamed('idle').snapshot, seq: 1, devices: [] });
  const signedIn = (badge: string): Partial<Facts> => ({
    signIn: { required: true, person: { badge, name: badge, role: 'operator' } },
  });
  let patch: (change: Partial<Facts>) => Promise<void>;

  beforeEach(() => {
    const facts = createFactsStore();
    let now = before;
    facts.setState({ kind: 'ready', facts: now }, true);
    followPatches(facts, client);
    patch = async (change) => {
      now = { ...now, ...change };
      facts.setState({ kind: 'ready', facts: now }, true);
      await turns();
    };
  });

  it('has those answers asked for again that it makes old, and no others', async () => {
    look();
    await main.answer(['one']);
    await patch({ connections: { ...before.connections, agentsPresent: 7 } });
    await patch({ deliveries: [] });
    expect(main.asked).toBe(1);
    await patch({ settings: { ...before.settings } });
    expect(main.asked).toBe(2);
  });

  it('of a message, of the operation that is open or of one that is closed has History read again, and counts of a scan do not', async () => {
    const { session } = sceneNamed('finished').snapshot;
    if (session === null) throw new Error('no scan');
    const history = answerKey('history.search', { text: '', reason: null, from: null, to: null, limit: 9, before: null });
    new QueryObserver(client, { queryKey: history }).subscribe(() => undefined);
    await main.answer(['one']);
    const changes: Partial<Facts>[] = [
      { deliveries: [] },
      { session: { ...session, phase: 'scanning' } },
      { session: { ...session, phase: 'scanning' } },
      { session: { ...session } },
      { session: { ...session } },
    ];
    const asked: number[] = [];
    for (const change of changes) {
      await patch(change);
      asked.push(main.asked);
      await main.answer(['another']);
    }
    expect(asked).toEqual([2, 3, 3, 4, 5]);
  });

  it('with another person: what was read before is forgotten', async () => {
    await patch(signedIn('4711'));
    const leave = look();
    await main.answer(['one']);
    leave();
    await patch({ signIn: { required: true, person: null } });
    await patch(signedIn('0815'));
    expect(shown()).toBeUndefined();
  });
});
