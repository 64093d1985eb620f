import { describe, expect, it } from 'vitest';
import { text } from '../protocol/texts/text';
import { pseudo, pseudoWords } from './testing/pseudo';
import { windowWords } from './window-words';

describe('the pseudo-locale', () => {
  it('is longer, accented and in brackets, and takes the same parameters', () => {
    expect(pseudo('Scan again')).toBe('[Šçàñ àgàîñ~~~~]');
    expect(pseudo('{count, plural, one {# unit of {name}} other {# units}}')).toBe(
      '[{count, plural, one {# ûñîť öf {name}} other {# ûñîťš}}~~~~~~]',
    );
    expect(pseudo("like '{'\"a\": 1'}' in {file}")).toBe("[lîké '{'\"à\": 1'}' îñ {file}~~~~~~~~]");
    expect(pseudo('')).toBe('');
  });

  it('says what the window and the domain say', () => {
    const { say, window } = pseudoWords();
    const words = windowWords(() => window);
    expect(words.grid.found({ sn: 'A1', status: words.status.pass })).toMatch(/^\[Föûñd A1: \[Pàšš~+\]\.~+\]$/);
    expect(say([text('device.noAnswer'), text('verdict.andMore', { more: 2 })])).toMatch(
      /^\[Ñö àñšwér:.*\] \[\(àñd 2 möré\)~+\]$/,
    );
    expect(words.header.deliveriesBad({ count: 1 })).toMatch(/^\[1 pröblém~+\]$/);
  });
});
