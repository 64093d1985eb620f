import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import type { DeliveryKey, DeviceId } from '../../../protocol/ids';
import { PairRig } from '../testing/pair-rig';

const NOT_SENT_BY_COPY = /^These records are a copy, or were restored from a backup: it may have been sent/;

/** A list that waits in records, and a place beside them for copies. */
async function waiting(scanMode: 0 | 1 = 0) {
  const rig = await PairRig.open(true);
  const key = await rig.confirmed(scanMode);
  const folder = path.dirname(rig.file);
  const elsewhere = path.join(folder, 'elsewhere');
  await mkdir(elsewhere);
  return { rig, key, file: rig.file, elsewhere, copy: path.join(elsewhere, 'burnin.sqlite') };
}

/** How often the list goes out by itself. The mark is written to the disk meanwhile, which takes real time. */
async function sends(rig: PairRig): Promise<number> {
  const before = rig.posts.length;
  await rig.up();
  for (let turn = 0; turn < 3; turn += 1) {
    await rig.time();
    await passed(100);
    await rig.quiet();
  }
  return rig.posts.length - before;
}

/** What becomes of the list, and what was said of the records. */
async function fateOf(rig: PairRig, key: DeliveryKey) {
  const sent = await sends(rig);
  const delivery = await rig.store.loadDelivery(key);
  const fate = { sent, state: delivery?.state, why: english(delivery?.problem ?? []), copies: [...rig.copies] };
  if (delivery?.state === 'accepted') await rig.end();
  return fate;
}

const GOES_OUT = { sent: 1, state: 'accepted', why: '', copies: [] };
const IN_DOUBT = { sent: 0, state: 'unknown', why: expect.stringMatching(NOT_SENT_BY_COPY) as string, copies: [1] };

/** What a person sees of it, and can do, where it is in doubt. */
async function afterDoubt(rig: PairRig, key: DeliveryKey) {
  const device = rig.session.devices.get('A1' as DeviceId)?.pair?.outcome;
  const tries = (await rig.store.listTries(key)).map(({ outcome, status }) => ({ outcome, status }));
  const chain = await rig.store.verifyChain();
  // Once: the copy is records of its own from then on.
  await rig.goOnWith(rig.file);
  const saidAgain = rig.copies.length > 1;
  await rig.again(key);
  return { device, lastTry: tries.at(-1), chain, saidAgain, again: (await fateOf(rig, key)).state };
}

const A_PERSON_DECIDES = {
  device: 'unknown',
  lastTry: { outcome: 'unknown', status: null },
  chain: null,
  saidAgain: false,
  again: 'accepted',
};

describe('a list that waits goes out by itself where its records', () => {
  it('are opened again', async () => {
    const { rig, key, file } = await waiting();
    await rig.goOnWith(file);
    expect(await fateOf(rig, key)).toEqual(GOES_OUT);
  });

  it('are moved, with their folder or without what lies beside them', async () => {
    const { rig, key, file, elsewhere, copy } = await waiting();
    const folder = path.join(elsewhere, 'moved');
    await rig.goOnWith(copy, () => rename(file, copy));
    await rig.goOnWith(path.join(folder, 'burnin.sqlite'), async () => {
      await mkdir(folder);
      for (const name of ['burnin.sqlite', 'burnin.sqlite-place'])
        await rename(path.join(elsewhere, name), path.join(folder, name));
    });
    const renamed = path.join(elsewhere, 'renamed');
    await rig.goOnWith(path.join(renamed, 'burnin.sqlite'), () => rename(folder, renamed));
    expect(await fateOf(rig, key)).toEqual(GOES_OUT);
  });

  it('were copied, and are the ones that were copied', async () => {
    const { rig, key, file, copy } = await waiting();
    await rig.goOnWith(file, () => cp(file, copy));
    expect(await fateOf(rig, key)).toEqual(GOES_OUT);
  });

  it('were written by a version that noted no place', async () => {
    const { rig, key, file } = await waiting();
    await rig.betweenRuns(["delete from setting where name = 'recordsPlace'"]);
    await rm(`${file}-place`);
    await rig.restart();
    expect(await fateOf(rig, key)).toEqual(GOES_OUT);
  });
});

describe.each([
  ['Pair', 0],
  ['burn', 1],
] as const)('a %s that waits is in doubt, and a person decides, where its records', (_name, scanMode) => {
  it('are a copy of the file', async () => {
    const { rig, key, file, copy } = await waiting(scanMode);
    await rig.goOnWith(copy, () => cp(file, copy));
    expect(await fateOf(rig, key)).toEqual(IN_DOUBT);
    expect(await afterDoubt(rig, key)).toEqual(A_PERSON_DECIDES);
  });

  it('are a copy of the whole folder, times included', async () => {
    const { rig, key, file, elsewhere, copy } = await waiting(scanMode);
    await rig.goOnWith(copy, async () => {
      for (const ending of ['', '-place'])
        await cp(`${file}${ending}`, path.join(elsewhere, `burnin.sqlite${ending}`), { preserveTimestamps: true });
    });
    expect(await fateOf(rig, key)).toEqual(IN_DOUBT);
    expect(await afterDoubt(rig, key)).toEqual(A_PERSON_DECIDES);
  });

  it('are a backup that was copied back, in place of the file or into it', async () => {
    for (const restore of [
      (backup: string, file: string) => cp(backup, file),
      async (backup: string, file: string) => {
        await rm(file);
        await cp(backup, file);
      },
      async (backup: string, file: string) => writeFile(file, await readFile(backup), { flag: 'r+' }),
    ]) {
      const { rig, key, file, copy } = await waiting(scanMode);
      await rig.goOnWith(file, () => cp(file, copy));
      expect(await sends(rig)).toBe(1);
      await rig.goOnWith(file, () => restore(copy, file));
      expect(await fateOf(rig, key)).toEqual(IN_DOUBT);
      expect(await afterDoubt(rig, key)).toEqual(A_PERSON_DECIDES);
    }
  });

  it('are a backup that was copied back with all that lay beside it', async () => {
    const { rig, key, file, elsewhere } = await waiting(scanMode);
    const backup = path.join(elsewhere, 'burnin.sqlite');
    const all = async (from: string, to: string): Promise<void> => {
      for (const ending of ['', '-place']) await cp(`${from}${ending}`, `${to}${ending}`, { preserveTimestamps: true });
    };
    await rig.goOnWith(file, () => all(file, backup));
    expect(await sends(rig)).toBe(1);
    await rig.goOnWith(file, () => all(backup, file));
    expect(await fateOf(rig, key)).toEqual(IN_DOUBT);
    expect(await afterDoubt(rig, key)).toEqual(A_PERSON_DECIDES);
  });

  it('are a copy that was made while the program ran, before it sent the list', async () => {
    const { rig, key, file, copy } = await waiting(scanMode);
    for (const ending of ['', '-wal']) await cp(`${file}${ending}`, `${copy}${ending}`);
    expect(await sends(rig)).toBe(1);
    await rig.goOnWith(file, async () => {
      for (const ending of ['', '-wal']) await cp(`${copy}${ending}`, `${file}${ending}`);
    });
    expect(await fateOf(rig, key)).toEqual(IN_DOUBT);
    expect(await afterDoubt(rig, key)).toEqual(A_PERSON_DECIDES);
  });
});

it('in a copy beside which no mark can be made, a list is in doubt all the same', async () => {
  const { rig, key, file, copy } = await waiting();
  await rig.goOnWith(copy, async () => {
    await cp(file, copy);
    // Nothing can be marked: the name of the next mark is taken by something that cannot go.
    await mkdir(`${copy}-place.new/full`, { recursive: true });
  });
  expect(await sends(rig)).toBe(0);
  await rig.goOnWith(copy, () => rm(`${copy}-place.new`, { recursive: true }));
  expect(rig.copies).toEqual([1]);
  expect(await rig.store.loadDelivery(key)).toMatchObject({ state: 'unknown' });
  await rig.end();
});
