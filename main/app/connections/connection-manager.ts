import { text, type Texts } from '../../../protocol/texts/text';
import type { Connections, LinkState } from '../../../protocol/connection-state';
import type { Settings } from '../../../protocol/settings';
import type { BusHandlers, BusState } from '../../domain/ports/bus';
import type { Clock } from '../../domain/ports/clock';
import type { DeviceKeys } from '../../domain/ports/device-keys';
import type { Log } from '../../domain/ports/log';
import type { ConnectionFactory, OpenConnections, SecretValues } from '../ports';

export interface ConnectionManagerDeps {
  readonly clock: Clock;
  readonly links: ConnectionFactory;
  /** Which agents said hello lately. */
  readonly presence: { count(): number };
  readonly settings: () => Settings;
  readonly secrets: () => SecretValues;
  /** What the broker brings. */
  readonly handlers: Omit<BusHandlers, 'onState' | 'onWarning' | 'onTwin'>;
  /** Gives this console another id, for ever. */
  readonly newConsoleId: () => Promise<string>;
  readonly notice: (level: 'warning', what: Texts) => void;
  readonly log: Log;
  /** The broker came, went, or takes no messages for a while. */
  readonly onBroker: (kind: BusState['kind']) => void;
  /** `connections` says something else now. */
  readonly onChange: () => void;
  /** Whether the records cannot be written now. */
  readonly recordsFail: () => boolean;
}

/** Every agent says hello at least once in this time. */
const HELLO_ROUND_MS = 32_000;

/** The ways to broker and factory as the settings name them, and how they are. */
export class ConnectionManager {
  readonly #deps: ConnectionManagerDeps;
  readonly #brokerWaiters = new Set<() => void>();
  readonly #warned = new Set<string>();
  #consoleId = '';
  #yielding = false;
  #links: OpenConnections | null = null;
  #keys: DeviceKeys | null = null;
  #broker: LinkState;
  /** When the broker was there last after it was not, by the time that passes. */
  #upAt = 0;
  #mes: LinkState;

  constructor(deps: ConnectionManagerDeps) {
    this.#deps = deps;
    const since = deps.clock.now();
    this.#broker = { state: 'connecting', reason: [text('broker.connecting')], since };
    this.#mes = { state: 'unknown', reason: [text('mes.notAsked')], since };
  }

  get bus(): OpenConnections['bus'] {
    return this.#opened.bus;
  }

  get mes(): OpenConnections['mes'] {
    return this.#opened.mes;
  }

  get factory(): OpenConnections['factory'] {
    return this.#opened.factory;
  }

  get keys(): DeviceKeys {
    return (this.#keys ??= this.#deps.links.deviceKeys(this.#deps.settings()));
  }

  get broker(): LinkState {
    return this.#broker;
  }

  /** Makes the ways ready; the broker brings nothing before `listen`. @param consoleId names this console's reply queue */
  open(consoleId: string): void {
    this.#consoleId = consoleId;
    this.#keys = null;
    const { links, settings, secrets, onChange } = this.#deps;
    this.#links = links.connect(settings(), secrets(), consoleId, (up, reason) => {
      this.#mes = this.#stateAfter(this.#mes, up ? 'up' : 'down', reason);
      onChange();
    });
  }

  listen(): void {
    const { bus } = this;
    bus.start({
      ...this.#deps.handlers,
      onState: (state) => {
        if (this.#links?.bus === bus) this.#brokerChanged(state);
      },
      onWarning: (what) => {
        if (this.#links?.bus === bus) this.#warn(what);
      },
      onQueuesLost: (queues) => {
        if (this.#links?.bus === bus) this.#deps.handlers.onQueuesLost(queues);
      },
      onTwin: (whoYields) => {
        if (this.#links?.bus === bus) this.#twinFound(whoYields);
      },
    });
  }

  /** Leaves the ways in use for those that the settings name now. */
  async renew(): Promise<void> {
    const old = this.#links;
    this.open(this.#consoleId);
    this.listen();
    await old?.bus.stop();
    await old?.close();
  }

  async close(): Promise<void> {
    const links = this.#links;
    await links?.bus.stop();
    await links?.close();
  }

  /** Resolves when the broker is there, or after the time given (ms), with whether it is. */
  async brokerUp(withinMs: number): Promise<boolean> {
    if (this.#broker.state === 'up') return true;
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#brokerWaiters.delete(done);
        resolve(this.#broker.state === 'up');
      };
      const cancel = this.#deps.clock.after(withinMs, done);
      this.#brokerWaiters.add(done);
    });
  }

  /** Why no answer can come; null while the broker is there. */
  get whyUnheard(): Texts | null {
    return this.#broker.state === 'up' ? null : this.#broker.reason;
  }

  view(): Connections {
    const { clock, presence } = this.#deps;
    const countingAgents = this.#broker.state === 'up' && clock.elapsed() - this.#upAt < HELLO_ROUND_MS;
    const recordsFail = this.#deps.recordsFail();
    return { broker: this.#broker, mes: this.#mes, agentsPresent: presence.count(), countingAgents, recordsFail };
  }

  get #opened(): OpenConnections {
    if (this.#links === null) throw new Error('the app is not started');
    return this.#links;
  }

  #brokerChanged(state: BusState): void {
    const { onBroker, onChange } = this.#deps;
    const reason = state.kind === 'up' ? [text('broker.up')] : state.reason;
    if (state.kind === 'up' && this.#broker.state !== 'up') this.#upAt = this.#deps.clock.elapsed();
    this.#broker = this.#stateAfter(this.#broker, state.kind === 'blocked' ? 'down' : state.kind, reason);
    onChange();
    onBroker(state.kind);
    if (state.kind === 'up') for (const waiter of this.#brokerWaiters) waiter();
  }

  /** Says it once for each run: the broker says it at every connect. */
  #warn(what: Texts): void {
    const said = JSON.stringify(what);
    if (this.#warned.has(said)) return;
    this.#warned.add(said);
    this.#deps.notice('warning', what);
  }

  #twinFound(whoYields: 'this' | 'other'): void {
    if (whoYields === 'other') {
      this.#warn([text('broker.twinOfThis')]);
      return;
    }
    if (this.#yielding) return;
    this.#yielding = true;
    const { newConsoleId, log } = this.#deps;
    const takeAnotherId = async (): Promise<void> => {
      this.#consoleId = await newConsoleId();
      await this.renew();
      this.#warn([text('broker.twinRenamed')]);
    };
    takeAnotherId()
      .catch((error: unknown) => log.warn('This console could not take another id yet.', { error }))
      .finally(() => {
        this.#yielding = false;
      });
  }

  #stateAfter(before: LinkState, state: LinkState['state'], reason: Texts): LinkState {
    return { state, reason, since: before.state === state ? before.since : this.#deps.clock.now() };
  }
}
