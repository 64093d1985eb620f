import type { DeliveryKey } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import type { Texts } from '../../../protocol/texts/text';

/** What a receiver answered, as it came: status and the beginning of the body. */
interface PostAnswer {
  readonly status: number;
  readonly text: string;
}

/** What one POST came to; `answer` is there when there was a whole one. */
export type PostOutcome = PostMeaning & { readonly answer?: PostAnswer };

/** What an answer to a POST, or its absence, means. */
export type PostMeaning =
  /** 2xx; `body` is the parsed JSON answer, or null. */
  | { readonly kind: 'accepted'; readonly status: number; readonly body: unknown }
  /** The receiver refused it for good (4xx except 408, 425, 429; a 2xx that says so, with its body): sending the same again does not help. */
  | { readonly kind: 'rejected'; readonly status: number; readonly reason: Texts; readonly body?: unknown }
  /** It never left (no connection, name not found), or is a log or notification that met a busy receiver: try again later. */
  | { readonly kind: 'notSent'; readonly reason: Texts; readonly retryAfterMs: number | null }
  /** It may have been processed (time-out or connection lost after sending, other 5xx, unreadable answer). */
  | { readonly kind: 'unknown'; readonly reason: Texts };

/** Where a message goes: the base of the factory's APIs and the path of one of them, written one way and without credentials. */
export interface FactoryAddress {
  readonly base: string;
  readonly path: string;
}

export interface FactoryApi {
  /** Where messages of a kind go. */
  address(kind: DeliveryKind): FactoryAddress;
  /** One POST, once, with the key as `Idempotency-Key`. Never rejects. */
  post(kind: DeliveryKind, key: DeliveryKey, body: string): Promise<PostOutcome>;
}
