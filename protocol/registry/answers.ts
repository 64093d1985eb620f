import type { Texts } from '../texts/text';
import type { JsonObject } from '../wire/body';

/** How the device registry answers. */

export const REGISTRY_ERROR_TYPES = [
  'ValidationError',
  'NeedsId',
  'MismatchBetweenTags',
  'MismatchBetweenTagsAndHid',
  'MismatchBetweenProperties',
  'MultipleResourcesFound',
  'UniqueViolation',
  'CannotCreateETag',
  'TagNotLinked',
  'ResourceNotFound',
  'NotAllowed',
] as const;
export type RegistryErrorType = (typeof REGISTRY_ERROR_TYPES)[number];

/** Why a submission or a question was refused. Nothing of a refused submission is applied. */
export interface RegistryError {
  /** 404 for `ResourceNotFound`, 422 for all others. */
  readonly code: 404 | 422;
  readonly type: RegistryErrorType;
  /** What, where, what next. */
  readonly texts: Texts;
  /** The part that it is about, for example `device.tags`; absent when it is about the whole. */
  readonly field?: string;
}

/** A part of a submission that was not understood; the submission itself is stored as it came. */
export interface NotUnderstood {
  /** Where it stands, for example `components[2].actions[0].foo`. */
  readonly field: string;
  /** Why it was passed over. */
  readonly reason: Texts;
}

/** What a submission is answered, with the status that HTTP gives it. */
export type SubmissionAnswer =
  | {
      readonly status: 201;
      /** What was written, in the original's field names. */
      readonly body: JsonObject;
      /** Of a Snapshot or an event. */
      readonly notUnderstood?: readonly NotUnderstood[];
      /** The same came before: this is its first answer, and nothing was written. */
      readonly repeated?: true;
    }
  | { readonly status: 404 | 422; readonly body: RegistryError };
