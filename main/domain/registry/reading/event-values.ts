import * as z from 'zod';
import { fault } from '../../../../protocol/wire/issue-text';
import {
  APPEARANCE_RANGES,
  BIOS_RANGES,
  FUNCTIONALITY_RANGES,
  RECEIVE_ROLES,
  SEVERITIES,
} from '../../../../protocol/registry/vocabulary';
import { Instant, listOf, numberFrom, orNull, textOf, Uuid, wholeFrom } from './field-reader';

/** What values the fields of events take. */

const MAX_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_STEPS = 1000;
const MAX_IMAGES = 200;
/** Base64 of a picture of 16 MiB. */
const MAX_IMAGE_CHARACTERS = 23_000_000;

export const Count = orNull(wholeFrom(0, MAX_COUNT));
export const Seconds = orNull(numberFrom(-1e9, 1e9, ['s', 'second']));
export const Flag = orNull(z.boolean());
export const MaybeUuid = orNull(Uuid);
export const MaybeInstant = orNull(Instant);
export const Text64 = textOf(64);
export const Text128 = textOf(128);
export const Text512 = textOf(512);
export const Text4096 = textOf(4096);
export const AddressBits = orNull(wholeFrom(8, 256));
export const Length = orNull(z.enum(['Short', 'Extended']));
export const Rate = orNull(numberFrom(0, 1e15));
export const Speed = orNull(numberFrom(0, 1e9, ['MB/s', 'MB / second', 'megabyte / second']));
export const Appearance = orNull(z.enum(APPEARANCE_RANGES));
export const Functionality = orNull(z.enum(FUNCTIONALITY_RANGES));
export const Bios = orNull(z.enum(BIOS_RANGES));
export const GivenRating = orNull(numberFrom(0, 10));
export const Amount = numberFrom(0, 1e12);
export const PriceOfTrade = orNull(
  z.union(
    [
      Uuid,
      z
        .number()
        .min(0)
        .max(1e12)
        .transform((amount) => Number(amount.toFixed(4))),
    ],
    {
      error: fault('value.noPrice'),
    },
  ),
);
export const Role = z.enum(RECEIVE_ROLES).default('Intermediary');
export const Percent = orNull(wholeFrom(0, 100));
export const SeverityWord = orNull(z.enum(SEVERITIES));
export const StepType = z.enum(['StepZero', 'StepRandom']);
export const FileFormat = z.enum(['jpg', 'png']);
export const Orientation = z.enum(['Vertical', 'Horizontal']);
export const Url = z.string().trim().min(1).max(2048);
export const Steps = listOf(MAX_STEPS);
export const Images = listOf(MAX_IMAGES);
export const Anything = z.unknown();
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: fault('value.noCurrency', { example: 'EUR' }) })
  .default('EUR');
export const Base64 = z
  .string()
  .max(MAX_IMAGE_CHARACTERS, { error: fault('value.largePicture', { mib: '16' }) })
  .refine(isBase64, { error: fault('value.noBase64') })
  .min(4, { error: fault('value.empty') });
export const GRADES = [
  'assembling',
  'parts',
  'buttons',
  'dents',
  'decolorization',
  'scratches',
  'tagAlignment',
  'tagAdhesive',
  'dirt',
];
export const UpTo5 = z.int().min(1).max(5);
export const UpTo3 = z.int().min(1).max(3);

/** A pattern that repeats a group would run out of stack on a picture of 4 MiB. */
function isBase64(written: string): boolean {
  return written.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(written.replace(/={1,2}$/, ''));
}
