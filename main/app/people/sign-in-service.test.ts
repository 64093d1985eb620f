import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../protocol/ipc';
import { scryptPinHasher } from '../../adapters/people/pin-hasher';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { PinHasher } from '../../domain/ports/people';
import { text } from '../../../protocol/texts/text';
import { auditInWords } from '../records/audit-words';
import { GUESS_EVERY_MS, GUESSES_AT_ONCE } from './guess-limit';
import { COMMANDS } from '../commands';
import { SignInService } from './sign-in-service';

let folder: string;
let store: SqliteStore;
let desk: SignInService;
let now = 1_000_000;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-people-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  now = 1_000_000;
  desk = newDesk();
  await desk.load();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each PIN is hashed once for all tests: that is as slow as it is meant to be. */
const hashes = new Map<string, Promise<string>>();
const pins: PinHasher = {
  hash: (pin) => {
    const hash = hashes.get(pin) ?? scryptPinHasher.hash(pin);
    hashes.set(pin, hash);
    return hash;
  },
  matches: (pin, hash) => scryptPinHasher.matches(pin, hash),
};

function newDesk(): SignInService {
  return new SignInService({
    store,
    clock: { now: () => now, elapsed: () => now, after: () => () => undefined },
    pins,
    onChange: () => undefined,
  });
}

/** The same records, but what is done before each commit. */
function recordsWith(beforeCommit: () => void): SqliteStore {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'commit') beforeCommit();
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function addPeople(): Promise<void> {
  await desk.save({ badge: 'E1', name: 'Eva', role: 'engineer', pin: '111111' });
  await desk.save({ badge: 'S1', name: 'Sam', role: 'supervisor', pin: '2222' });
  await desk.save({ badge: 'O1', name: 'Olu', role: 'operator', pin: '3333' });
  await desk.signOut();
}

function isAllowed(role: Parameters<SignInService['require']>[0]): boolean {
  try {
    desk.require(role);
    return true;
  } catch {
    return false;
  }
}

async function trail(): Promise<string[]> {
  const entries = await store.listAudit(100);
  return entries
    .flatMap((entry) => auditInWords(entry) ?? [])
    .map(({ person, action, subject, before, after }) => [person, action, subject, before ?? '-', after ?? '-'].join(' | '));
}

describe('without people on record', () => {
  it('everything is allowed and nobody has to sign in', () => {
    expect(desk.view()).toEqual({ required: false, person: null });
    expect(() => desk.require('engineer')).not.toThrow();
  });

  it('the first person must be an engineer, has a PIN, and is signed in then', async () => {
    await expect(desk.save({ badge: 'O1', name: 'Olu', role: 'operator', pin: '3333' })).rejects.toThrow(
      'The first person must be an engineer',
    );
    await expect(desk.save({ badge: 'E1', name: 'Eva', role: 'engineer' })).rejects.toThrow('Eva needs a PIN.');
    await desk.save({ badge: 'E1', name: 'Eva', role: 'engineer', pin: '111111' });
    expect(desk.view()).toEqual({ required: true, person: { badge: 'E1', name: 'Eva', role: 'engineer' } });
  });
});

it.each(['abcd', '12 34', '1234567890123', 'pin-1234', '12３4'])(
  'a new PIN %j is refused: a scanned one must be told from a serial number',
  async (pin) => {
    await expect(desk.save({ badge: 'E1', name: 'Eva', role: 'engineer', pin })).rejects.toThrow(
      'A PIN has 4 to 12 digits and nothing else. Choose another PIN.',
    );
  },
);

describe('with people on record', () => {
  let people: Awaited<ReturnType<SqliteStore['listPeople']>>;

  beforeEach(async () => {
    await addPeople();
    people = await store.listPeople();
  });

  it('nothing is allowed before sign-in, also after a restart', async () => {
    expect(() => desk.require('operator')).toThrow('Sign in with your badge first.');
    const restarted = newDesk();
    await restarted.load();
    expect(restarted.view()).toEqual({ required: true, person: null });
  });

  it.each([
    ['O1', '3333', ['operator']],
    ['S1', '2222', ['operator', 'supervisor']],
    ['E1', '111111', ['operator', 'supervisor', 'engineer']],
  ] as const)('%s may do what the role allows and no more', async (badge, pin, allowed) => {
    await desk.signIn(badge, pin);
    const may = (['operator', 'supervisor', 'engineer'] as const).filter((role) => isAllowed(role));
    expect(may).toEqual(allowed);
  });

  it.each([1, 2, 3])('nobody is signed in when commit %i of a sign-in fails', async (failing) => {
    let commits = 0;
    const failingOnce = new SignInService({
      store: recordsWith(() => {
        commits += 1;
        if (commits === failing) throw new Error('The disk is full.');
      }),
      clock: { now: () => now, elapsed: () => now, after: () => () => undefined },
      pins,
      onChange: () => undefined,
    });
    await failingOnce.load();
    await expect(failingOnce.signIn('O1', '3333')).rejects.toThrow('The disk is full.');
    expect(failingOnce.shut).toBe(true);
    expect((await failingOnce.signIn('O1', '3333')).person?.badge).toBe('O1');
  });

  it('a wrong badge and a wrong PIN look alike', async () => {
    await expect(desk.signIn('O1', '0000')).rejects.toThrow('Badge and PIN do not belong together.');
    await expect(desk.signIn('XX', '0000')).rejects.toThrow('Badge and PIN do not belong together.');
    expect(desk.view().person).toBeNull();
  });

  it('a badge that nobody has is refused in the same words, at the same cost and with as many records as a wrong PIN', async () => {
    const cost = async (badge: string): Promise<unknown> => {
      const done: string[] = [];
      const counted: SignInService = new SignInService({
        store: recordsWith(() => done.push('commit')),
        clock: { now: () => now, elapsed: () => now, after: () => () => undefined },
        pins: {
          hash: (pin) => scryptPinHasher.hash(pin),
          matches: (pin, hash) => {
            const [, cost, salt, key] = hash.split('$');
            done.push(`hash ${cost} ${salt?.length} ${key?.length}`);
            return scryptPinHasher.matches(pin, hash);
          },
        },
        onChange: () => undefined,
      });
      await counted.load();
      const refusal = await counted.signIn(badge, '0000').catch(String);
      return { done, refusal };
    };
    const known = await cost('O1');
    expect(known).toMatchObject({ refusal: expect.stringContaining('do not belong together') });
    expect(await cost('XX')).toEqual(known);
  });

  it('too many wrong PINs make every badge wait alike, known or not, right PIN or wrong, also after a restart', async () => {
    for (let guess = 0; guess < GUESSES_AT_ONCE; guess += 1)
      await expect(desk.signIn(guess % 2 === 0 ? 'O1' : 'XX', '0000')).rejects.toThrow('do not belong together');
    const restarted = newDesk();
    await restarted.load();
    for (const each of [desk, restarted]) {
      for (const [badge, pin] of [
        ['O1', '3333'],
        ['S1', '0000'],
        ['XX', '0000'],
      ] as const) {
        await expect(each.signIn(badge, pin)).rejects.toThrow('Too many wrong PINs at this console. Wait 60 s, then try again.');
        await expect(each.approve('supervisor', badge, pin)).rejects.toThrow('Wait 60 s');
      }
    }
    now += GUESS_EVERY_MS;
    expect((await restarted.signIn('O1', '3333')).person?.badge).toBe('O1');
  });

  it('a right PIN buys no further guesses at another badge', async () => {
    let wrong = 0;
    for (let turn = 0; turn < GUESSES_AT_ONCE + 3; turn += 1) {
      const refusal = await desk.signIn('S1', '0000').then(() => '', String);
      if (refusal.includes('belong together')) wrong += 1;
      await desk.signIn('O1', '3333').catch(() => undefined);
    }
    expect(wrong).toBe(GUESSES_AT_ONCE);
  });

  it('guesses at once are refused before they are hashed', async () => {
    let hashed = 0;
    const counting = new SignInService({
      store,
      clock: { now: () => now, elapsed: () => now, after: () => () => undefined },
      pins: {
        hash: (pin) => scryptPinHasher.hash(pin),
        matches: (pin, hash) => {
          hashed += 1;
          return scryptPinHasher.matches(pin, hash);
        },
      },
      onChange: () => undefined,
    });
    await counting.load();
    const guesses = await Promise.allSettled(Array.from({ length: 200 }, async () => counting.signIn('O1', '0000')));
    const reasons = guesses.map((guess) => (guess.status === 'rejected' ? String(guess.reason) : 'signed in'));
    expect(reasons.filter((reason) => reason.includes('A sign-in is being checked.'))).toHaveLength(199);
    expect(hashed).toBe(1);
  });

  it('a person who was removed while the PIN was looked at is not let in', async () => {
    await desk.signIn('E1', '111111');
    const approving = desk.approve('supervisor', 'S1', '2222');
    await desk.remove('S1');
    await expect(approving).rejects.toThrow('do not belong together');
  });

  it('a supervisor approves at an operator’s console without taking it over', async () => {
    await desk.signIn('O1', '3333');
    await expect(desk.approve('supervisor', 'O1', '3333')).rejects.toThrow('This needs the role supervisor; Olu is operator.');
    expect(await desk.approve('supervisor', 'S1', '2222')).toBe('S1');
    expect(desk.badge()).toBe('O1');
  });

  it('the last engineer stays', async () => {
    await desk.signIn('E1', '111111');
    await expect(desk.remove('E1')).rejects.toThrow('This is the last engineer.');
    await expect(desk.save({ badge: 'E1', name: 'Eva', role: 'operator' })).rejects.toThrow('This is the last engineer.');
    expect((await desk.remove('O1')).map(({ badge }) => badge).toSorted()).toEqual(['E1', 'S1']);
  });

  it('the last engineer stays whatever is asked at once', async () => {
    const asOperator = (badge: string) => () => desk.save({ badge, name: badge, role: 'operator', pin: '987654' });
    const acts = (badge: string) => [() => desk.remove(badge), asOperator(badge)];
    for (const one of acts('E1'))
      for (const other of acts('E2')) {
        await desk.signIn('E1', '111111');
        await desk.save({ badge: 'E2', name: 'Eli', role: 'engineer', pin: '222222' });
        await Promise.allSettled([one(), other()]);
        expect(desk.list().filter(({ role }) => role === 'engineer').length).toBeGreaterThan(0);
        const restarted = newDesk();
        await restarted.load();
        expect(restarted.list().filter(({ role }) => role === 'engineer').length).toBeGreaterThan(0);
        await store.commit({ people: { saved: [...people], removed: ['E2'] } });
        desk = newDesk();
        await desk.load();
      }
  });

  it.each([
    ['nobody', async () => undefined],
    ['somebody else', async () => void (await desk.signIn('S1', '2222'))],
  ])(
    'a change whose person is signed out before it is written is not done, and %s stands for it in the trail',
    async (_who, next) => {
      await desk.signIn('E1', '111111');
      const changes = [
        desk.save({ badge: 'O2', name: 'Ona', role: 'operator', pin: '4444' }),
        desk.save({ badge: 'O3', name: 'Oda', role: 'engineer', pin: '5555' }),
        desk.remove('O1'),
      ].map((change) => change.then(String, String));
      await desk.signOut();
      await next();
      for (const refusal of await Promise.all(changes)) expect(refusal).toMatch(/sign/i);
      expect(desk.list().map(({ badge }) => badge)).toEqual(['E1', 'S1', 'O1']);
      expect((await trail()).filter((line) => line.includes('person')).length).toBe(3);
    },
  );

  it('a PIN stands neither in a badge nor in a name', async () => {
    await desk.signIn('E1', '111111');
    for (const [badge, name] of [
      ['7777', 'Ada'],
      ['A1', 'Ada 7777'],
    ] as const)
      await expect(desk.save({ badge, name, role: 'operator', pin: '7777' })).rejects.toThrow('Choose another PIN');
    expect(desk.list()).toHaveLength(3);
  });

  it('signs out by itself, which the trail says', async () => {
    await desk.signIn('O1', '3333');
    await desk.signOut([text('audit.automaticMinutes', { minutes: 15 })]);
    expect(desk.shut).toBe(true);
    expect((await trail())[0]).toBe('O1 | signed out | O1 | - | automatic, nobody was there for 15 min');
  });

  it('leaves a trail, and no PIN in it or in the records in plain text', async () => {
    await desk.signIn('E1', '111111');
    await desk.save({ badge: 'O1', name: 'Olu B', role: 'supervisor' });
    expect((await trail()).slice(0, 2)).toEqual([
      'E1 | saved person | O1 | Olu, operator | Olu B, supervisor',
      'E1 | signed in | E1 | - | engineer',
    ]);
    await desk.signIn('111111', '0000').catch(() => undefined);
    expect((await trail())[0]).toBe('E1 | sign-in refused | unknown badge | - | -');
    expect(JSON.stringify([await store.listAudit(100), await store.listPeople()])).not.toContain('111111');
    expect((await store.listPeople())[0]?.pinHash).toMatch(/^scrypt\$32768\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    expect(await store.verifyChain()).toBeNull();
  });
});

describe('permissions', () => {
  it('cover every command, and only looking and signing in need no role', () => {
    expect(Object.keys(COMMANDS).toSorted()).toEqual(Object.keys(commands).toSorted());
    const open = Object.entries(COMMANDS).flatMap(([name, { role }]) => (role === null ? [name] : []));
    expect(open.toSorted()).toEqual(['app.health', 'app.snapshot', 'person.active', 'person.signIn', 'person.signOut']);
  });
});
