import { describe, expect, it } from 'vitest';
import { englishWindow } from './english';
import { createFormat } from './format';
import { windowWords, type WindowLanguage } from './window-words';

const words = windowWords(() => englishWindow);

describe("the window's words", () => {
  it('are texts, and functions of what they name', () => {
    expect(words.grid.columns.status).toBe('Status');
    expect(words.grid.found({ sn: 'A1', status: words.status.pass })).toBe('Found A1: Pass.');
    expect(words.settings.fields['broker.url'].label).toBe('Broker address');
  });

  it('have the plural and the digits of their language', () => {
    expect([1, 2, 12_000].map((count) => words.pair.button.pair({ count }))).toEqual([
      'Pair 1 device',
      'Pair 2 devices',
      'Pair 12,000 devices',
    ]);
    expect(words.registry.number({ device: 12_345 })).toBe('No. 12345');
    expect(words.start.column({ column: 1_234 })).toBe('Column 1234');
    expect(words.start.problemLine({ line: 12_345 })).toBe('Line 12345');
    expect(words.overview.percent({ share: 0.7058 })).toBe('70.6%');
    expect([0, 1, 3].map((count) => words.registry.pictures.confirm({ count }))).toEqual([
      'Store pictures',
      'Store 1 picture',
      'Store 3 pictures',
    ]);
  });

  it('take what they are given as text, not as a message', () => {
    expect(words.grid.copied({ text: "{text} '<b>#" })).toBe("Copied {text} '<b>#");
  });

  it('change their language while the window is open, also those that are held already', () => {
    let language = englishWindow;
    const held = windowWords(() => language);
    const { grid } = held;
    const { several } = grid;
    const german: WindowLanguage = {
      words: {
        ...englishWindow.words,
        grid: {
          ...englishWindow.words.grid,
          clear: 'Aufheben',
          several: '{count, plural, one {# Gerät enthält} other {# Geräte enthalten}} „{text}“.',
        },
      },
      format: createFormat('de'),
    };
    expect(grid.clear).toBe('Clear');
    language = german;
    expect(grid.clear).toBe('Aufheben');
    expect(several({ count: 1_200, text: 'A' })).toBe('1.200 Geräte enthalten „A“.');
  });

  it('can be listed', () => {
    expect(Object.values(words.verdict).every((word) => typeof word === 'string' || typeof word === 'function')).toBe(true);
    expect(Object.keys(words.review)).toEqual(Object.keys(englishWindow.words.review));
  });
});
