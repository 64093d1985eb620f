import { english } from '../messages/english';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_FORMAT, readEvidence } from './evidence';
import { readScanEvent } from './stored-events';
import { faultIn } from './testing/one-sentence';

const text = readFileSync(path.join(import.meta.dirname, 'fixtures/evidence-bundle.json'), 'utf8');
const bundle = JSON.parse(text) as Readonly<Record<string, unknown>>;

describe('the evidence reader', () => {
  it('reads a bundle, and one with keys that it does not know', () => {
    for (const given of [text, JSON.stringify({ ...bundle, more: { deep: [1] } }), `\uFEFF${text}`]) {
      const read = readEvidence(given);
      if (!read.ok) throw new Error(english(read.error));
      expect(read.value.devices).toHaveLength(3);
      expect(read.value.entries.every((entry) => readScanEvent(entry).ok)).toBe(true);
    }
  });

  it.each([
    ['', 'This is no evidence bundle. The file is empty.'],
    ['[1]', 'This is no evidence bundle. The file is JSON but not an object; it begins "[1]".'],
    ['{', 'This is no evidence bundle. The file is not JSON: it breaks at line 1, column 2, where it ends; it begins "{".'],
    ['{"a":'.repeat(9_000), 'This is no evidence bundle. The file nests more than 32 levels deep.'],
    ['{}', 'This is no evidence bundle: `format`: must be'],
    ['{"format":"burnin-evidence/2"}', 'made by a newer version'],
    [JSON.stringify({ format: EVIDENCE_FORMAT }), '`operation`: is missing'],
    [JSON.stringify({ ...bundle, entries: [{ seq: 1e300 }] }), '`entries.0.seq`'],
    [JSON.stringify({ ...bundle, reports: [{ id: 'r', sha256: 'x', bytesBase64: '' }] }), 'is no SHA-256'],
  ])('%.40j: one sentence', (given, sentence) => {
    const read = readEvidence(given);
    expect(read.ok ? '' : english(read.error)).toContain(sentence);
    expect(read.ok ? '' : faultIn(english(read.error))).toBe('');
  });

  it('whatever stands in an entry is read or refused in one sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        const read = readScanEvent({ seq: 1, body });
        expect(read.ok ? '' : faultIn(english(read.error))).toBe('');
      }),
    );
  });
});
