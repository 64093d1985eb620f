import type { ScanEvent } from '../../main/domain/scan/events';
import { type Choice, drained, type Mood } from '../engine/choice';
import type { Trace } from '../engine/trace';
import type { Plan } from '../plan';
import { outlineOf } from '../invariants/session-picture';
import { wrongNow } from '../invariants/at-every-step';
import { Broker } from './broker';
import { Console } from './console';
import { Device, Strangers } from './device';
import type { Disk } from './disk';
import { Factory } from './factory';
import { Mes } from './mes';
import { Person } from './person';
import { type Surroundings, type Violation, weightOf } from './surroundings';
import { WorldTime } from './time';

/** One message that a console has acknowledged. */
export interface Acknowledged {
  readonly consoleName: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Two workstations, a rack, a broker, MES and factory: everything of which something may come next. */
export class World {
  readonly plan: Plan;
  readonly time = new WorldTime();
  readonly consoles: readonly Console[];
  readonly broker: Broker;
  readonly devices: readonly Device[];
  readonly mes: Mes;
  readonly factory: Factory;
  readonly acknowledged: Acknowledged[] = [];
  readonly violations: Violation[] = [];
  /** How often each console was given each message. */
  readonly #delivered = new Map<string, number>();
  readonly #people: ReadonlyMap<Console, Person>;
  readonly #strangers: Strangers;
  readonly #surroundings: Surroundings;
  readonly #programs = new Map<Console, unknown>();
  /** What every program's store had done when it was looked at last. */
  readonly #looked = new WeakMap<object, number>();
  steps = 0;

  constructor(plan: Plan, disks: readonly Disk[]) {
    this.plan = plan;
    const surroundings: Surroundings = {
      plan,
      time: this.time,
      violated: (invariant, sentence) => void this.violations.push({ invariant, sentence }),
      acknowledged: (consoleName, bytes, name) => this.#acknowledge(consoleName, bytes, name),
      delivered: (consoleName, bytes) => {
        const name = `${consoleName} ${Buffer.from(bytes).toString('latin1')}`;
        this.#delivered.set(name, (this.#delivered.get(name) ?? 0) + 1);
      },
    };
    this.#surroundings = surroundings;
    this.broker = new Broker(surroundings);
    this.mes = new Mes(surroundings);
    this.factory = new Factory(surroundings);
    this.#strangers = new Strangers(this.broker);
    this.devices = plan.devices.map((device) => new Device(this.broker, device));
    this.consoles = plan.consoles.map((console, index) => {
      const disk = disks[index];
      if (disk === undefined) throw new Error(`There is no disk for console ${console.name}.`);
      disk.clear();
      disk.packs = plan.packs;
      if (console.oldRecords) disk.takeOver();
      return new Console(surroundings, this, disk, console);
    });
    this.#people = new Map(this.consoles.map((console) => [console, new Person(surroundings, console, this.factory)]));
  }

  get scans(): number {
    return this.consoles.reduce((sum, { witness }) => sum + witness.sessions.size, 0);
  }

  get crashes(): number {
    return this.consoles.reduce((sum, { crashes }) => sum + crashes, 0);
  }

  /** How often a console was given a message. */
  timesDelivered(consoleName: string, bytes: Uint8Array): number {
    return this.#delivered.get(`${consoleName} ${Buffer.from(bytes).toString('latin1')}`) ?? 0;
  }

  /** How many events of this kind may stand in an operation because somebody asked for them while it was open. */
  timesAsked(console: Console, kind: ScanEvent['kind'], operationId: string): number {
    return this.#people.get(console)?.timesAsked(kind, operationId) ?? 0;
  }

  /** Whatever may come next. */
  choices(): readonly Choice[] {
    const choices: Choice[] = [];
    for (const choice of this.#everything('wild')) if (choice.weight > 0) choices.push(choice);
    return choices;
  }

  /** What comes next when everything is left to come to its end; null: nothing. */
  firstInCalm(): Choice | null {
    for (const choice of this.#everything('calm')) if (choice.weight > 0) return choice;
    return null;
  }

  *#everything(mood: Mood): Generator<Choice> {
    for (const console of this.consoles) yield* console.choices(mood);
    yield* this.broker.choices(mood);
    for (const device of this.devices) yield* device.choices(mood);
    yield* this.mes.choices(mood);
    yield* this.factory.choices(mood);
    for (const person of this.#people.values()) yield* person.choices(mood);
    yield* this.#strangers.choices(mood);
    const asleep = weightOf(this.#surroundings, 'sleep') / 4;
    if (mood === 'wild' && asleep > 0)
      yield { name: 'everything sleeps for an hour', weight: asleep, run: () => this.time.sleep(3_600_000) };
    yield* this.time.choices(mood);
  }

  /** Lets one thing happen, and all that follows from it, and looks at what must hold. */
  async step(choice: Choice, trace: Trace): Promise<void> {
    this.steps += 1;
    trace.happened(choice.name);
    try {
      const done = Promise.resolve(choice.run()).catch((error: unknown) => this.#broke(error));
      if (choice.inARow === true) await done;
    } catch (error) {
      this.#broke(error);
    }
    await drained();
    for (const [console, person] of this.#people) {
      if (this.#programs.get(console) !== console.program) person.forget();
      this.#programs.set(console, console.program);
    }
    for (const console of this.consoles) {
      const { program } = console;
      // A session changes only with something that is asked of the store, or comes from it.
      if (program === null || this.#looked.get(program) === program.writer.turns) continue;
      this.#looked.set(program, program.writer.turns);
      const { session } = program.app.engine;
      const shown = session === null ? '' : outlineOf(session);
      this.violations.push(...wrongNow(console, this, shown));
      trace.cameTo(shown);
    }
  }

  #broke(error: unknown): void {
    this.violations.push({
      invariant: 'only-sentences',
      sentence: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }

  #acknowledge(consoleName: string, bytes: Uint8Array, name: string): void {
    this.acknowledged.push({ consoleName, bytes, name });
    const console = this.consoles.find((one) => one.name === consoleName);
    if (console?.witness.hasKept(bytes) !== true)
      this.violations.push({
        invariant: 'acknowledged-is-on-disk',
        sentence: `${consoleName} acknowledged ${name}, which is not on its disk.`,
      });
  }
}
