import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanStarted } from '../main/domain/testing/reports';
import { startSession } from '../main/domain/scan/fold';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EverySequence, scriptPicker } from './engine/pickers';
import type { Choice } from './engine/choice';
import { shrink } from './engine/shrink';
import { countsDoNotClose } from './invariants/counts-close';
import { noCounts } from './run/counts';
import { tryEveryOrder } from './run/every-order';
import { FORMS, smallPlan } from './run/forms';
import { replay, type Scenario } from './run/failure';
import { runPlan } from './run/run-plan';
import { runWorld, tryWorld } from './run/worlds';
import { Disk } from './world/disk';
import { oldRecords } from './world/old-records';

const SCENARIOS = path.join(import.meta.dirname, 'scenarios');
/** A busy machine is slow, and still no loop without an end. */
const MAX_MS = 600_000;

let old = '';
let disks: readonly Disk[] = [];

beforeAll(async () => {
  old = await oldRecords(path.join(import.meta.dirname, '..'));
  disks = [await Disk.open(old), await Disk.open(old)];
});
afterAll(() => {
  for (const disk of disks) disk.close();
});

const choice = (name: string): Choice => ({ name, weight: 1, run: () => undefined });

describe('every sequence of choices', () => {
  it('is taken once, whatever each choice leads to', () => {
    const every = new EverySequence();
    const taken: string[] = [];
    while (every.next()) {
      let path = '';
      // After "b" nothing can be chosen any more.
      for (let step = 0; step < 3 && !path.endsWith('b'); step += 1) path += every.pick(['a', 'b'].map(choice))?.name ?? '';
      taken.push(path);
    }
    expect(taken).toEqual(['aaa', 'aab', 'ab', 'b']);
  });
});

describe('a failing list', () => {
  it('is made as short as it can be', async () => {
    const list = Array.from({ length: 100 }, (_, index) => index);
    const fails = async (shorter: readonly number[]): Promise<boolean> => shorter.includes(17) && shorter.includes(83);
    expect(await shrink(list, fails, 1_000)).toEqual([17, 83]);
  });
});

describe('worlds by chance', () => {
  it('go the same way each time, and hold', { timeout: MAX_MS }, async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const [one, other] = [await runWorld(seed, disks), await runWorld(seed, disks)];
      expect([one.violation, one.digest]).toEqual([null, other.digest]);
    }
  });

  it('are told again by what happened in them', { timeout: MAX_MS }, async () => {
    const plan = smallPlan();
    const names = ['A is started', "A's store answers until it has started", 'A connects', 'person at A starts scan A1'];
    const one = await runPlan(plan, scriptPicker(names), disks, '1');
    expect([one.violation, one.scans]).toEqual([null, 1]);
    expect((await runPlan(plan, scriptPicker(one.names), disks, '1')).digest).toBe(one.digest);
  });
});

describe('the small form', () => {
  it.each(FORMS.map((form) => [form.name, form] as const))(
    '%s: every order of the first choices holds',
    { timeout: MAX_MS },
    async (_name, form) => {
      const counts = noCounts();
      const crashes = form.faults.crash !== undefined;
      expect(await tryEveryOrder(form, disks, counts, crashes ? 3 : 20)).toBeNull();
      expect(counts.enumerated).toBeGreaterThan(2);
      expect(counts.crashes).toBeGreaterThan(crashes ? 3 : -1);
    },
  );
});

describe('what once went wrong', () => {
  const files = readdirSync(SCENARIOS).filter((file) => file.endsWith('.json'));
  it.each(files)('%s', { timeout: MAX_MS }, async (file) => {
    const scenario = JSON.parse(readFileSync(path.join(SCENARIOS, file), 'utf8')) as Scenario;
    const { violation, names } = await replay(scenario, disks);
    // What cannot happen any more is left out: then it tries nothing, and has to be told again.
    expect([violation, names]).toEqual([null, scenario.names]);
  });
});

describe('a disk that forgets reports', () => {
  it('is found, told in few steps, and found again by them', { timeout: MAX_MS }, async () => {
    const forgetful = await Disk.open(old);
    forgetful.db.exec('create temp trigger forgets before insert on main.report begin select raise(ignore); end');
    const both = [forgetful, disks[1] as Disk];
    const failure = await tryWorld(2, both, noCounts());
    expect(failure?.violation.invariant).toBe('acknowledged-is-on-disk');
    expect(failure?.names.length).toBeLessThan(40);
    expect((await replay(failure as Scenario, both)).violation?.invariant).toBe('acknowledged-is-on-disk');
    forgetful.close();
  });
});

describe('counts', () => {
  it('that say something else than the devices are seen', () => {
    const { session } = startSession(scanStarted(['S1']), 1);
    expect(countsDoNotClose(session)).toBeNull();
    session.counts.waiting = 2;
    expect(countsDoNotClose(session)).toContain('waiting is 2');
  });
});
