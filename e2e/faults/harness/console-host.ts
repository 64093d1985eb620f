/** The console without its window in a process of its own, commanded by the suite in the window's own commands. */
import { english } from '../../../messages/english';
import { createStderrLog } from '../../../main/adapters/log/stderr-log';
import { terminalPlatform } from '../../../main/cli/terminal-platform';
import { composeConsole } from '../../../main/compose-console';
import { AppError } from '../../../main/domain/errors';
import { sumOf } from '../../../main/domain/testing/scenario';
import { openRecords, recordsOf } from '../../../main/open-records';
import { createConnectionFactory } from '../../../main/connections';
import type { CommandInput, CommandName, EventName, EventPayload, IpcReply } from '../../../protocol/ipc';
import type { Settings } from '../../../protocol/settings';
import { replyQueueOf } from '../../../protocol/topology';

/** The first argument, as JSON. */
export interface HostConfig {
  readonly file: string;
  readonly amqpUrl: string;
  readonly apiBase: string;
  readonly scan: Partial<Settings['scan']>;
  readonly api: Partial<Settings['api']>;
  readonly registry?: Partial<Settings['registry']>;
  /** How long reports that cannot be stored stay with the console, ms; as usual where it is not given. */
  readonly holdMs?: number;
  /** So many times faster than the clock do its timers run, apart from those of the broker's client; 1 unless given. */
  readonly timersFaster?: number;
}

export type ToHost =
  | { readonly kind: 'command'; readonly id: number; readonly name: CommandName; readonly input: CommandInput<CommandName> }
  | { readonly kind: 'stop' };

export type FromHost =
  | { readonly kind: 'ready'; readonly replyQueue: string }
  | { readonly kind: 'notOpened'; readonly sentence: string }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: IpcReply<unknown> }
  | { readonly kind: 'notice'; readonly sentence: string }
  /** The window was told a sum that does not close. */
  | { readonly kind: 'brokenSum'; readonly counts: string };

function tell(message: FromHost): void {
  process.send?.(message);
}

function onEvent<N extends EventName>(name: N, payload: EventPayload<N>): void {
  if (name === 'notice.raised' && 'what' in payload) tell({ kind: 'notice', sentence: english(payload.what) });
  if (name !== 'state.patched' || !('seq' in payload) || payload.session === undefined || payload.session === null) return;
  const { counts } = payload.session;
  if (sumOf(counts) !== counts.expected) tell({ kind: 'brokenSum', counts: JSON.stringify(counts) });
}

async function host({ file, amqpUrl, apiBase, scan, api, registry, holdMs, timersFaster = 1 }: HostConfig): Promise<void> {
  const log = createStderrLog({ level: 'error' });
  const terminal = terminalPlatform(log);
  const system = terminal.clock;
  const store = await openRecords(file);
  const app = composeConsole({
    ...terminal,
    ...recordsOf(store),
    settingsOverride: {
      broker: { url: amqpUrl },
      api: { baseUrl: apiBase, ...api },
      scan: { idleMs: 60_000, maxMs: 600_000, ...scan },
      registry: { ...registry },
    },
    clock: {
      now: () => system.now(),
      elapsed: () => system.elapsed(),
      after: (delayMs, run) => system.after(delayMs / timersFaster, run),
    },
    links: createConnectionFactory(log, holdMs === undefined ? {} : { holdMs }),
    emit: onEvent,
  });
  await app.start();
  const route = app.door((command, error) => log.error('A command failed inside.', { command, error }));
  process.on('message', (message: ToHost) => {
    if (message.kind === 'stop') void app.stop().finally(() => process.exit());
    else void route({ name: message.name, input: message.input }).then((reply) => tell({ kind: 'reply', id: message.id, reply }));
  });
  tell({ kind: 'ready', replyQueue: replyQueueOf((await store.readSetting('consoleId')) ?? '') });
}

// The suite is gone: nobody will stop this process any more.
process.once('disconnect', () => process.exit());
host(JSON.parse(process.argv[2] ?? '') as HostConfig).catch((error: unknown) => {
  tell({ kind: 'notOpened', sentence: error instanceof AppError ? error.message : String(error) });
  process.exitCode = 2;
  process.disconnect();
});
