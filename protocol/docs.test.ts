import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeviceStatus, InterfaceVerdict } from './model';
import { DEFAULT_PATHS } from './http';
import {
  COMMAND_EXCHANGE,
  PRESENCE_EXCHANGE,
  REPORT_QUEUE,
  replyQueueOf,
  STRAY_CLAIM_HEADER,
  STRAY_FROM_HEADER,
  STRAY_ID_HEADER,
  STRAYS_EXCHANGE,
} from './topology';

const folder = import.meta.dirname;
const wire = readFileSync(path.join(folder, '../docs/wire.md'), 'utf8');
const verdicts = readFileSync(path.join(folder, '../docs/verdicts.md'), 'utf8');

/** Every value inside every fixture, as JSON text. */
function fixtureTexts(): ReadonlySet<string> {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    texts.add(JSON.stringify(value));
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) walk(part);
  };
  for (const file of readdirSync(path.join(folder, 'fixtures')).filter((name) => name.endsWith('.json')))
    walk(JSON.parse(readFileSync(path.join(folder, 'fixtures', file), 'utf8')));
  return texts;
}

/** The words that stand in `code` in the first column of a table's rows, table by table. */
function firstColumns(markdown: string): string[][] {
  return markdown
    .split(/\n\n/)
    .filter((block) => block.startsWith('|'))
    .map((table) => Array.from(table.matchAll(/^\| `(\w+)` \|/gm), ([, word]) => word ?? ''));
}

describe('docs/wire.md', () => {
  const examples = Array.from(wire.matchAll(/^```json\n([^]*?)^```$/gm), ([, text]) => text ?? '');

  it('every example is a golden fixture, so it is read as the tests say', () => {
    const known = fixtureTexts();
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.filter((text) => !known.has(JSON.stringify(JSON.parse(text))))).toEqual([]);
  });

  it('names what is on the broker and every path', () => {
    const names = [
      COMMAND_EXCHANGE,
      PRESENCE_EXCHANGE,
      STRAYS_EXCHANGE,
      REPORT_QUEUE,
      replyQueueOf('<console id>'),
      STRAY_FROM_HEADER,
      STRAY_ID_HEADER,
      STRAY_CLAIM_HEADER,
    ];
    expect(names.filter((name) => !wire.includes(`\`${name}\``))).toEqual([]);
    expect(Object.values(DEFAULT_PATHS).filter((one) => !wire.includes(` ${one}`))).toEqual([]);
  });

  it('every link leads to a file', () => {
    const targets = Array.from(wire.matchAll(/\]\(([^)#]+)\)/g), ([, target]) => target ?? '');
    const docs = readdirSync(path.join(folder, '../docs'), { recursive: true, encoding: 'utf8' });
    expect(targets.filter((target) => !docs.includes(target.replace(/\/$/, '')))).toEqual([]);
  });
});

describe('docs/verdicts.md', () => {
  it('has every verdict and every state, in the order of the code', () => {
    const tables = firstColumns(verdicts);
    expect(tables).toContainEqual(InterfaceVerdict.options);
    expect(tables).toContainEqual(DeviceStatus.options);
  });
});
