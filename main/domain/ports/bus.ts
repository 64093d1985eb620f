import { type Text } from '../../../protocol/texts/text';
import type { Texts } from '../../../protocol/texts/text';
import type { HelloMessage, ScanCommandMessage } from '../../../protocol/wire/v1';

/** One message as it came from a report queue, whatever is in it. */
export interface IncomingMessage {
  readonly bytes: Uint8Array;
  /** AMQP properties and headers, JSON-safe, for evidence (`messageId`, `correlationId`, `redelivered`, `exchange`, …). */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly source: 'work' | 'reply' | 'strays';
  /** On `strays` only: the id under which another console offers this report (`publishStray`); null elsewhere. */
  readonly strayId: string | null;
  /** Of a body that is larger than any that is read: its size in bytes and SHA-256 (hexadecimal); `bytes` is its beginning then. */
  readonly whole?: { readonly size: number; readonly sha256: string };
  /** Why this message cannot be used, whatever its bytes say. */
  readonly problem?: Text;
}

export interface BusHandlers {
  /**
   * Called for each message from the work queue, this console's reply queue, and the strays exchange. The message is acked when the promise
   * resolves; when it rejects, it stays unacked and comes again, as the same object. Many calls run at once (prefetch in the hundreds).
   */
  onReport(message: IncomingMessage): Promise<void>;
  onHello(hello: HelloMessage): void;
  /** Another console took the report that this one offered under that id. */
  onStrayClaimed(strayId: string): void;
  onState(state: BusState): void;
  /** Whether a message could be stored and judged now; while it could not, none is asked of the broker. Never rejects. */
  canTake(): Promise<boolean>;
  /** Something about the broker that can lose reports or hold them up. Told whenever it is found, at each connect at most. */
  onWarning(what: Texts): void;
  /**
   * Queues in which answers wait were not there any more, and are declared again: what was in them is lost. Told when commands can be sent
   * again.
   */
  onQueuesLost(queues: readonly string[]): void;
  /**
   * Another program has connected under this console's id, as one with copied records does. `this` console must take another id: its replies
   * go to the other one; or the `other` will. May be told again and again.
   */
  onTwin(whoYields: 'this' | 'other'): void;
}

/** `blocked`: the broker is up but takes no messages (memory or disk alarm), or confirms none. */
export type BusState =
  | { readonly kind: 'connecting'; readonly reason: Texts }
  | { readonly kind: 'up' }
  | { readonly kind: 'blocked'; readonly reason: Texts }
  | { readonly kind: 'down'; readonly reason: Texts; readonly retryInMs: number };

export type CommandTarget = { readonly kind: 'everyone' } | { readonly kind: 'agent'; readonly queue: string };

/** RabbitMQ as the console uses it; recovers for ever until stopped. */
export interface MessageBus {
  /** Connects in the background; the state arrives through the handlers. */
  start(handlers: BusHandlers): void;
  /**
   * Publishes by publisher confirm, `replyTo` = this console's reply queue. Resolves when the broker confirmed; `unroutable` when no queue took it
   * (nobody listens). Rejects with code `brokerUnavailable` when there is no connection.
   */
  publishCommand(command: ScanCommandMessage, target: CommandTarget): Promise<'delivered' | 'unroutable'>;
  /** Offers a report of an unknown operation to the other consoles. A console's own offers and claims never come back to it. */
  publishStray(message: IncomingMessage, strayId: string): Promise<void>;
  /** Tells the console that offered a report that it is taken. */
  publishClaim(strayId: string): Promise<void>;
  /**
   * Sends a report of a virtual unit to this console's own reply queue, from which it comes back like every other; nobody else gets it. It is
   * not kept over a restart of the broker, and expires there. Resolves when the broker has it. Rejects with `brokerUnavailable`.
   * @param id the message's id
   */
  publishSelfTest(bytes: Uint8Array, id: string): Promise<void>;
  /** Stops consuming, settles what is in flight, closes. */
  stop(): Promise<void>;
}
