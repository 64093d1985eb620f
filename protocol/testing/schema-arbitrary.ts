import * as fc from 'fast-check';
import * as z from 'zod';
import { TextsByName } from '../stored-events';
import { StoredTextsSchema } from '../texts/schema';
import { TEXT_CODES } from '../texts/codes';
import { text } from './arbitraries';

/**
 * Values that a schema accepts, made from the schema itself: what is added to it is tried without another word. Keys that may be
 * absent sometimes are. Throws for a kind of schema that it cannot make values of.
 */
export function valuesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return valuesOf(schema.unwrap());
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) return valuesOf(schema.unwrap());
  if (schema instanceof z.ZodNullable) return fc.option(valuesOf(schema.unwrap()), { nil: null });
  if (schema instanceof z.ZodObject) return objectsOf(schema);
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => valuesOf(option)));
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element), { maxLength: 3 });
  if (schema === StoredTextsSchema) return fc.array(texts(), { maxLength: 3 });
  if (schema === TextsByName) return fc.dictionary(text(20), text(40), { maxKeys: 3, noNullPrototype: true });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numbersOf(schema);
  if (schema instanceof z.ZodString) return textsOf(schema);
  throw new Error(`No values can be made of a ${schema._zod.def.type} yet.`);
}

/** Texts of this version, one inside another at most. */
function texts(): fc.Arbitrary<unknown> {
  const plain = oneOf(fc.oneof(text(40), fc.integer()));
  return fc.oneof(plain, oneOf(fc.oneof(plain, fc.array(plain, { maxLength: 2 }))));
}

function oneOf(param: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.constantFrom(...Object.entries(TEXT_CODES)).chain(([code, names]) => {
    if (names.length === 0) return fc.constant({ code });
    const params = Object.fromEntries(names.map((name) => [name, param]));
    return fc.record(
      { code: fc.constant(code), params: fc.record(params, { noNullPrototype: true }) },
      { noNullPrototype: true },
    );
  });
}

function objectsOf({ shape }: z.ZodObject): fc.Arbitrary<unknown> {
  const members: readonly (readonly [string, z.core.$ZodType])[] = Object.entries(shape);
  const values = Object.fromEntries(members.map(([key, member]) => [key, valuesOf(member)]));
  // A key whose schema has a default is written too: what is read is then what was written.
  const always = members.filter(([, member]) => isDefaulted(member) || member._zod.optin !== 'optional');
  return fc.record(values, { requiredKeys: always.map(([key]) => key), noNullPrototype: true });
}

function isDefaulted(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

function numbersOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = schema.minValue ?? Number.MIN_SAFE_INTEGER;
  const max = schema.maxValue ?? Number.MAX_SAFE_INTEGER;
  return fc.integer({ min: Math.max(min, Number.MIN_SAFE_INTEGER), max: Math.min(max, Number.MAX_SAFE_INTEGER) });
}

/** Whatever the schema makes of a text is a text that it leaves as it is. */
function textsOf(schema: z.ZodString): fc.Arbitrary<string> {
  const longest = Math.min(schema.maxLength ?? 300, 300);
  const pattern = schema.def.checks?.map((check) => patternOf(check)).find((found) => found !== undefined);
  const source = pattern === undefined ? fc.oneof(text(Math.min(longest, 40)), text(longest)) : fc.stringMatching(pattern);
  return source
    .map((made) => schema.safeParse(made))
    .filter(({ success }) => success)
    .map(({ data }) => data ?? '');
}

function patternOf({ _zod: { def } }: z.core.$ZodCheck): RegExp | undefined {
  return 'pattern' in def && def.pattern instanceof RegExp ? def.pattern : undefined;
}
