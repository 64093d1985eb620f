import type { HelloMessage } from '../../../../protocol/wire/v1';
import type { BusState, IncomingMessage, MessageBus } from '../../../domain/ports';
import { createMessageBus, type MessageBusOptions } from '../message-bus';

export interface WatchedBus {
  readonly bus: MessageBus;
  readonly reports: IncomingMessage[];
  readonly hellos: HelloMessage[];
  readonly claims: string[];
  readonly states: BusState[];
  readonly logged: string[];
  /** The bodies of `reports` as text. */
  texts(): string[];
  state(): BusState['kind'] | undefined;
}

export type WatchedBusOptions = Pick<MessageBusOptions, 'url'> & Partial<MessageBusOptions>;

/** A bus that notes all that it is told. @param onReport what else happens to a report */
export function startWatchedBus(
  options: WatchedBusOptions,
  onReport: (message: IncomingMessage) => Promise<void> = async () => undefined,
): WatchedBus {
  const logged: string[] = [];
  const note = (message: string, fields?: unknown) => logged.push(`${message} ${JSON.stringify(fields)}`);
  const bus = createMessageBus({
    password: null,
    tls: null,
    consoleId: 'test',
    exchangeDurable: false,
    log: { debug: () => undefined, info: note, warn: note, error: note },
    ...options,
  });
  const watched = {
    bus,
    reports: [] as IncomingMessage[],
    hellos: [] as HelloMessage[],
    claims: [] as string[],
    states: [] as BusState[],
    logged,
  };
  bus.start({
    async onReport(message) {
      watched.reports.push(message);
      await onReport(message);
    },
    onHello: (hello) => watched.hellos.push(hello),
    onStrayClaimed: (strayId) => watched.claims.push(strayId),
    onState: (state) => watched.states.push(state),
  });
  return {
    ...watched,
    texts: () => watched.reports.map(({ bytes }) => Buffer.from(bytes).toString()),
    state: () => watched.states.at(-1)?.kind,
  };
}
