import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog } from './file-log';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('file log', () => {
  it('writes one JSON object per line, readable by its owner only', () => {
    const file = join(folder, 'logs', 'console.log');
    const log = createFileLog({ file, now: () => 0 });
    log.info('broker connected', { url: 'amqp://a:b@c' });
    log.error('line one\nline two', { level: 'mine' });
    log.close();
    expect(lines(file)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'info', message: 'broker connected', url: 'amqp://a:[hidden]@c' },
      { at: '1970-01-01T00:00:00.000Z', level: 'error', message: 'line one\nline two', level_: 'mine' },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700);
  });

  it('leaves out what is below its level', () => {
    const file = join(folder, 'console.log');
    const log = createFileLog({ file, level: 'warn' });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.close();
    expect(lines(file)).toMatchObject([{ message: 'c' }]);
  });

  it('goes on in the same file after a restart', () => {
    const file = join(folder, 'console.log');
    for (const message of ['first run', 'second run']) {
      const log = createFileLog({ file });
      log.info(message);
      log.close();
    }
    expect(lines(file)).toMatchObject([{ message: 'first run' }, { message: 'second run' }]);
  });

  it('puts full files aside and keeps only so many', () => {
    const file = join(folder, 'console.log');
    const log = createFileLog({ file, maxBytes: 300, keep: 2 });
    for (let number = 1; number <= 40; number += 1) log.info(`entry ${number}`);
    log.close();
    expect(readdirSync(folder).toSorted()).toEqual(['console.log', 'console.log.1', 'console.log.2']);
    const kept = ['console.log.2', 'console.log.1', 'console.log'].flatMap((name) => lines(join(folder, name)));
    const numbers = kept.map((entry) => Number(/entry (\d+)/.exec(JSON.stringify(entry))?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => 40 - numbers.length + 1 + index));
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(300);
  });

  it('does not throw when it cannot write, and says afterwards how much was lost', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    const file = join(folder, 'logs', 'console.log');
    const log = createFileLog({ file });
    log.info('lost');
    log.info('lost too');
    rmSync(join(folder, 'logs'));
    log.info('written');
    log.close();
    expect(lines(file)).toMatchObject([{ message: '2 log entries could not be written.' }, { message: 'written' }]);
  });

  it('does nothing after it was closed', () => {
    const file = join(folder, 'console.log');
    const log = createFileLog({ file });
    log.info('before');
    log.close();
    log.info('after');
    expect(lines(file)).toHaveLength(1);
  });
});
