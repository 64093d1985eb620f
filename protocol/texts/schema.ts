import * as z from 'zod';
import { TEXT_CODES, type Text, type TextCode, type TextParam } from './text';

const Code = z.enum(Object.keys(TEXT_CODES) as [TextCode, ...TextCode[]]);
const Param: z.ZodType<TextParam> = z.lazy(() => z.union([z.string(), z.number(), TextSchema, z.array(TextSchema)]));

/** A text as it crosses a process. */
const TextSchema: z.ZodType<Text> = z.strictObject({ code: Code, params: z.exactOptional(z.record(z.string(), Param)) });

export const TextsSchema = z.array(TextSchema).readonly();
