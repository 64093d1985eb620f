import { ScanCommandMessage, type HelloMessage } from '../../protocol/wire/v1';
import type { Choice, Mood } from '../engine/choice';
import { type Agent, type Connection, type Message, WORK_QUEUE } from './queues';
import type { Surroundings } from './surroundings';

/** RabbitMQ as far as the consoles and agents use it: a shared queue, a reply queue for each console, and the exchanges. */
export class Broker {
  readonly surroundings: Surroundings;
  readonly agents: Agent[] = [];
  readonly #queues = new Map<string, Message[]>([[WORK_QUEUE, []]]);
  /** One for each run of each console's program. */
  readonly #lines = new Set<Connection>();
  #published = 0;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** A console's program may connect from now on. */
  join(line: Connection): void {
    this.#lines.add(line);
  }

  leave(line: Connection): void {
    this.#lines.delete(line);
  }

  /** The queue of that name, made when it is not there. */
  queue(name: string): Message[] {
    const known = this.#queues.get(name) ?? [];
    this.#queues.set(name, known);
    return known;
  }

  /** Nothing is in any queue that a console can read. */
  get isEmpty(): boolean {
    return [...this.#queues.values()].every((messages) => messages.length === 0);
  }

  /** Puts a message into a queue; one that nobody ever declared takes none. */
  publish(queue: string, bytes: Uint8Array, name: string, strayId: string | null = null): void {
    const messages = this.#queues.get(queue);
    if (messages === undefined) return;
    this.#published += 1;
    messages.push({ name: `${name} #${this.#published}`, bytes, queue, strayId, redelivered: false });
  }

  /** Gives messages back that were delivered and not acknowledged, in their places. */
  giveBack(messages: readonly Message[]): void {
    for (const message of messages.toReversed()) {
      message.redelivered = true;
      this.#queues.get(message.queue)?.unshift(message);
    }
  }

  /** @returns whether anybody took it */
  command(command: ScanCommandMessage, queue: string | null, replyTo: string): 'delivered' | 'unroutable' {
    const parsed = ScanCommandMessage.parse(JSON.parse(JSON.stringify(command)));
    const takers = this.agents.filter((agent) => queue === null || agent.queue === queue);
    for (const agent of takers) agent.asked(parsed, replyTo);
    return takers.length > 0 ? 'delivered' : 'unroutable';
  }

  /** Offers a stray to every console but the one that offers. */
  offer(from: Connection, bytes: Uint8Array, strayId: string): void {
    for (const line of this.#lines)
      if (line !== from && line.isUp) this.publish(line.straysQueue, bytes, `stray for ${line.consoleName}`, strayId);
  }

  claim(from: Connection, strayId: string): void {
    for (const line of this.#lines) if (line !== from) line.claimed(strayId);
  }

  hello(hello: HelloMessage): void {
    for (const line of this.#lines) line.hello(hello);
  }

  /** Makes the queue for what only this connection is told, or takes it away with what is in it. */
  declare(name: string, there: boolean): void {
    if (there) this.queue(name);
    else this.#queues.delete(name);
  }

  *choices(mood: Mood): Generator<Choice> {
    for (const line of this.#lines) yield* line.choices(mood);
  }
}
