import { expect, it, onTestFinished } from 'vitest';
import { auditInWords } from '../../main/app/records/audit-words';
import { bindCommands } from '../../main/app/command-row';
import { COMMANDS } from '../../main/app/commands';
import { startFactory } from '../../simulator/factory/factory-server';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, until, untilDone } from '../support/engine-console';
import { testConsole } from '../support/scan-line';

it('who started, finished, waived, confirmed, exported, resent, edited and changed settings is on record, with before and after', async () => {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 4, macs: 2, faults: { wrongMac: 1, silent: 1 } });
  onTestFinished(() => fleet.stop());
  const refusal = { kind: 'answer', status: 422, body: '{}', count: 1 } as const;
  const control = [
    { ...refusal, route: 'log' as const },
    { ...refusal, route: 'notification' as const },
  ];
  const factory = await startFactory({ devices: fleet.mes, control });
  onTestFinished(() => factory.close());
  const console = await testConsole({
    apiBase: factory.baseUrl,
    dialogs: { chooseFile: async () => null, saveText: async (_title, name) => `/saved/${name}` },
  });
  const { app } = console;
  const handle = bindCommands(COMMANDS, app);
  const deliveryOf = (kind: string) => {
    const found = console.deliveries().find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} went out`);
    return found.key;
  };
  const { operationId: operation } = await console.scan({ operationId: 'record', roster: fleet.roster });
  await until('everyone who answers', () => app.view.session()?.counts.waiting === 1);
  await handle['scan.finish']({ operation });
  await untilDone(console);
  const wrong = fleet.oracle.find(({ fault }) => fault === 'wrongMac')?.serial ?? '';
  await handle['device.waive']({ operation, ids: [console.device(wrong).id], reason: 'label misprinted' });
  await handle['pair.confirm']({ operation, digest: console.desk.pairSheet(operation).digest });
  await handle['delivery.retry']({ key: deliveryOf('log') });
  const key = deliveryOf('notification');
  const body = '{"id":"record","status":"by hand"}';
  await handle['delivery.edit']({ key, change: { kind: 'body', body } });
  await handle['export.scanLog']({ operation });
  await handle['export.evidence']({ operation });
  await handle['aside.export']({});
  await handle['support.bundle']({ reportsOf: null });
  const { current: settings } = app.settings;
  await handle['settings.save']({
    settings: { ...settings, scan: { ...settings.scan, pairGuests: true }, records: { keepDays: 400 } },
    secrets: {},
  });
  await handle['person.save']({ badge: 'E1', name: 'Eva', role: 'engineer', pin: '1234' });
  await handle['person.save']({ badge: 'E1', name: 'Eva B.', role: 'engineer' });

  const lines = (await console.store.listAudit(99)).flatMap((entry) => auditInWords(entry) ?? []).toReversed();
  const told = lines.map(({ person, action, before, after }) => [person, action, before, after]);
  const text = (part: string) => expect.stringContaining(part) as string;
  expect(told).toEqual([
    ['tester', 'started scan', null, '4 devices on the roster'],
    ['tester', 'finished scan', null, null],
    ['tester', 'waived', wrong, 'label misprinted'],
    ['tester', 'confirmed pairing', text('list '), text('')],
    ['tester', 'sent again', text('rejected: '), 'queued'],
    ['tester', 'edited and sent', text('status: "2 devices passed scanning"'), text('status: "by hand"')],
    ['tester', 'exported scan log', null, 'operation record'],
    ['tester', 'exported evidence', null, 'operation record'],
    ['tester', 'exported quarantine', null, '0 messages'],
    ['tester', 'made support bundle', null, null],
    ['tester', 'changed setting', 'false', 'true'],
    ['tester', 'changed setting', 'not chosen', '400'],
    ['', 'saved person', null, 'Eva, engineer, new PIN'],
    ['E1', 'saved person', 'Eva, engineer', 'Eva B., engineer'],
  ]);
  expect(await console.store.verifyChain()).toBeNull();
});
