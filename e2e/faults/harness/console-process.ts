import { english } from '../../../messages/english';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../../protocol/ipc';
import type { FromHost, HostConfig, ToHost } from './console-host';
import { ConsoleGone, ConsoleRefused, type ScanConsole } from './scan-console';
import { PATIENCE_MS } from './wait';

/** Programs to start the console with, such as one that puts it elsewhere, and what it finds in its environment. */
export interface Launch {
  readonly before?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the built console is; beside this program unless given. */
  readonly host?: string;
}

const HOST = path.join(__dirname, 'console.cjs');

/** The headless console in a process of its own, which a fault may kill or stop; the records stay. */
export class ConsoleProcess implements ScanConsole {
  readonly file: string;
  readonly notices: string[] = [];
  readonly #config: HostConfig;
  readonly #launch: Launch;
  readonly #broke: (sentence: string) => void;
  readonly #waiting = new Map<number, { resolve: (reply: IpcReply<unknown>) => void; reject: (error: Error) => void }>();
  #child: ChildProcess | null = null;
  #expectedToEnd = false;
  #lastId = 0;
  #words = '';
  #replyQueue = '';

  /** @param broke is told what a console must never do */
  constructor(config: HostConfig, launch: Launch, broke: (sentence: string) => void) {
    this.file = config.file;
    this.#config = config;
    this.#launch = launch;
    this.#broke = broke;
  }

  /** Where devices that know `replyTo` answer. */
  get replyQueue(): string {
    return this.#replyQueue;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new ConsoleGone('the console is not running');
    return pid;
  }

  /** Opens the records, as after every start; resolves when the console serves. Rejects with its sentence when it does not open. */
  async open(): Promise<void> {
    const child = this.start();
    await new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(
        () => reject(new Error(`The console did not open within ${PATIENCE_MS / 1_000} s.`)),
        PATIENCE_MS,
      );
      child.on('message', (message: FromHost) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'notOpened') reject(new ConsoleRefused(message.sentence));
        if (message.kind === 'ready' || message.kind === 'notOpened') clearTimeout(tooLate);
      });
      child.once('exit', () => {
        clearTimeout(tooLate);
        reject(new ConsoleGone(`The console ended while it opened. ${this.#words.trim()}`));
      });
    });
  }

  /** Starts it and does not wait. */
  start(): ChildProcess {
    const [program, ...programArgs] = [...(this.#launch.before ?? []), process.execPath];
    const child = fork(this.#launch.host ?? HOST, [JSON.stringify(this.#config)], {
      execPath: program,
      execArgv: programArgs,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.#launch.environment },
    });
    this.#child = child;
    this.#expectedToEnd = false;
    this.#words = '';
    const killOnExit = (): void => void child.kill('SIGKILL');
    process.once('exit', killOnExit);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#words = `${this.#words}${text}`.slice(-2_000);
    });
    child.on('message', (message: FromHost) => this.#hear(message));
    child.once('exit', (code, signal) => {
      process.off('exit', killOnExit);
      if (this.#child === child) this.#child = null;
      for (const { reject } of this.#waiting.values()) reject(new ConsoleGone('the console ended'));
      this.#waiting.clear();
      if (!this.#expectedToEnd && code !== 2)
        this.#broke(`The console ended by itself (${signal ?? `code ${code}`}). ${this.#words.trim()}`);
    });
    return child;
  }

  async invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const child = this.#child;
    if (child === null || !child.connected) throw new ConsoleGone('the console is not running');
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = await new Promise<IpcReply<unknown>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ kind: 'command', id, name, input } satisfies ToHost, (error) => {
        if (error === null || !this.#waiting.delete(id)) return;
        reject(new ConsoleGone('the console ended'));
      });
    });
    if (!reply.ok) throw new ConsoleRefused(english(reply.error.texts));
    return reply.value as CommandOutput<N>;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end((child) => child.kill('SIGKILL'));
  }

  async stop(): Promise<void> {
    await this.#end((child) => child.send({ kind: 'stop' } satisfies ToHost, () => undefined));
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.pid, signal);
  }

  async #end(how: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#expectedToEnd = true;
    const ended = once(child, 'exit');
    how(child);
    const insist = setTimeout(() => {
      this.#broke('The console did not end within 30 s of being asked to.');
      child.kill('SIGKILL');
    }, 30_000);
    await ended;
    clearTimeout(insist);
  }

  #hear(message: FromHost): void {
    if (message.kind === 'ready') this.#replyQueue = message.replyQueue;
    else if (message.kind === 'notice') this.notices.push(message.sentence);
    else if (message.kind === 'brokenSum') this.#broke(`A sum did not close: ${message.counts}`);
    else if (message.kind === 'reply') {
      this.#waiting.get(message.id)?.resolve(message.reply);
      this.#waiting.delete(message.id);
    }
  }
}
