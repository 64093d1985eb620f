import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../protocol/ipc';
import { scryptPinHasher } from '../adapters/people/pin-hasher';
import { createStore, type SqliteStore } from '../adapters/store/create-store';
import { auditLine } from './audit-words';
import { ROLE_OF_COMMAND } from './permissions';
import { SignInDesk } from './sign-in-desk';

let folder: string;
let store: SqliteStore;
let desk: SignInDesk;
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

function newDesk(): SignInDesk {
  return new SignInDesk({
    store,
    clock: { now: () => now, after: () => () => undefined },
    pins: scryptPinHasher,
    onChange: () => undefined,
  });
}

async function addPeople(): Promise<void> {
  await desk.save({ badge: 'E1', name: 'Eva', role: 'engineer', pin: '111111' });
  await desk.save({ badge: 'S1', name: 'Sam', role: 'supervisor', pin: '2222' });
  await desk.save({ badge: 'O1', name: 'Olu', role: 'operator', pin: '3333' });
  await desk.signOut();
}

function isAllowed(role: Parameters<SignInDesk['require']>[0]): boolean {
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
    .flatMap((entry) => auditLine(entry) ?? [])
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

describe('with people on record', () => {
  beforeEach(addPeople);

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

  it('a wrong badge and a wrong PIN look alike', async () => {
    await expect(desk.signIn('O1', '0000')).rejects.toThrow('Badge and PIN do not belong together.');
    await expect(desk.signIn('XX', '0000')).rejects.toThrow('Badge and PIN do not belong together.');
    expect(desk.view().person).toBeNull();
  });

  it('five wrong PINs lock the badge for five minutes, also after a restart and against guesses in parallel', async () => {
    const guesses = await Promise.allSettled(Array.from({ length: 8 }, async () => desk.signIn('O1', '0000')));
    const reasons = guesses.map((guess) => (guess.status === 'rejected' ? String(guess.reason) : 'signed in'));
    expect(reasons.filter((reason) => reason.includes('do not belong together'))).toHaveLength(5);
    expect(reasons.filter((reason) => reason.includes('locked'))).toHaveLength(3);
    const restarted = newDesk();
    await restarted.load();
    await expect(restarted.signIn('O1', '3333')).rejects.toThrow('This badge is locked after wrong PINs. Try again in 5 min');
    now += 5 * 60_000 + 1;
    expect((await restarted.signIn('O1', '3333')).person?.badge).toBe('O1');
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

  it('leaves a trail, and no PIN in it or in the records in plain text', async () => {
    await desk.signIn('E1', '111111');
    await desk.save({ badge: 'O1', name: 'Olu B', role: 'supervisor' });
    expect((await trail()).slice(0, 2)).toEqual([
      'E1 | saved person | O1 | Olu, operator | Olu B, supervisor',
      'E1 | signed in | E1 | - | engineer',
    ]);
    expect(JSON.stringify([await store.listAudit(100), await store.listPeople()])).not.toContain('111111');
    expect((await store.listPeople())[0]?.pinHash).toMatch(/^scrypt\$32768\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    expect(await store.verifyChain()).toBeNull();
  });
});

describe('permissions', () => {
  it('cover every command, and only looking and signing in need no role', () => {
    expect(Object.keys(ROLE_OF_COMMAND).toSorted()).toEqual(Object.keys(commands).toSorted());
    const open = Object.entries(ROLE_OF_COMMAND).flatMap(([name, role]) => (role === null ? [name] : []));
    expect(open).toEqual(['app.snapshot', 'app.health', 'person.signIn', 'person.signOut']);
  });
});
