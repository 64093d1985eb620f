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

  it('survives a place to write to that fails', () => {
    const log = createStderrLog({
      write: () => {
        throw new Error('EPIPE');
      },
    });
    expect(() => log.error('nobody reads this')).not.toThrow();
  });
});
