import type { DeviceId, SerialNumber } from '../../../protocol/ids';
import { text, type Texts } from '../../../protocol/texts/text';
import type { HelloMessage, ScanCommandMessage } from '../../../protocol/wire/v1';
import { ACTION_START } from '../../../protocol/wire/v1';
import type { Clock } from '../../domain/ports/clock';
import type { CommandTarget, MessageBus } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import type { Effect, ScanSession } from '../../domain/scan/state';
import type { Presence } from './presence';

export interface CommandDispatcherDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly presence: Presence;
  readonly bus: () => MessageBus;
  readonly session: () => ScanSession | null;
  /** Nobody took the command: no agent listens. */
  readonly onNobodyListens: () => void;
  /** Whether a command with which the scan asks is not confirmed yet. */
  readonly onAsking: (isAsking: boolean) => void;
}

/** An `alive` of a device that was asked less than this ago does not ask it again: its answer is on the way. */
const ANSWER_ON_THE_WAY_MS = 5_000;
const BATCH_MS = 20;

/**
 * Sends scan commands: a fanout at the start, the agent's own queue for a rescan or for an agent that comes late, and a
 * fanout with targets for a legacy device whose queue nobody knows. What the broker could not take is sent when it is back.
 */
export class CommandDispatcher {
  readonly #deps: CommandDispatcherDeps;
  readonly #askedAt = new Map<DeviceId, number>();
  readonly #unsent = new Map<string, () => Promise<void>>();
  /** Commands with which the scan asks, by their names, that the broker has not confirmed. */
  readonly #unconfirmed = new Set<string>();
  /** Rescans of devices without known queue, by attempt, gathered to one fanout each. */
  readonly #gathered = new Map<number, { readonly targets: SerialNumber[]; readonly cancel: () => void }>();

  constructor(deps: CommandDispatcherDeps) {
    this.#deps = deps;
  }

  /** Why those who were asked may not have heard of it; null when the broker has confirmed it. */
  get whyUnasked(): Texts | null {
    return this.#unconfirmed.size === 0 ? null : [text('broker.commandUnconfirmed')];
  }

  ask(effect: Extract<Effect, { kind: 'askEveryone' | 'askDevice' }>): void {
    if (effect.kind === 'askEveryone') this.#askEveryone();
    else this.#askDevice(effect.device, effect.sn, effect.attempt);
  }

  /** An agent came or is still there: it gets the open command if its answer is missing. */
  onHello(hello: HelloMessage): void {
    const session = this.#deps.session();
    if (session === null || session.phase !== 'scanning' || hello.state === 'goodbye') return;
    const id = hello.sn as DeviceId;
    const device = session.devices.get(id);
    if (device === undefined && session.rosterSize !== null) return;
    if (device !== undefined && device.status !== 'waiting') return;
    const asked = this.#askedAt.get(id) ?? session.roundStartedAt;
    // Asked in the future: the clock was set back since.
    const agoMs = this.#deps.clock.now() - asked;
    if (hello.state === 'alive' && agoMs >= 0 && agoMs < ANSWER_ON_THE_WAY_MS) return;
    this.#askedAt.set(id, this.#deps.clock.now());
    // It has its time already, from when it was asked with the others.
    this.#publish(device?.attempt ?? 1, { kind: 'agent', queue: hello.queue }, null);
  }

  /** The broker is back: sends what it could not take. */
  onBrokerUp(): void {
    const unsent = [...this.#unsent.values()];
    this.#unsent.clear();
    for (const send of unsent) void send();
  }

  /** Forgets the devices of an earlier operation, and what was not sent yet: it would go out in the name of the next one. */
  reset(): void {
    this.#askedAt.clear();
    this.#unsent.clear();
    this.#unconfirmed.clear();
    this.#deps.onAsking(false);
    for (const { cancel } of this.#gathered.values()) cancel();
    this.#gathered.clear();
  }

  /** Where it is known who belongs to the scan and some have answered, only the others are asked: an agent answers whoever asks again. For their first answer; a later one is asked of each. */
  #askEveryone(): void {
    const session = this.#deps.session();
    const devices = [...(session?.devices.values() ?? [])];
    const missing = devices.flatMap(({ status, sn, attempt }) =>
      status === 'waiting' && attempt === 1 && sn !== null ? [sn] : [],
    );
    const hasRoster = session !== null && session.rosterSize !== null;
    if (!hasRoster || missing.length === devices.length) this.#send(1, { kind: 'everyone' }, null);
    else if (missing.length > 0) this.#send(1, { kind: 'everyone' }, missing);
  }

  #askDevice(id: DeviceId, sn: SerialNumber | null, attempt: number): void {
    const { presence, clock } = this.#deps;
    this.#askedAt.set(id, clock.now());
    const bootQueue = sn === null ? presence.queueOfBoot(id.slice(1)) : null;
    const queues = sn === null ? (bootQueue === null ? [] : [bootQueue]) : presence.queuesOf(sn);
    for (const queue of queues) this.#send(attempt, { kind: 'agent', queue }, null);
    if (queues.length > 0 || sn === null) return;
    const gathered = this.#gathered.get(attempt);
    if (gathered !== undefined) {
      gathered.targets.push(sn);
      return;
    }
    const targets = [sn];
    const cancel = clock.after(BATCH_MS, () => {
      this.#gathered.delete(attempt);
      this.#send(attempt, { kind: 'everyone' }, targets);
    });
    this.#gathered.set(attempt, { targets, cancel });
  }

  #send(...command: Parameters<typeof nameOf>): void {
    this.#unconfirmed.add(nameOf(...command));
    this.#deps.onAsking(true);
    this.#publish(...command);
  }

  #publish(attempt: number, target: CommandTarget, targets: readonly SerialNumber[] | null): void {
    const { clock, log, bus, session, onNobodyListens } = this.#deps;
    const open = session();
    if (open === null) return;
    const command: ScanCommandMessage = {
      action: ACTION_START,
      operationId: open.operationId,
      operatorId: open.operatorId,
      scanMode: open.scanMode,
      attempt,
      ...(targets === null ? {} : { targets: [...targets] }),
      issuedAt: new Date(clock.now()).toISOString(),
    };
    const name = nameOf(attempt, target, targets);
    const send = async (): Promise<void> => {
      try {
        const outcome = await bus().publishCommand(command, target);
        if (session() === open) this.#confirmed(name);
        if (outcome === 'unroutable' && target.kind === 'everyone') onNobodyListens();
      } catch (error) {
        log.warn('A scan command could not be sent; it goes when the broker is back.', { error });
        if (session() !== open) return;
        if (open.phase === 'scanning') this.#unsent.set(name, send);
        else this.#confirmed(name);
      }
    };
    void send();
  }

  /** It is there, or nobody waits for its answer any more. */
  #confirmed(name: string): void {
    if (this.#unconfirmed.delete(name) && this.#unconfirmed.size === 0) this.#deps.onAsking(false);
  }
}

/** One and the same for a command that is sent again. */
function nameOf(attempt: number, target: CommandTarget, targets: readonly SerialNumber[] | null): string {
  return `${attempt} ${target.kind === 'agent' ? target.queue : (targets?.join(' ') ?? '*')}`;
}
