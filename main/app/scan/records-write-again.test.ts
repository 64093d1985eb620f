import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { english } from '../../../messages/english';
import { deviceIdOf, OperationId, OperatorId, serialNumber } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { text } from '../../../protocol/texts/text';
import { createStore } from '../../adapters/store/create-store';
import { AppError } from '../../domain/errors';
import type { Store } from '../../domain/ports/store';
import { recordsWriteAgainNotice } from '../support/trouble';
import { HandClock } from '../testing/hand-clock';
import { quietEngine } from '../testing/quiet-engine';

const OPERATION = OperationId.parse('op');
const PERSON = OperatorId.parse('tester');
const A1 = deviceIdOf(serialNumber('A1'));

/** A scan of one device over a real store that writes nothing while it is `full`, and what is said once it writes again. */
async function scanning() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-write-again-'));
  const real = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  const disk = { full: false };
  const said: string[] = [];
  const refused = (): Promise<never> =>
    Promise.reject(new AppError('storeFailed', text('store.diskFull', { file: 'burnin.sqlite' })));
  const store: Store = {
    ...real,
    commit: (commit) => (disk.full ? refused() : real.commit(commit)),
    writeSetting: (name, value) => (disk.full ? refused() : real.writeSetting(name, value)),
  };
  const clock = new HandClock(Date.UTC(2026, 10, 22));
  const engine = quietEngine({
    store,
    clock,
    onStoreState: (failure, dropped) => {
      if (failure === null) said.push(english(recordsWriteAgainNotice(engine.session?.phase === 'scanning', dropped)));
    },
  });
  onTestFinished(async () => {
    engine.stop();
    await real.close();
    await rm(folder, { recursive: true, force: true });
  });
  await engine.start({
    operationId: OPERATION,
    operatorId: PERSON,
    scanMode: 0,
    roster: [serialNumber('A1')],
    policy: DEFAULT_SETTINGS.scan,
  });
  const heldUp = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = said.length;
    disk.full = true;
    await expect(act()).rejects.toMatchObject({ code: 'storeFailed' });
    disk.full = false;
    await vi.waitFor(() => {
      clock.pass(2_000);
      expect(said.length).toBeGreaterThan(before);
    });
    return said.slice(before);
  };
  return { engine, heldUp };
}

it('what is said when the records can be written again is what is so: a scan runs, none does, a rescan was not started', async () => {
  const { engine, heldUp } = await scanning();
  const rescan = () => engine.rescan(OPERATION, [A1], PERSON);
  const finish = () => engine.finish(OPERATION, PERSON);
  expect(await heldUp(finish)).toEqual(['The records can be written again. The scan goes on.']);
  await finish();
  expect(await heldUp(rescan)).toEqual([
    'The records can be written again. No scan is running. The rescan was not started; press it again.',
  ]);
  expect(engine.session?.phase).toBe('closed');
  await rescan();
  const failing = () =>
    Promise.resolve()
      .then(() => engine.storeFailed(new AppError('storeFailed', text('records.cannotBeWritten'))))
      .then(() => engine.ready());
  expect(await heldUp(failing)).toEqual(['The records can be written again. The scan goes on.']);
});
