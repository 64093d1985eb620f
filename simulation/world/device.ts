import type { ScanCommandMessage } from '../../protocol/wire/v1';
import type { Choice, Mood } from '../engine/choice';
import type { DevicePlan } from '../plan';
import type { Broker } from './broker';
import { type Agent, WORK_QUEUE } from './queues';
import { weightOf } from './surroundings';

interface Command {
  readonly command: ScanCommandMessage;
  readonly replyTo: string;
}

/** So many commands wait at once; an agent that is asked more often forgets the oldest. */
const MAX_WAITING = 4;

/** One unit in the rack with its agent. */
export class Device implements Agent {
  readonly plan: DevicePlan;
  readonly #broker: Broker;
  #boots = 1;
  #reports = 0;
  #commands: Command[] = [];
  #saidHello = false;

  constructor(broker: Broker, plan: DevicePlan) {
    this.#broker = broker;
    this.plan = plan;
    broker.agents.push(this);
  }

  /** The agent's own queue, another one after each boot. */
  get queue(): string {
    return `agent ${this.plan.name} ${this.#boots}`;
  }

  get isIdle(): boolean {
    return this.#commands.length === 0;
  }

  asked(command: ScanCommandMessage, replyTo: string): void {
    const { silent, serial } = this.plan;
    if (silent || (command.targets !== undefined && !command.targets.some((sn) => sn === serial))) return;
    this.#commands = [...this.#commands, { command, replyTo }].slice(-MAX_WAITING);
  }

  *choices(mood: Mood): Generator<Choice> {
    const { plan, surroundings } = { plan: this.plan, surroundings: this.#broker.surroundings };
    for (const [index, waiting] of this.#commands.entries()) {
      const { operationId, attempt } = waiting.command;
      const named = `${plan.name} answers ${operationId}/${attempt}${index === 0 ? '' : ` (${index + 1})`}`;
      yield { name: named, weight: 5, run: () => this.#answer(waiting, 1) };
      const twice = weightOf(surroundings, 'answersTwice');
      if (twice > 0 && mood === 'wild' && index === 0)
        yield { name: `${named} twice`, weight: twice, run: () => this.#answer(waiting, 2) };
    }
    if (mood === 'calm') return;
    if (plan.agent === 'ours' && !plan.silent)
      yield {
        name: `${plan.name} says hello`,
        weight: this.#saidHello ? 0.1 : 2,
        run: () => this.#hello(this.#saidHello ? 'alive' : 'hello'),
      };
    const reboots = weightOf(surroundings, 'reboots') / 4;
    if (reboots > 0) yield { name: `${plan.name} reboots`, weight: reboots, run: () => this.#reboot() };
  }

  #hello(state: 'hello' | 'alive'): void {
    this.#saidHello = true;
    this.#broker.hello({ sn: this.plan.serial, bootId: this.#bootId, agentVersion: '1.0.0', queue: this.queue, state });
  }

  #reboot(): void {
    this.#boots += 1;
    this.#commands = [];
    this.#saidHello = false;
  }

  get #bootId(): string {
    return `${this.plan.name}-boot-${this.#boots}`;
  }

  #answer(waiting: Command, times: number): void {
    this.#commands = this.#commands.filter((one) => one !== waiting);
    const { name, agent } = this.plan;
    const { operationId, attempt } = waiting.command;
    this.#reports += 1;
    const bytes = Buffer.from(JSON.stringify(this.#report(waiting.command)));
    for (let time = 0; time < times; time += 1)
      this.#broker.publish(agent === 'ours' ? waiting.replyTo : WORK_QUEUE, bytes, `${name}'s ${operationId}/${attempt}`);
  }

  /** No two are the same: what was acknowledged is looked for by its bytes. */
  #report({ operationId, operatorId, scanMode, attempt }: ScanCommandMessage): object {
    const { name, serial, ports, agent } = this.plan;
    const macinfo = Object.fromEntries(ports.map((port) => [port.name, { macaddr: port.mac }]));
    const head = { operationId, operatorId, scanMode, sn: serial, ip: `10.0.0.${this.#broker.agents.indexOf(this) + 1}` };
    const made = `${name} ${this.#boots}.${this.#reports}`;
    if (agent === 'firstGeneration') return { ...head, macinfo, made };
    const interfaces = ports.map((port, index) => ({
      interface: port.name,
      ifindex: index + 1,
      macaddr: port.mac,
      kind: 'physical',
      bus: 'pci',
    }));
    return { ...head, attempt, macinfo, interfaces, pciinfo: {}, bootId: this.#bootId, agentVersion: '1.0.0', made };
  }
}

/** What comes into the shared queue beside the answers of this rack. */
export class Strangers {
  readonly #broker: Broker;
  #sent = 0;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  *choices(mood: Mood): Generator<Choice> {
    if (mood === 'calm') return;
    const { surroundings } = this.#broker;
    yield {
      name: 'a message that nobody can read comes',
      weight: weightOf(surroundings, 'noise') / 2,
      run: () => this.#send('noise', `{"sn": ${this.#sent}`),
    };
    yield {
      name: 'an answer to an operation of another plant comes',
      weight: weightOf(surroundings, 'strangers') / 2,
      run: () =>
        this.#send(
          'stranger',
          JSON.stringify({ operationId: 'elsewhere', sn: 'S1', macinfo: { eth0: 'e0:18:7d:2e:fd:01' }, made: this.#sent }),
        ),
    };
  }

  #send(name: string, text: string): void {
    this.#sent += 1;
    this.#broker.publish(WORK_QUEUE, Buffer.from(text), name);
  }
}
