import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createEnvSecrets } from '../../main/adapters/secrets/env-secrets';
import { createStore } from '../../main/adapters/store/create-store';
import type { ConnectionFactory } from '../../main/app/ports';
import type { DeviceInfoApi } from '../../main/domain/ports/mes';
import type { Log } from '../../main/domain/ports/log';
import type { MessageBus } from '../../main/domain/ports/bus';
import type { Store } from '../../main/domain/ports/store';
import { composeConsole } from '../../main/compose-console';
import { createConnectionFactory } from '../../main/connections';
import { systemPlatform } from '../../main/system-platform';
import { operationId, OperatorId } from '../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { replyQueueOf } from '../../protocol/topology';
import { withFullQueue } from './queue';
import { BENCH_OPERATION, type Rack } from './rack';
import { type Rate, startRate } from './rate';
import { withRecordsFolder } from './records-folder';

export interface MeasuredConsoleOptions {
  readonly amqpUrl: string;
  readonly rack: Rack;
  /** Base address of a MES, or `inProcess`: the answers are there at once, without HTTP. */
  readonly mes: 'inProcess' | { readonly apiBase: string };
}

const NO_END_MS = 3_600_000;
const MAX_RUN_MS = 300_000;
const silent = (): void => undefined;
const QUIET: Log = { debug: silent, info: silent, warn: silent, error: (message, fields) => console.error(message, fields) };

/**
 * Runs the whole console without its window over a queue that is full already: it comes back to an open scan, and every
 * device has answered while it was away. Fails unless all of them pass.
 * @returns the rate of reports, from the first one out of the broker to the last verdict on disk
 */
export function runConsole({ amqpUrl, rack, mes }: MeasuredConsoleOptions): Promise<Rate> {
  return withRecordsFolder(async (folder) => {
    const consoleId = randomUUID();
    const queue = replyQueueOf(consoleId);
    const file = path.join(folder, 'burnin.sqlite');
    await openScan(file, consoleId, rack);
    return withFullQueue(amqpUrl, rack.serials.length, () => timeRun({ amqpUrl, rack, mes }, file), queue);
  });
}

async function openScan(file: string, consoleId: string, rack: Rack): Promise<void> {
  const store = await createStore({ file });
  const id = operationId(BENCH_OPERATION);
  const operatorId = OperatorId.parse('bench');
  const at = Date.now();
  await store.writeSetting('consoleId', consoleId);
  await store.commit({
    operation: { operationId: id, startedAt: at, operatorId },
    events: [
      {
        operationId: id,
        at,
        event: {
          kind: 'scanStarted',
          operationId: id,
          operatorId,
          scanMode: 0,
          roster: rack.serials,
          policy: { ...DEFAULT_SETTINGS.scan, idleMs: NO_END_MS, maxMs: NO_END_MS },
        },
      },
    ],
  });
  await store.close();
}

async function timeRun({ amqpUrl, rack, mes }: MeasuredConsoleOptions, file: string): Promise<Rate> {
  const watch = createStopwatch(rack.serials.length);
  const realLinks = createConnectionFactory(QUIET);
  const store = await createStore({ file });
  const links: ConnectionFactory = {
    ...realLinks,
    connect: (...settings) => {
      const real = realLinks.connect(...settings);
      return { ...real, bus: watch.bus(real.bus), ...(mes === 'inProcess' ? { mes: answering(rack) } : {}) };
    },
  };
  const app = composeConsole({
    ...systemPlatform(QUIET),
    store: watch.store(store),
    secrets: createEnvSecrets(null, {}),
    links,
    appVersion: 'bench',
    settingsOverride: { broker: { url: amqpUrl }, ...(mes === 'inProcess' ? {} : { api: { baseUrl: mes.apiBase } }) },
    emit: silent,
  });
  await app.start();
  try {
    const run = await watch.done;
    const { pass } = app.engine.requireSession().counts;
    if (pass !== rack.serials.length) throw new Error(`Only ${pass} of ${rack.serials.length} devices passed.`);
    return run;
  } finally {
    await app.stop();
  }
}

function answering({ answers }: Rack): DeviceInfoApi {
  return { lookUp: async (sn) => answers.get(sn) ?? { kind: 'notRegistered' } };
}

/** Sees the first report come and the last verdict become durable, from outside the console. */
function createStopwatch(expected: number): {
  readonly bus: (real: MessageBus) => MessageBus;
  readonly store: (real: Store) => Store;
  readonly done: Promise<Rate>;
} {
  let end: ((count: number) => Rate) | null = null;
  let verdicts = 0;
  let finish: (run: Rate) => void = silent;
  const done = new Promise<Rate>((resolve, reject) => {
    const tooLong = setTimeout(
      () => reject(new Error(`Only ${verdicts} of ${expected} verdicts came within ${MAX_RUN_MS / 1_000} s.`)),
      MAX_RUN_MS,
    );
    finish = (run) => {
      clearTimeout(tooLong);
      resolve(run);
    };
  });
  const verdictDurable = (): void => {
    verdicts += 1;
    if (verdicts === expected && end !== null) finish(end(expected));
  };
  return {
    bus: (real) => ({
      ...real,
      start: (handlers) =>
        real.start({
          ...handlers,
          onReport: (message) => {
            end ??= startRate();
            return handlers.onReport(message);
          },
        }),
    }),
    store: (real) => ({
      ...real,
      commit: async (commit) => {
        await real.commit(commit);
        if (commit.events?.[0]?.event.kind === 'mesAnswered') verdictDurable();
      },
    }),
    done,
  };
}
