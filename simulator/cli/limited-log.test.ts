import { describe, expect, it } from 'vitest';
import { limitLog } from './limited-log';

describe('limitLog', () => {
  it('passes on so many sentences a second and says how many it left out', () => {
    const said: string[] = [];
    let now = 0;
    const log = limitLog(
      (level, sentence) => said.push(`${level}: ${sentence}`),
      2,
      () => now,
    );
    for (const sentence of ['one', 'two', 'three', 'four']) log('warn', sentence);
    now = 999;
    log('error', 'five');
    now = 1000;
    log('warn', 'six');
    now = 2000;
    log('warn', 'seven');
    expect(said).toEqual(['warn: one', 'warn: two', 'warn: 3 more warnings were left out.', 'warn: six', 'warn: seven']);
  });
});
