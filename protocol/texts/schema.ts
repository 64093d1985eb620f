import * as z from 'zod';
import { TEXT_CODES } from './codes';
import { text, type Text, type TextCode, type TextParam } from './text';

const Code = z.enum(Object.keys(TEXT_CODES) as [TextCode, ...TextCode[]]);
const Param: z.ZodType<TextParam> = z.lazy(() => z.union([z.string(), z.number(), TextSchema, z.array(TextSchema)]));

/** A text as it crosses a process. */
const TextSchema: z.ZodType<Text> = z.strictObject({ code: Code, params: z.exactOptional(z.record(z.string(), Param)) });

export const TextsSchema = z.array(TextSchema).readonly();

const StoredParam: z.ZodType<TextParam> = z.lazy(() => z.union([z.string(), z.number(), StoredText, z.array(StoredText)]));
/** A text as it stands on record, or in a bundle from anywhere: one that this version cannot say is shown as it is. */
const StoredText: z.ZodType<Text> = z
  .object({ code: z.string(), params: z.exactOptional(z.record(z.string(), StoredParam)) })
  .transform((stored) => (canBeSaid(stored) ? stored : text('verbatim', { text: JSON.stringify(stored) })));

export const StoredTextsSchema = z.array(StoredText).readonly();
/** A sentence as versions wrote it that stored sentences, or texts. */
export const SaidSchema = z.union([z.string(), StoredTextsSchema]);

function canBeSaid(stored: { readonly code: string; readonly params?: Readonly<Record<string, TextParam>> }): stored is Text {
  const { code, params = {} } = stored;
  return Object.hasOwn(TEXT_CODES, code) && TEXT_CODES[code as TextCode].every((name) => Object.hasOwn(params, name));
}
