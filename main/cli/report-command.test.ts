import { auditInWords } from '../app/records/audit-words';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openForReading } from './records-copy';
import { findPrinter } from './print-by-console';
import { parseReportArguments } from './report-arguments';
import { reportCommand } from './report-command';
import { runBurnin } from './run';

let folder: string;
let db: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'burnin-report-'));
  db = at('records.sqlite');
  await Promise.all([
    build({
      entryPoints: ['renderer/print/index.tsx'],
      outfile: at('print.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    }),
    runBurnin(['scan', '--practice', '--operation', 'OP-1', '--idle-s', '2', '--pair-passed', '--db', db], {
      write: () => undefined,
      say: () => undefined,
      isInteractive: false,
    }),
  ]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function reported(...words: readonly string[]): Promise<{ said: string; text: string }> {
  let said = '';
  const args = parseReportArguments([...words, '--db', db]);
  await reportCommand(args, (line) => void (said += `${line}\n`), folder);
  return { said, text: await readFile(args.out, 'utf8') };
}

async function burnin(...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const write = (part: string): void => void (said += part);
  const code = await runBurnin(words, { write, say: (line) => write(`${line}\n`), isInteractive: true });
  return { code, said };
}

describe('burnin report', () => {
  it('writes one page that needs nothing else, in the language that is asked for', async () => {
    const { said, text } = await reported('operation', 'OP-1', '--language', 'zh-Hant', '--out', at('op.html'));
    expect(said).toContain(`Report of operation OP-1 written to ${at('op.html')}`);
    expect(text).toMatch(/^<!doctype html>\n<html lang="zh-Hant" data-theme="light">/);
    expect(text).toContain('作業報告');
    expect(text).toContain('模擬');
    expect(text).not.toMatch(/<script|<link|src=/);
    expect(text).toContain('@page{size:A4');
    expect(text.match(/SIM0\d+/g)?.length).toBeGreaterThan(24);
  });

  it('is on record before it is written, and says the head of the event log as it was then', async () => {
    const { text } = await reported('unit', 'SIM008324', '--out', at('unit.html'));
    const store = await openForReading(db, () => undefined);
    const [newest] = await store.listAudit(1);
    const head = await store.chainHead();
    await store.close();
    expect(newest === undefined ? null : auditInWords(newest)).toMatchObject({
      action: 'exported report',
      subject: at('unit.html'),
      after: 'device SIM008324 as html',
    });
    expect(text).toContain(`entry ${(head?.seq ?? 0) - 1}`);
  });

  it('prints hashes that burnin audit verify says of the same entries, and the bundle has under the same names', async () => {
    const { text } = await reported('operation', 'OP-1', '--out', at('hashes.html'));
    const printed = [...text.matchAll(/entry (\d+)<\/dt><dd class="mono">([\da-f]{64})/g)].map(([, seq, hash]) => ({
      seq: Number(seq),
      hash: String(hash),
    }));
    expect(printed).toHaveLength(2);
    for (const { seq, hash } of printed) {
      const told = await burnin('audit', 'verify', '--db', db, '--entry', String(seq));
      expect(told).toMatchObject({ code: 0, said: expect.stringContaining(`Entry ${seq}: ${hash}\n`) as string });
    }
    expect((await burnin('audit', 'verify', '--db', db, '--entry', '999999')).code).toBe(1);
    await burnin('export', '--db', db, '--operation', 'OP-1', '--format', 'evidence', '--out', at('evidence.json'));
    const bundle = JSON.parse(await readFile(at('evidence.json'), 'utf8')) as {
      readonly entries: readonly { readonly seq: number; readonly hash: string }[];
      readonly eventLogHead: { readonly seq: number; readonly hash: string };
    };
    expect(bundle.entries.at(-1)).toMatchObject(printed[0] ?? {});
    const head = await burnin('audit', 'verify', '--db', db, '--entry', String(bundle.eventLogHead.seq));
    expect(head.said).toContain(`Entry ${bundle.eventLogHead.seq}: ${bundle.eventLogHead.hash}\n`);
    expect(head.said).toMatch(/^Head of the event log: entry \d+, [\da-f]{64}$/m);
    expect((await burnin('replay', at('evidence.json'))).code).toBe(0);
  });

  it('writes tables that a spreadsheet opens, marked in each line as practice', async () => {
    const unit = await reported('unit', 'SIM008324', '--out', at('unit.csv'));
    expect(unit.text.startsWith('\uFEFF"simulation","serial number","operation"')).toBe(true);
    const period = await reported('period', '--by', 'operator', '--out', at('period.csv'));
    expect(period.text.split('\r\n')[0]).toContain('"operator","scans","first pass"');
    const operation = await reported('operation', 'OP-1', '--format', 'csv', '--out', at('op.txt'));
    expect(operation.text.split('\r\n').length).toBeGreaterThan(50);
  });

  it('refuses what is not on record, and a file that the program keeps, and writes nothing', async () => {
    await expect(reported('operation', 'OP-9', '--out', at('none.html'))).rejects.toThrow(
      'There is nothing on record of operation OP-9.',
    );
    await expect(reported('unit', 'nobody', '--out', at('none.html'))).rejects.toThrow('No attempt of nobody is on record.');
    await expect(reported('unit', 'SIM008324', '--format', 'html', '--out', db)).rejects.toThrow('keeps its own data');
    await expect(readFile(at('none.html'))).rejects.toThrow('ENOENT');
  });

  it('says in one sentence where no program can make a PDF, and where it failed', async () => {
    vi.stubEnv('BURNIN_ELECTRON', '');
    vi.stubEnv('PATH', folder);
    await expect(reported('operation', 'OP-1', '--out', at('op.pdf'))).rejects.toThrow(
      /^A PDF is made by the program of the console, which is not here\. Use --format html/,
    );
    await writeFile(at('burnin-console'), '#!/bin/false\n', { mode: 0o755 });
    expect(findPrinter(process.env)).toEqual({ program: at('burnin-console'), words: [] });
    vi.stubEnv('DISPLAY', ':0');
    await expect(reported('operation', 'OP-1', '--out', at('op.pdf'))).rejects.toThrow('could not make the PDF');
    vi.unstubAllEnvs();
  });
});

it.each([
  [['week'], 'burnin report needs operation, unit, period or handover, not "week".'],
  [['operation', '--db', 'r'], '--out is missing'],
  [['operation', '--db', 'r', '--out', 'a.pdf'], 'burnin report operation needs the id of an operation'],
  [['unit', 'A', 'B', '--db', 'r', '--out', 'a.pdf'], '"B" is not an option'],
  [['unit', 'A', '--db', 'r', '--out', 'a', '--format', 'doc'], '--format cannot be "doc". It is one of pdf, html, csv.'],
  [['unit', 'A', '--db', 'r', '--out', 'a', '--language', 'zh'], '--language cannot be "zh".'],
  [['unit', 'A', '--db', 'r', '--out', 'a', '--from', '2026-11-01'], 'There is no option --from.'],
])('burnin report %j says what is wrong', (words, sentence) => {
  expect(() => parseReportArguments(words)).toThrow(sentence);
});

it('takes the format of the file’s ending, else pdf', () => {
  const formatOf = (out: string) => parseReportArguments(['period', '--db', 'r', '--out', out]).format;
  expect(['a.pdf', 'a.HTML', 'a.csv', 'a.txt', 'report'].map(formatOf)).toEqual(['pdf', 'html', 'csv', 'pdf', 'pdf']);
});
