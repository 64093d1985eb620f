import type { HelloMessage } from '../../../protocol/wire/v1';
import type { Clock } from '../../domain/ports/clock';

const SILENT_AFTER_MS = 90_000;

interface Heard {
  readonly sn: string;
  readonly bootId: string;
  readonly at: number;
}

/** Which agents said hello lately, and where each can be asked directly. Legacy agents never say hello. */
export class Presence {
  readonly #clock: Clock;
  readonly #byQueue = new Map<string, Heard>();
  /** A unit that reconnects comes back with another queue. */
  readonly #queueOfUnit = new Map<string, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heard(hello: HelloMessage): void {
    if (hello.state === 'goodbye') {
      this.#byQueue.delete(hello.queue);
      return;
    }
    const unit = `${hello.sn} ${hello.bootId}`;
    const before = this.#queueOfUnit.get(unit);
    if (before !== undefined) this.#byQueue.delete(before);
    this.#queueOfUnit.set(unit, hello.queue);
    this.#byQueue.set(hello.queue, { sn: hello.sn, bootId: hello.bootId, at: this.#clock.elapsed() });
  }

  /** Agents heard of within the last 90 s. */
  count(): number {
    this.#forgetSilent();
    return this.#byQueue.size;
  }

  /** Serial numbers that agents claim, heard of within the last 90 s. */
  serials(): ReadonlySet<string> {
    this.#forgetSilent();
    return new Set(Array.from(this.#byQueue.values(), ({ sn }) => sn));
  }

  /** The command queues of the agents that claim a serial number; more than one when two devices do. */
  queuesOf(sn: string): readonly string[] {
    this.#forgetSilent();
    return [...this.#byQueue].filter(([, agent]) => agent.sn === sn).map(([queue]) => queue);
  }

  /** The command queue of the agent with this boot id, for a unit without serial number. */
  queueOfBoot(bootId: string): string | null {
    this.#forgetSilent();
    for (const [queue, agent] of this.#byQueue) if (agent.bootId === bootId) return queue;
    return null;
  }

  /** Entries stand in the order in which they were heard, so the silent ones are in front. */
  #forgetSilent(): void {
    const limit = this.#clock.elapsed() - SILENT_AFTER_MS;
    for (const [queue, agent] of this.#byQueue) {
      if (agent.at >= limit) break;
      this.#byQueue.delete(queue);
      this.#queueOfUnit.delete(`${agent.sn} ${agent.bootId}`);
    }
  }
}
