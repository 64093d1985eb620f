import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { replay } from './replay';

/** Made by the last version that did not number the rules of a scan: an answer that counted came once more after a rescan. */
const FILE = path.join(import.meta.dirname, '../../adapters/store/fixtures/evidence-before-scan-rules.json.gz');

it('a bundle of before the rules of a scan were numbered replays as it was judged', () => {
  const bundle = gunzipSync(readFileSync(FILE)).toString('utf8');
  const { operation } = JSON.parse(bundle) as { readonly operation: { readonly counts: Readonly<Record<string, number>> } };
  expect(operation.counts).toMatchObject({ pass: 1, contested: 1, late: 1, duplicates: 0 });
  expect(replay(bundle, '0.1.0')).toMatchObject({ ok: true, value: { altered: [], differences: [] } });
});
