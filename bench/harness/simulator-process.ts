import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** The simulator in a process of its own, so that it shares no event loop with what is measured. */
export interface SimulatorProcess {
  /** Base address of the factory's APIs; empty when it plays no factory. */
  readonly apiBase: string;
  readonly stop: () => Promise<void>;
}

const SIMULATOR = path.join(__dirname, '..', 'simulator', 'simulator.cjs');
const ReadyLine = z.object({ ready: z.literal(true), apiBase: z.string().nullable() });

/** Rejects with the simulator's own last words when it does not start. @param args its command line */
export async function startSimulator(args: readonly string[]): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [SIMULATOR, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const stop = async (): Promise<void> => {
    process.off('exit', killOnExit);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-2_000);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = line.startsWith('{') ? ReadyLine.safeParse(JSON.parse(line)) : null;
    if (ready?.success !== true) continue;
    // Nobody reads on, and a full pipe would stop the simulator.
    child.stdout.resume();
    return { apiBase: ready.data.apiBase ?? '', stop };
  }
  await stop();
  throw new Error(`The simulator did not start: ${words.trim().split('\n').at(-1) ?? 'it said nothing'}`);
}
