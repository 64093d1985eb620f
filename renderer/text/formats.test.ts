import { describe, expect, it } from 'vitest';
import { ENGLISH, loadWords } from '../../messages/words';
import { createFormats, formats } from './formats';
import { showWords } from './shown-words';

const AT = new Date(2026, 10, 21, 7, 5);

describe('formats', () => {
  it('are English where no language is named', () => {
    for (const { date, dayOfYear, time, dateAndTime, count, measured, property, score, percent, money } of [
      createFormats(),
      formats(),
    ]) {
      expect([date, dayOfYear, time, dateAndTime].map((format) => format.format(AT))).toEqual([
        '21 Nov 2026',
        '21 Nov',
        '07:05',
        '21 Nov 2026, 07:05',
      ]);
      expect([count, measured, property, score].map((format) => format.format(1234.5678))).toEqual([
        '1,234.568',
        '1,234.57',
        '1,234.568',
        '1,234.57',
      ]);
      expect([percent.format(0.351), money(92.2, 'EUR'), money(92.2, 'USD')]).toEqual(['35.1%', '€92.20', '$92.20']);
    }
  });

  it('are those of the language that is named', () => {
    const { date, time, count, score, money } = createFormats('de');
    expect([date.format(AT), time.format(AT)]).toEqual(['21. Nov. 2026', '07:05']);
    expect([count.format(10_000), score.format(3.8), money(92.2, 'EUR')]).toEqual(['10.000', '3,80', '92,20\u00a0€']);
  });

  it('are those of the language that the window shows, with 24 hours', async () => {
    for (const [language, date] of [
      ['zh-Hant', '2026年11月21日 07:05'],
      ['zh-Hans', '2026年11月21日 07:05'],
    ] as const) {
      showWords(await loadWords(language));
      expect(formats().dateAndTime.format(AT)).toBe(date);
      expect(formats().time.format(new Date(2026, 10, 21, 21, 45))).toBe('21:45');
    }
    showWords(ENGLISH);
    expect(formats().date.format(AT)).toBe('21 Nov 2026');
  });
});
