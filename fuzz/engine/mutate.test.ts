import { describe, expect, it } from 'vitest';
import { enlarge } from './enlarge';
import { MEBIBYTE } from './hostile';
import { readTree, treeText } from './json-tree';
import { mutateBytes } from './mutate-bytes';
import { mutateJson } from './mutate-json';
import { Random } from './random';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const MESSAGE = '{"sn":"SN1","macinfo":{"eth0":{"macaddr":"e0:18:7d:2e:ca:68"}},"attempt":1,"list":[true,null,1.5]}';

function treeOf(text: string): NonNullable<ReturnType<typeof readTree>> {
  const tree = readTree(bytesOf(text));
  if (tree === null) throw new Error('no tree');
  return tree;
}

describe('JSON as a tree', () => {
  it.each([MESSAGE, '{}', '[]', '{"__proto__":{"a":1},"":[[]]}'])('%s comes out as it went in', (text) => {
    expect(treeText(treeOf(text))).toBe(text);
  });

  it('is nothing for what is no object or list', () => {
    for (const text of ['', '1', '"a"', 'null', '{']) expect(readTree(bytesOf(text))).toBeNull();
    expect(readTree(Uint8Array.of(0xff))).toBeNull();
    expect(readTree(bytesOf('['.repeat(1_000) + ']'.repeat(1_000)))).toBeNull();
  });
});

describe('mutations', () => {
  it('are the same for the same seed, and leave the input as it was', () => {
    const tree = treeOf(MESSAGE);
    const run = (): string[] => {
      const random = new Random('7');
      return Array.from({ length: 200 }, () => textOf(mutateJson(tree, random, ['sn', 'ip'], tree)));
    };
    expect(run()).toEqual(run());
    expect(treeText(tree)).toBe(MESSAGE);
    const input = bytesOf(MESSAGE);
    const byBytes = (): string[] => {
      const random = new Random('7');
      return Array.from({ length: 200 }, () => Buffer.from(mutateBytes(input, random, [bytesOf('sn')], input)).toString('hex'));
    };
    expect(byBytes()).toEqual(byBytes());
    expect(textOf(input)).toBe(MESSAGE);
  });

  it('make what a hostile sender would: prototype keys, keys twice, numbers too large, deep nesting, texts that cannot be seen', () => {
    const random = new Random('3');
    const made = Array.from({ length: 4_000 }, () => textOf(mutateJson(treeOf(MESSAGE), random, ['sn', 'attempt'], null)));
    const signs = [
      '"__proto__":',
      '1e999',
      '9007199254740993',
      '[[[[[[[[[[[[[[[[[[[[',
      '\u202e',
      '\\u0000',
      '\\ud800',
      '=cmd|',
      '../',
    ];
    expect(signs.filter((sign) => !made.some((text) => text.includes(sign)))).toEqual([]);
    expect(made.some((text) => /"(\w+)":[^{}[\]]*,"\1":/.test(text))).toBe(true);
    const readable = made.filter((text) => readTree(bytesOf(text)) !== null).length;
    expect(readable).toBeGreaterThan(2_000);
  });

  it('make bytes that are no UTF-8', () => {
    const random = new Random('3');
    const fatal = new TextDecoder('utf-8', { fatal: true });
    const broken = Array.from({ length: 500 }, () =>
      mutateBytes(bytesOf(MESSAGE), random, [bytesOf('sn')], bytesOf('{}')),
    ).filter((bytes) => {
      try {
        fatal.decode(bytes);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken.length).toBeGreaterThan(50);
  });

  it('make an input larger than a message may be', () => {
    const random = new Random('5');
    const sizes = Array.from({ length: 60 }, () => enlarge(bytesOf(MESSAGE), random).length);
    expect(sizes.filter((size) => size > MEBIBYTE).length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThan(3 * MEBIBYTE);
    expect(enlarge(new Uint8Array(0), random).length).toBeGreaterThan(1_000);
  });
});
