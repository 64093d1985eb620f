import { describe, expect, it } from 'vitest';
import { shrink } from './shrink';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('shrink', () => {
  it('leaves what shows the fault and nothing else', async () => {
    const input = `${'x'.repeat(3_000)}{"a":"boom"}${'y'.repeat(2_000)}`;
    expect(textOf(await shrink(bytesOf(input), (candidate) => textOf(candidate).includes('boom')))).toBe('boom');
  });

  it('finds parts that stand apart', async () => {
    const input = `${'-'.repeat(100)}A${'-'.repeat(500)}B${'-'.repeat(100)}`;
    expect(textOf(await shrink(bytesOf(input), (candidate) => /A.*B/s.test(textOf(candidate))))).toBe('AB');
  });

  it('makes plain what does not matter but for its length', async () => {
    const small = await shrink(bytesOf('k9@#z!'), (candidate) => candidate.length === 6);
    expect(textOf(small)).toBe('000000');
  });

  it('gives up after so many tries with what it has', async () => {
    let tries = 0;
    const small = await shrink(bytesOf('x'.repeat(1_000)), () => (tries += 1) > 0, 5);
    expect(tries).toBeLessThanOrEqual(6);
    expect(small.length).toBeLessThan(1_000);
  });

  it('keeps an input that cannot be made smaller', async () => {
    const input = bytesOf('{"a":1}');
    expect(await shrink(input, () => false)).toBe(input);
  });
});
