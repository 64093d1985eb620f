import { randomUUID } from 'node:crypto';
import { english } from '../../../../messages/english';
import type { HelloMessage } from '../../../../protocol/wire/v1';
import type { BusState, IncomingMessage, MessageBus } from '../../../domain/ports/bus';
import { createMessageBus, type MessageBusOptions } from '../message-bus';

export interface WatchedBus {
  readonly bus: MessageBus;
  readonly reports: IncomingMessage[];
  readonly hellos: HelloMessage[];
  readonly claims: string[];
  readonly states: BusState[];
  readonly logged: string[];
  readonly warnings: string[];
  readonly lost: (readonly string[])[];
  readonly twins: ('this' | 'other')[];
  /** What the bus is told when it asks whether messages can be taken. */
  canTake: boolean;
  /** The bodies of `reports` as text. */
  texts(): string[];
  state(): BusState['kind'] | undefined;
}

export type WatchedBusOptions = Pick<MessageBusOptions, 'url'> & Partial<MessageBusOptions> & { readonly canTake?: boolean };

/** A bus that notes all that it is told. @param onReport what else happens to a report */
export function startWatchedBus(
  { canTake = true, ...options }: WatchedBusOptions,
  onReport: (message: IncomingMessage) => Promise<void> = async () => undefined,
): WatchedBus {
  const logged: string[] = [];
  const note = (message: string, fields?: unknown) => logged.push(`${message} ${JSON.stringify(fields)}`);
  const bus = createMessageBus({
    password: null,
    tls: null,
    consoleId: 'test',
    instance: randomUUID(),
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
    warnings: [] as string[],
    lost: [] as (readonly string[])[],
    twins: [] as ('this' | 'other')[],
    canTake,
  };
  bus.start({
    async onReport(message) {
      watched.reports.push(message);
      await onReport(message);
    },
    onHello: (hello) => watched.hellos.push(hello),
    onStrayClaimed: (strayId) => watched.claims.push(strayId),
    onState: (state) => watched.states.push(state),
    canTake: async () => watched.canTake,
    onWarning: (what) => watched.warnings.push(english(what)),
    onQueuesLost: (queues) => watched.lost.push(queues),
    onTwin: (whoYields) => watched.twins.push(whoYields),
  });
  return Object.assign(watched, {
    texts: () => watched.reports.map(({ bytes }) => Buffer.from(bytes).toString()),
    state: () => watched.states.at(-1)?.kind,
  });
}
