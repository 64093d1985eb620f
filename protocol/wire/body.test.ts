import { english } from '../../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import malformed from '../fixtures/malformed-messages.json';
import type { Result } from '../result';
import { decodeUtf8, fixtureBytes, type RawMessage } from '../testing/fixture-bytes';
import { faultIn } from '../testing/one-sentence';
import { MAX_MESSAGE_BYTES, MAX_MESSAGE_DEPTH } from '../topology';
import { readJsonObject, type JsonObject, type Malformed } from './body';
import { readScanCommand } from './read-command';
import { readHello } from './read-hello';
import { readHardwareReport } from './read-report';

interface MalformedCase extends RawMessage {
  readonly name: string;
  readonly reader: string;
  readonly code: string;
  readonly sentence: string;
}

const cases: readonly MalformedCase[] = malformed;
const readers = { report: readHardwareReport, command: readScanCommand, hello: readHello };

function read(bytes: Uint8Array, reader: string): Result<unknown, Malformed> {
  const body = readJsonObject(bytes, decodeUtf8);
  if (!body.ok) return body;
  if (reader === 'report' || reader === 'command' || reader === 'hello') return readers[reader](body.value);
  throw new Error(`no reader ${reader}`);
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}

describe('what cannot be read', () => {
  it.each(cases)('$reader: $name', ({ reader, code, sentence, ...raw }) => {
    const result = read(fixtureBytes(raw), reader);
    expect(result.ok ? [] : [result.error.code, english(result.error.reason)]).toEqual([code, sentence]);
  });

  it('every code has a fixture', () => {
    const codes = new Set(cases.map(({ code }) => code));
    expect([...codes].toSorted()).toEqual(['notAnObject', 'notJson', 'notUtf8', 'tooDeep', 'tooLarge', 'wrongShape']);
  });
});

describe('readJsonObject', () => {
  it.each([
    ['a decoder that drops it', decodeUtf8],
    ['a decoder that keeps it', (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)],
  ])('passes over a byte order mark, with %s', (_name, decode) => {
    expect(readJsonObject(bytesOf('\uFEFF{"sn":"SN1"}'), decode)).toEqual({ ok: true, value: { sn: 'SN1' } });
  });

  it('reads exactly 1 MiB and 32 levels', () => {
    const largest = `{"sn":"${'A'.repeat(MAX_MESSAGE_BYTES - 9)}"}`;
    expect(largest).toHaveLength(MAX_MESSAGE_BYTES);
    expect(readJsonObject(bytesOf(largest), decodeUtf8).ok).toBe(true);
    const deepest = `{"x":${'['.repeat(MAX_MESSAGE_DEPTH - 1)}${']'.repeat(MAX_MESSAGE_DEPTH - 1)}}`;
    expect(readJsonObject(bytesOf(deepest), decodeUtf8).ok).toBe(true);
  });

  it('counts no brackets inside texts', () => {
    const brackets = '[{'.repeat(100);
    expect(readJsonObject(bytesOf(JSON.stringify({ sn: `\\"${brackets}` })), decodeUtf8).ok).toBe(true);
  });

  it('takes the last of two equal keys', () => {
    expect(readJsonObject(bytesOf('{"sn":"SN1","sn":"SN2"}'), decodeUtf8)).toEqual({ ok: true, value: { sn: 'SN2' } });
  });
});

describe('whatever the bytes', () => {
  const mutated = fc
    .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([text, at, noise]) =>
      bytesOf(text.slice(0, at % (text.length + 1)) + noise + text.slice((at % (text.length + 1)) + 1)),
    );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.string({ unit: 'binary' }).map(bytesOf),
    fc.json().map(bytesOf),
    mutated,
  );

  it('every reader answers with a value or with one sentence that can be shown, and never throws', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('report', 'command', 'hello'), (message, reader) => {
        const result = read(message, reader);
        expect(result.ok ? '' : faultIn(english(result.error.reason))).toBe('');
      }),
      { numRuns: 1_000 },
    );
  });

  it('what it reads is what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const text = JSON.stringify(value);
        const expected: JsonObject = JSON.parse(text) as JsonObject;
        expect(readJsonObject(bytesOf(text), decodeUtf8)).toEqual({ ok: true, value: expected });
      }),
    );
  });
});
