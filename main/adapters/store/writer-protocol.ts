import type { AppErrorCode } from '../../domain/errors';
import type { Texts } from '../../../protocol/texts/text';
import type { Change } from './change';
import type { Queries } from './queries';

export type QueryName = keyof Queries;

/** What the store asks of the writer, which may live in another thread; JSON-safe but for the bytes of messages. */
export type WriterRequest =
  | { readonly kind: 'write'; readonly id: number; readonly change: Change }
  | { readonly kind: 'read'; readonly id: number; readonly query: QueryName; readonly parameters: readonly unknown[] }
  | { readonly kind: 'close'; readonly id: number };

export type WriterReply =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly problem: WriterProblem };

/** An error as data: classes do not cross threads. */
export interface WriterProblem {
  readonly code: AppErrorCode;
  readonly texts: Texts;
  /** What the database itself said, for the log. */
  readonly detail: string;
}

/** The worker thread's first message, before any reply. */
export type WriterOpening = { readonly kind: 'opened' } | { readonly kind: 'notOpened'; readonly problem: WriterProblem };
