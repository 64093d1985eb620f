import { english } from '../../../messages/english';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { CommandInput, CommandName, CommandOutput, IpcError } from '../../../protocol/ipc';
import { electronHere, ROOT } from './project';
import { ConsoleRefused, type ScanConsole } from './scan-console';
import { PATIENCE_MS } from './wait';

/** How a program ended. */
export interface Ended {
  /** Null: it had to be killed, because it did not end by itself. */
  readonly code: number | null;
  /** Everything that it printed. */
  readonly words: string;
}

/** The real console in its real window. */
export interface WindowConsole extends ScanConsole {
  /** Starts the same program on the same data once more, as a person does who clicks twice. */
  startAgain(): Promise<Ended>;
  /** Everything that went wrong in its page. */
  readonly troubles: readonly string[];
}

const CONSOLE = path.join(ROOT, 'out', 'main', 'index.cjs');

export async function openWindowConsole(dataDir: string, amqpUrl: string, apiBase: string): Promise<WindowConsole> {
  const { executable, switches } = await electronHere();
  const args = [...switches, CONSOLE, '--data-dir', dataDir, '--amqp', amqpUrl, '--api', apiBase];
  const electron = await _electron.launch({ executablePath: executable, args });
  const page = await electron.firstWindow();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.getByRole('main').waitFor();
  return {
    file: path.join(dataDir, 'burnin.sqlite'),
    troubles,
    async invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
      // Only plain data crosses to the page, so the command's type is said again on this side.
      const reply: unknown = await page.evaluate(
        ([command, its]) => window.consoleApi.invoke(command as 'app.snapshot', its as Record<string, never>),
        [name, input] as const,
      );
      const { ok, value, error } = reply as {
        readonly ok: boolean;
        readonly value: CommandOutput<N>;
        readonly error?: IpcError;
      };
      if (!ok) throw new ConsoleRefused(error === undefined ? 'The window said no.' : english(error.texts));
      return value;
    },
    startAgain: () => runToItsEnd(executable, args),
    stop: () => electron.close(),
  };
}

/** Runs a program until it ends; kills it when it does not. */
export function runToItsEnd(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        words += text;
      });
    const insist = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(insist);
      resolve({ code, words });
    });
  });
}
