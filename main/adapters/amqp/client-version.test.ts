import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The release of the client whose frame reader `frame-reader.ts`, `unreadable-headers.ts` and `large-bodies.ts` were written for. */
const KNOWN = '2.3.1';

describe('the AMQP client, into which we reach', () => {
  it('is asked for in exactly the release that we know', () => {
    expect(readJson('package.json')).toMatchObject({ devDependencies: { amqplib: KNOWN } });
  });

  it('is installed in that release: before another one is taken, read its lib/connection.js and run the broker tests', () => {
    expect(readJson('node_modules/amqplib/package.json')).toMatchObject({ version: KNOWN });
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
