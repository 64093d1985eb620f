import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE, STRAYS_EXCHANGE } from '../../protocol/topology';
import { ROOT } from '../lib/paths.mjs';
import { schemaComments } from './doc-comments.mjs';
import { wireDocs } from './wire-docs.mjs';

const docs = join(ROOT, 'docs');
const files = await wireDocs();

describe('the generated documents', () => {
  it.each([...files.keys()])('docs/%s is what the schemas make (else: npm run docs:wire)', (name) => {
    expect(readFileSync(join(docs, name), 'utf8')).toBe(files.get(name));
  });

  it('nothing lies beside them that no schema makes', () => {
    const committed = readdirSync(join(docs, 'schemas')).map((name) => `schemas/${name}`);
    expect(committed.toSorted()).toEqual([...files.keys()].filter((name) => name.startsWith('schemas/')).toSorted());
  });

  it('the same sources give the same bytes', async () => {
    expect(await wireDocs()).toEqual(files);
  });

  it('the comments of the sources are in the schemas, of nested ones too', () => {
    const report: unknown = JSON.parse(files.get('schemas/hardware-report.json') ?? '');
    expect(report).toMatchObject({
      description: 'Agent → `replyTo` of the command, or `hwinfo_queue`: what hardware is here.',
      properties: {
        macinfo: { description: 'Judged interfaces only, current addresses: all that a legacy server reads.' },
        interfaces: { items: { properties: { carrier: { description: expect.stringContaining('Cable plugged in') } } } },
        pciinfo: { additionalProperties: { description: expect.stringContaining('One PCI network function') } },
      },
      additionalProperties: false,
    });
  });
});

describe('docs/asyncapi.json', () => {
  const document: unknown = JSON.parse(files.get('asyncapi.json') ?? '');

  it('every reference leads somewhere', () => {
    const references = Array.from(
      (files.get('asyncapi.json') ?? '').matchAll(/"\$ref": "([^"]+)"/g),
      ([, target]) => target ?? '',
    );
    expect(references.length).toBeGreaterThan(20);
    const lost = references.filter((target) =>
      target.startsWith('#/') ? at(document, target.slice(2).split('/')) === undefined : !existsSync(join(docs, target)),
    );
    expect(lost).toEqual([]);
  });

  it('names what is on the broker', () => {
    expect(document).toMatchObject({
      channels: {
        commands: { address: COMMAND_EXCHANGE, bindings: { amqp: { exchange: { type: 'fanout', durable: false } } } },
        presence: { address: PRESENCE_EXCHANGE },
        strays: { address: STRAYS_EXCHANGE },
        reports: { address: REPORT_QUEUE, bindings: { amqp: { queue: { durable: true, exclusive: false } } } },
        replies: { address: `${REPORT_QUEUE}.{consoleId}` },
      },
    });
  });
});

function at(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return key === undefined ? value : undefined;
  return at(Reflect.get(value, key), rest);
}

describe('schemaComments', () => {
  it('reads comments of exports and of their keys, and leaves deeper ones alone', () => {
    const source = `
/**
 * Two lines
 * of text.
 */
export const Row = z.strictObject({
  /** The name. */
  name: z.string(),
  plain: z.string(),
  nested: z.strictObject({
    /** Not this one. */
    deep: z.string(),
  }),
});
export type Row = z.infer<typeof Row>;
export const Bare = z.string();
`;
    const comments = schemaComments(source);
    expect(comments.get('Row')).toEqual({ text: 'Two lines of text.', keys: new Map([['name', 'The name.']]) });
    expect(comments.get('Bare')).toEqual({ text: '', keys: new Map() });
  });
});
