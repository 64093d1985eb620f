import { expect, it } from 'vitest';
import { english } from '../../messages/english';
import { replyInWords } from '../../messages/reply-in-words';
import type { DeviceId } from '../../protocol/ids';
import type { CommandInput, CommandName, OperationCommand } from '../../protocol/ipc';
import { practising } from '../testing/practising';
import { COMMANDS } from './commands';

type Inputs = { readonly [N in OperationCommand]: Omit<CommandInput<N>, 'operation'> };

/** A right input of every command that is asked of the open operation, for a device that stands in both. */
const inputsFor = (id: DeviceId, digest: string): Inputs => ({
  'scan.finish': {},
  'scan.rescan': { ids: [id] },
  'scan.place': { id, slot: 'A1' },
  'scan.clearContest': { devices: [{ id, seen: ['key'] }] },
  'scan.acknowledge': { devices: [{ id, attempt: 1 }] },
  'device.details': { ids: [id] },
  'device.waive': { ids: [id], reason: 'label misprinted' },
  'pair.sheet': {},
  'pair.confirm': { digest },
  'pair.settle': { ids: [id], as: 'sendAgain', reason: 'Asked there.' },
  'export.scanLog': {},
  'export.evidence': {},
  'report.operation': { format: 'csv', language: 'en' },
});

it('what a window asks of the operation that it shows is not done in the one that was opened a moment ago, nor read of it', async () => {
  const saved: string[] = [];
  const { app, desk, store, until, roster } = await practising({
    dialogs: {
      chooseFile: async () => null,
      saveText: async (_title, name) => {
        saved.push(name);
        return name;
      },
    },
  });
  for (const operationId of ['first', 'second']) {
    await desk.start({ operationId, operatorId: 'tester', scanMode: 0, rosterText: roster.join('\n') });
    await until('the scan to close', () => app.engine.session?.phase === 'closed');
  }
  const { operationId: shown } = app.engine.requireSession();
  await desk.open('first');
  const opened = app.engine.requireSession();
  const [device] = [...opened.devices.values()].filter(({ status }) => status === 'fail');
  if (device === undefined) throw new Error('no device failed');
  const inputs = inputsFor(device.id, (await desk.offeredSheet(opened.operationId)).digest);
  const names = (Object.keys(COMMANDS) as CommandName[]).filter((name) => COMMANDS[name].of === 'openOperation');
  expect(names.toSorted()).toEqual(Object.keys(inputs).toSorted());
  const events = async () =>
    [await store.loadEvents(shown), await store.loadEvents(opened.operationId)].map(({ length }) => length);
  const before = await events();
  const route = app.door((_name, error) => {
    throw error;
  });
  const asked = async (name: OperationCommand, operation: string) =>
    replyInWords(await route({ name, input: { ...inputs[name], operation } }), english);
  for (const name of Object.keys(inputs) as OperationCommand[])
    expect([name, await asked(name, shown)]).toMatchObject([
      name,
      {
        ok: false,
        error: {
          code: 'notAllowedNow',
          sentence:
            'Nothing was done: this was asked of operation second, and first was opened before it could be done. Look at what is open now.',
        },
      },
    ]);
  expect(await events()).toEqual(before);
  expect(saved).toEqual([]);
  for (const name of [
    'device.details',
    'pair.sheet',
    'export.scanLog',
    'export.evidence',
    'device.waive',
    'pair.confirm',
  ] as const)
    expect([name, await asked(name, opened.operationId)]).toMatchObject([name, { ok: true }]);
  expect(saved).toEqual(['scan-log-first.json', 'evidence-first.json']);
});
