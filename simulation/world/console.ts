import { english } from '../../messages/english';
import type { ConnectionFactory } from '../../main/app/ports';
import { type BurnInConsole, composeConsole } from '../../main/compose-console';
import type { Router } from '../../main/ipc/router';
import { systemIdentities } from '../../main/identities';
import { storeOver } from '../../main/adapters/store/create-store';
import { AppError } from '../../main/domain/errors';
import type { PinHasher } from '../../main/domain/ports/people';
import type { Store } from '../../main/domain/ports/store';
import type { CommandName } from '../../protocol/ipc';
import type { Patch, Snapshot } from '../../protocol/window-state';
import { type Choice, drained, type Mood } from '../engine/choice';
import type { ConsolePlan } from '../plan';
import type { Broker } from './broker';
import { type Disk, type DiskWriter, IN_MEMORY } from './disk';
import type { Books, Factory } from './factory';
import { Line } from './line';
import type { Mes } from './mes';
import { type Surroundings, weightOf } from './surroundings';
import { logOf, namesFor, textOf } from './program-parts';
import { FIRST_DAY, Machine, ProgramClock } from './time';
import { Window } from './window';
import { whyNotAsked } from '../invariants/command-is-asked';
import { Witness } from './witness';

/** One run of the program, from its start to its end. */
interface Program {
  readonly app: BurnInConsole;
  readonly route: Router;
  readonly window: Window;
  readonly clock: ProgramClock;
  readonly writer: DiskWriter;
  readonly lines: Line[];
  state: 'starting' | 'running' | 'stopping' | 'ended';
}

const MAX_TURNS = 30;
/** A scan ends soon, so that most of what happens is something. */
const SETTINGS = { scan: { idleMs: 2_000, maxMs: 20_000 } };
const PLAIN_PINS: PinHasher = { hash: async (pin) => `plain ${pin}`, matches: async (pin, hash) => hash === `plain ${pin}` };
const nothing = (): void => undefined;

/** What surrounds one console. */
export interface Neighbours {
  readonly broker: Broker;
  readonly mes: Mes;
  readonly factory: Factory;
}

/** One workstation: its records, its clock, and the composed product, which may end and be started again. */
export class Console {
  readonly plan: ConsolePlan;
  readonly witness: Witness;
  readonly #surroundings: Surroundings;
  readonly #neighbours: Neighbours;
  readonly #disk: Disk;
  readonly #machine: Machine;
  #program: Program | null = null;
  #runs = 0;
  /** How often the program was killed. */
  crashes = 0;

  constructor(surroundings: Surroundings, neighbours: Neighbours, disk: Disk, plan: ConsolePlan) {
    this.#surroundings = surroundings;
    this.#neighbours = neighbours;
    this.#disk = disk;
    this.plan = plan;
    this.#machine = new Machine(surroundings.time, FIRST_DAY);
    this.witness = new Witness(surroundings, plan.name, disk);
  }

  get name(): string {
    return this.plan.name;
  }

  get program(): Program | null {
    return this.#program;
  }

  /** The program, when a person can use it. */
  get running(): Program | null {
    return this.#program?.state === 'running' ? this.#program : null;
  }

  get books(): Books {
    const { witness } = this;
    return {
      whyNot: (key, body, isAskedFor, base) => witness.whyNotPosted(key, body, isAskedFor, base),
      tries: (key) => witness.triesOf(key).length,
    };
  }

  /** Nothing is under way in it. */
  get isIdle(): boolean {
    const { program } = this;
    return program?.state === 'running' && program.writer.waiting.length === 0 && program.lines.every((line) => line.isIdle);
  }

  /** Gives the window's command. @returns what came of it; null when the program ended over it */
  async command<N extends CommandName>(name: N, input: unknown): Promise<Awaited<ReturnType<Router>> | null> {
    const program = this.#program;
    if (program === null) return null;
    const reply = await program.route({ name, input });
    if (!reply.ok && reply.error.kind !== 'failed')
      this.#surroundings.violated('only-sentences', `${name} was refused as no command: ${english(reply.error.texts)}`);
    return reply;
  }

  *choices(mood: Mood): Generator<Choice> {
    const { name } = this;
    const disk = this.#disk;
    if (disk.full) yield { name: `${name}'s disk has room again`, weight: 1, run: () => void (disk.full = false) };
    if (disk.unreadable) yield { name: `${name}'s disk can be read again`, weight: 1, run: () => void (disk.unreadable = false) };
    const program = this.#program;
    if (program === null) {
      yield { name: `${name} is started`, weight: 4, run: () => this.#start() };
      return;
    }
    const waiting = program.writer.waiting.length;
    if (waiting > 0) {
      if (program.state === 'starting')
        yield {
          name: `${name}'s store answers until it has started`,
          weight: 8,
          inARow: true,
          run: () => answerUntilStarted(program),
        };
      yield { name: `${name}'s store answers all`, weight: 6, run: () => program.writer.serve(waiting) };
      if (waiting > 1 && mood === 'wild')
        yield { name: `${name}'s store answers one`, weight: 4, run: () => program.writer.serve(1) };
    }
    if (mood === 'wild') yield* this.#mishaps(program, waiting);
  }

  *#mishaps(program: Program, waiting: number): Generator<Choice> {
    const { name } = this;
    const weight = (fault: Parameters<typeof weightOf>[1]): number => weightOf(this.#surroundings, fault) / 4;
    const disk = this.#disk;
    const crash = weight('crash');
    if (crash > 0) {
      yield { name: `${name} crashes`, weight: crash, run: () => this.#crash(program, 0, false) };
      if (waiting > 0)
        yield { name: `${name} crashes after one write`, weight: crash, run: () => this.#crash(program, 1, false) };
      if (waiting > 1)
        yield { name: `${name} crashes after all writes`, weight: crash, run: () => this.#crash(program, waiting, true) };
    }
    if (program.state === 'running')
      yield { name: `${name} is closed`, weight: weight('restart'), run: () => this.#close(program) };
    if (!disk.full) yield { name: `${name}'s disk is full`, weight: weight('diskFull'), run: () => void (disk.full = true) };
    const tight = weight('diskFull') * 2;
    if (tight > 0 && waiting > 0 && !disk.full)
      yield { name: `${name}'s store has no room for the next`, weight: tight, run: () => this.#serveWithoutRoom(program) };
    if (!disk.unreadable)
      yield { name: `${name}'s disk cannot be read`, weight: weight('diskUnreadable'), run: () => void (disk.unreadable = true) };
    const set = weight('clockSet') / 2;
    if (set > 0)
      for (const byMs of [-3_600_000, -2_000, 2_000, 3_600_000])
        yield { name: `${name}'s clock is set by ${byMs / 1_000} s`, weight: set, run: () => this.#machine.set(byMs) };
  }

  /** The disk is too full for this one, and not for others. */
  async #serveWithoutRoom({ writer }: Program): Promise<void> {
    const disk = this.#disk;
    disk.full = true;
    const served = writer.serve(1);
    disk.full = false;
    await served;
  }

  async #start(): Promise<void> {
    this.#runs += 1;
    const clock = new ProgramClock(this.#machine);
    let writer: DiskWriter | null = null;
    const store = await storeOver(IN_MEMORY, async (events) => {
      writer = this.#disk.startWriter(events, () => this.witness.look());
      return writer;
    });
    if (writer === null) throw new Error('The store started no writer.');
    this.#program = this.#compose(store, writer, clock);
    const program = this.#program;
    program.app.start().then(
      () => this.#started(program),
      (error: unknown) => this.#failedToStart(program, error),
    );
  }

  #compose(store: Store, writer: DiskWriter, clock: ProgramClock): Program {
    const lines: Line[] = [];
    const run = this.#runs;
    const log = logOf(
      () => run === this.#runs && this.#program !== null,
      (sentence) => this.#surroundings.violated('only-sentences', sentence),
    );
    const app = composeConsole({
      // How much room there is on a disk that is none would be the machine's.
      store: {
        ...store,
        room: async () => ({ fileBytes: 0, freeInsideBytes: 0, oldestAt: null, diskFreeBytes: null }),
        shrink: async () => false,
      },
      clock,
      log,
      ids: { ...systemIdentities, unique: namesFor(`${this.name}-${run}`) },
      random: () => 0.5,
      secrets: { read: async () => null, write: async () => undefined, describe: () => [] },
      pins: PLAIN_PINS,
      links: this.#links(lines),
      diagnostics: { versions: () => ({}), lastLogLines: async () => [], redact: (value) => value },
      dialogs: { chooseFile: async () => null, saveText: async () => null },
      appVersion: 'simulated',
      settingsOverride: { scan: { ...SETTINGS.scan, noAnswerRetries: this.plan.noAnswerRetries ?? 0 } },
      emit: (event, payload) => {
        if (event === 'state.patched') void window.patched(payload as Patch);
      },
    });
    const route = app.door((command, error) =>
      this.#surroundings.violated('only-sentences', `${command} failed with ${textOf(error)}.`),
    );
    const window: Window = new Window(async () => {
      const reply = await route({ name: 'app.snapshot', input: {} });
      return reply.ok ? (reply.value as Snapshot) : null;
    });
    return { app, route, window, clock, writer, lines, state: 'starting' };
  }

  #links(lines: Line[]): ConnectionFactory {
    const { broker, mes, factory } = this.#neighbours;
    return {
      connect: (settings, _secrets, consoleId) => {
        const { baseUrl } = settings.api;
        this.witness.factoryIsAt(baseUrl);
        const line = new Line(broker, this.name, consoleId, (command) =>
          whyNotAsked(command, this.#program?.app.engine.session ?? null),
        );
        lines.push(line);
        return {
          bus: line,
          mes: mes.api(this.name),
          factory: factory.api(this.name, this.books, baseUrl),
          close: async () => undefined,
        };
      },
      stackLight: () => null,
      deviceKeys: () => ({ load: async () => 0, check: async () => ({ serialHasKey: false, signature: 'none' }) }),
      testBroker: async () => ({ ok: true, reason: [] }),
      testMes: async () => ({ ok: true, reason: [] }),
      testPost: async () => ({ ok: true, reason: [] }),
    };
  }

  #started(program: Program): void {
    if (program.state !== 'starting') return;
    program.state = 'running';
    const [open, last] = [program.app.engine.session?.operationId, [...this.witness.written.keys()].at(-1)];
    if (open !== last && open !== undefined)
      this.#surroundings.violated(
        'opens-the-last-scan',
        `${this.name} was started and opened ${open}, and ${last ?? 'none'} was begun last.`,
      );
    void program.window.open();
  }

  #failedToStart(program: Program, error: unknown): void {
    if (program.state === 'ended') return;
    if (!(error instanceof AppError)) this.#surroundings.violated('only-sentences', `Starting failed with ${textOf(error)}.`);
    this.#end(program);
  }

  /** In good order: what is under way is waited for. */
  #close(program: Program): void {
    program.state = 'stopping';
    program.app.stop().then(
      () => this.#end(program),
      (error: unknown) => {
        if (!(error instanceof AppError) && program.state !== 'ended')
          this.#surroundings.violated('only-sentences', `Closing failed with ${textOf(error)}.`);
        this.#end(program);
      },
    );
  }

  async #crash(program: Program, writes: number, arrived: boolean): Promise<void> {
    this.crashes += 1;
    this.#end(program, arrived);
    await program.writer.kill(writes);
  }

  /** The world ends. */
  async leave(): Promise<void> {
    const program = this.#program;
    if (program === null) return;
    this.#end(program);
    await program.writer.kill(0);
  }

  #end(program: Program, arrived = false): void {
    if (program.state === 'ended') return;
    const wasStopping = program.state === 'stopping';
    program.state = 'ended';
    program.clock.end();
    for (const line of program.lines) line.kill(arrived);
    this.#neighbours.mes.forget(this.name);
    this.#neighbours.factory.forget(this.name, this.books);
    this.#program = null;
    // What is left of it in this process lets go of what it holds here.
    if (!wasStopping) program.app.stop().catch(nothing);
  }
}

/** A program asks its records a dozen things one after the other when it starts; most of the time nothing comes between. */
async function answerUntilStarted(program: Program): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS && program.state === 'starting' && program.writer.waiting.length > 0; turn += 1) {
    await program.writer.serve(program.writer.waiting.length);
    await drained();
  }
}
