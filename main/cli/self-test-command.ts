import path from 'node:path';
import { english } from '../../messages/english';
import { SELF_TEST_APP } from '../../protocol/topology';
import { text } from '../../protocol/texts/text';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { ConsoleId } from '../app/connections/console-id';
import { readSettingsFile, type SomeSettings } from '../app/settings/settings-file';
import { composeConsole } from '../compose-console';
import { createConnectionFactory } from '../connections';
import { AppError } from '../domain/errors';
import type { MessageBus } from '../domain/ports/bus';
import type { Log } from '../domain/ports/log';
import { systemIdentities } from '../identities';
import { openScanRecords, recordsOf } from '../open-records';
import { sayingWhatChanges } from './opened-records';
import { personAtTerminal } from './person';
import type { SelfTestArguments } from './self-test-arguments';
import { EXIT } from './scan-command';
import { terminalPlatform } from './terminal-platform';

const BROKER_WAIT_MS = 15_000;
const OUTCOMES = { caught: 'caught', missed: 'NOT caught', silent: 'NOT come back' } as const;

/**
 * `burnin self-test`: has the console show that it catches a bad unit. Nothing else of a console runs: nothing is taken from the queue that all
 * consoles share, nothing is sent to the factory. @returns the exit code
 */
export async function selfTestCommand(
  { amqp, settings: file, db, json }: SelfTestArguments,
  log: Log,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<number> {
  const settings: SomeSettings = file === null ? {} : await readSettingsFile(path.resolve(file));
  const store = await sayingWhatChanges(db, say, () => openScanRecords(db, false));
  const platform = terminalPlatform(log);
  const links = createConnectionFactory(log, { ownQueueOnly: true });
  const app = composeConsole({
    ...platform,
    ...recordsOf(store),
    links: {
      ...links,
      connect: (...how) => {
        const opened = links.connect(...how);
        return { ...opened, bus: onlySelfTests(opened.bus) };
      },
    },
    settingsOverride: amqp === null ? settings : { ...settings, broker: { ...settings.broker, url: amqp } },
    emit: () => undefined,
  });
  try {
    await app.settings.load();
    app.connections.open(await new ConsoleId(store, systemIdentities).load());
    app.connections.listen();
    try {
      if (!(await app.connections.brokerUp(BROKER_WAIT_MS)))
        throw new AppError('brokerUnavailable', [text('shift.noBroker'), ...app.connections.broker.reason]);
      const { last } = await app.selfTest.run(personAtTerminal());
      if (last === null) return EXIT.couldNotRun;
      const what = english(last.what);
      write(
        json
          ? visibleJson(`${JSON.stringify({ ...last, at: new Date(last.at).toISOString(), what }, null, 2)}\n`)
          : `Self-test: ${OUTCOMES[last.outcome]}. ${visibleText(what)}\n`,
      );
      return last.outcome === 'caught' ? EXIT.allPassed : EXIT.someDidNot;
    } finally {
      await app.connections.close();
    }
  } finally {
    await store.close();
  }
}

/** Answers of earlier scans stay in the queue, for the next scan with these records. */
function onlySelfTests(bus: MessageBus): MessageBus {
  return {
    ...bus,
    start: (handlers) =>
      bus.start({
        ...handlers,
        onReport: async (message) => {
          if (message.properties['appId'] !== SELF_TEST_APP) throw new AppError('notAllowedNow', text('scan.noneOpen'));
          await handlers.onReport(message);
        },
        // Lost answers are told by the scan that waits for them.
        onQueuesLost: () => undefined,
      }),
  };
}
