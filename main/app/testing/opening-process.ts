/**
 * A process that opens records as the console does when it starts, and prints as JSON what that took.
 * Argument: database file.
 */
import { createStore } from '../../adapters/store/create-store';
import { terminalPlatform } from '../../cli/terminal-platform';
import { composeConsole } from '../../compose-console';
import { recordsOf } from '../../open-records';
import type { Log } from '../../domain/ports/log';

/** What opening took. */
export interface Opening {
  readonly operation: string;
  readonly deliveries: number;
  /** Rows that the console was given. */
  readonly rows: number;
  readonly startMs: number;
  readonly rssBytes: number;
}

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function run([file = '']: readonly string[]): Promise<void> {
  const begun = performance.now();
  const store = await createStore({ file });
  let rows = 0;
  const counting = new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: unknown = await (member as (...all: readonly unknown[]) => unknown)(...args);
        rows += Array.isArray(answer) ? answer.length : 0;
        return answer;
      };
    },
  });
  const settings = { broker: { url: 'amqp://127.0.0.1:9/' }, records: { keepDays: 36_500 } };
  const app = composeConsole({
    ...terminalPlatform(SILENT),
    ...recordsOf(counting),
    settingsOverride: settings,
    emit: () => {},
  });
  await app.start();
  const { session, deliveries } = app.view.snapshot();
  const opening: Opening = {
    operation: session?.operationId ?? '',
    deliveries: deliveries.length,
    rows,
    startMs: performance.now() - begun,
    rssBytes: process.memoryUsage.rss(),
  };
  process.stdout.write(`${JSON.stringify(opening)}\n`);
  await app.stop();
}

void run(process.argv.slice(2));
