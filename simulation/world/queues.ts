import { REPORT_QUEUE } from '../../protocol/topology';
import type { HelloMessage, ScanCommandMessage } from '../../protocol/wire/v1';
import type { Choice, Mood } from '../engine/choice';

/** One message in a queue. */
export interface Message {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly queue: string;
  readonly strayId: string | null;
  redelivered: boolean;
}

/** The queue that all consoles share. */
export const WORK_QUEUE = REPORT_QUEUE;

/** An agent, as the broker sees it. */
export interface Agent {
  /** Its own queue, another one after each boot. */
  readonly queue: string;
  asked(command: ScanCommandMessage, replyTo: string): void;
}

/** A console's connection, as the broker sees it. */
export interface Connection {
  readonly consoleName: string;
  readonly isUp: boolean;
  /** Of this connection only. */
  readonly straysQueue: string;
  hello(hello: HelloMessage): void;
  claimed(strayId: string): void;
  choices(mood: Mood): Iterable<Choice>;
}
