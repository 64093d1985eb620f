import { describe, expect, it } from 'vitest';
import { createStderrLog } from './stderr-log';

describe('stderr log', () => {
  it('writes one readable line per entry', () => {
    const written: string[] = [];
    const log = createStderrLog({ now: () => 0, write: (line) => written.push(line) });
    log.warn('MES is slow', { tries: 3, sn: 'Q1', sentence: 'no answer yet' });
    expect(written).toEqual(['1970-01-01T00:00:00.000Z warn  MES is slow tries=3 sn=Q1 sentence="no answer yet"\n']);
  });

  it('never lets a text from outside move the cursor, break the line or carry a secret', () => {
    const written: string[] = [];
    const log = createStderrLog({ now: () => 0, write: (line) => written.push(line), secrets: () => ['hunter2'] });
    log.info('serial \u001b[2J\nQ1 hunter2');
    expect(written).toEqual(['1970-01-01T00:00:00.000Z info  serial \\u001b[2J\\u000aQ1 [hidden]\n']);
  });

  it('says of an error its words, and where it came from only at debug', () => {
    const written: string[] = [];
    for (const level of ['error', 'debug'] as const)
      createStderrLog({ level, now: () => 0, write: (line) => written.push(line) }).error('It failed.', {
        error: new Error('The disk is full.', { cause: new Error('ENOSPC') }),
      });
    expect(written[0]).toBe('1970-01-01T00:00:00.000Z error It failed. error="The disk is full."\n');
    expect(written[1]).toMatch(/stack.*ENOSPC/);
  });

  it('survives a place to write to that fails', () => {
    const log = createStderrLog({
      write: () => {
        throw new Error('EPIPE');
      },
    });
    expect(() => log.error('nobody reads this')).not.toThrow();
  });
});
