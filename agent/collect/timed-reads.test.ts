import { describe, expect, it } from 'vitest';
import { createTimedReads, LATE, readsHang } from './timed-reads';

interface Hanging {
  readonly work: () => Promise<string>;
  readonly answer: (text: string) => void;
  readonly begun: () => number;
}

function hanging(): Hanging {
  let begun = 0;
  let answer = (_text: string): void => {};
  return {
    work: () => {
      begun += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    answer: (text) => answer(text),
    begun: () => begun,
  };
}

describe('reads with a time of their own', () => {
  it('gives what is there in time, and fails as the read fails', async () => {
    const timed = createTimedReads(1000);
    expect(await timed.read('a', () => Promise.resolve(1))).toBe(1);
    await expect(timed.read('a', () => Promise.reject(new Error('no such thing')))).rejects.toThrow('no such thing');
    expect(readsHang()).toBe(false);
  });

  it('gives up one that hangs without holding up another, and does not begin it again before it has come back', async () => {
    const timed = createTimedReads(20);
    const disk = hanging();
    expect(await Promise.all([timed.read('disk', disk.work), timed.read('port', () => Promise.resolve('up'))])).toEqual([
      LATE,
      'up',
    ]);
    expect(await timed.read('disk', disk.work)).toBe(LATE);
    expect(disk.begun()).toBe(1);
    expect(readsHang()).toBe(true);
    disk.answer('too late');
    await Promise.resolve();
    await Promise.resolve();
    expect(readsHang()).toBe(false);
    expect(await timed.read('disk', () => Promise.resolve('back'))).toBe('back');
  });
});
