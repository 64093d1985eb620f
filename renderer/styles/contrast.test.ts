import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** Every colour token as its light and its dark value. */
const colours = new Map(
  [...tokens.matchAll(/(--[a-z-]+):\s*light-dark\((#[0-9a-f]{6}(?:[0-9a-f]{2})?),\s*(#[0-9a-f]{6}(?:[0-9a-f]{2})?)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

const SEMANTIC = ['pass', 'fail', 'conflict', 'silent', 'unchecked', 'unknown', 'waived'] as const;

/** Text and the grounds that it stands on: 4.5 for text of any size. */
const TEXT: readonly (readonly [string, string])[] = [
  ...['--ground', '--panel', '--sunken', '--chosen', '--line-soft'].flatMap((ground) => [
    ['--text', ground] as const,
    ['--dim', ground] as const,
  ]),
  ['--accent-ink', '--accent'],
  ['--loud-ink', '--loud'],
  ['--mark-ink', '--mark'],
  ...['--text', '--dim', '--fail-mark', '--pass-mark', '--silent-mark'].map((ink) => [ink, '--refused'] as const),
  ['--accent', '--panel'],
  ...SEMANTIC.map((state) => [`--${state}-ink`, `--${state}-fill`] as const),
  // Verdict words and marked octets stand in the state's mark colour on any line of the grid.
  ...SEMANTIC.flatMap((state) => ['--panel', '--sunken', '--chosen'].map((ground) => [`--${state}-mark`, ground] as const)),
  ...['--panel', '--sunken', '--chosen'].map((ground) => ['--wait-ink', ground] as const),
  ...['bad', 'warn', 'good', 'calm'].map((band) => [`--band-${band}-ink`, `--band-${band}`] as const),
];

/** Outlines, ticks and marks that carry meaning: 3. */
const MARKS: readonly (readonly [string, string])[] = [
  ...['--panel', '--ground', '--sunken'].flatMap((ground) => [
    ['--edge', ground] as const,
    ['--focus', ground] as const,
    ['--wait-mark', ground] as const,
  ]),
  ['--accent', '--ground'],
  ['--focus', '--chosen'],
  ['--accent', '--chosen'],
];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  it.each(TEXT)('text %s on %s reaches 4.5', (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)('mark %s on %s reaches 3', (mark, ground) => {
    expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [low = 0, high = 0] = [luminance(one, theme), luminance(other, theme)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(name: string, theme: 'light' | 'dark'): number {
  const colour = colours.get(name)?.[theme];
  if (colour === undefined) throw new Error(`tokens.css has no pair ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
