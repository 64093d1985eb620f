import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text';

describe('visibleText', () => {
  it('leaves ordinary text alone, other scripts too', () => {
    for (const text of ['Q186I15901', 'e0:18:7d:2e:ca:68', 'Gerät Ω 设备 جهاز 🙂', '']) expect(visibleText(text)).toBe(text);
  });

  it.each([
    ['null character', '\u0000', '\\u{0000}'],
    ['line feed', '\n', '\\u{000A}'],
    ['delete', '\u007f', '\\u{007F}'],
    ['right-to-left override', '\u202e', '\\u{202E}'],
    ['isolate', '\u2066', '\\u{2066}'],
    ['zero width space', '\u200b', '\\u{200B}'],
    ['byte order mark', '\ufeff', '\\u{FEFF}'],
    ['C1 control', '\u0085', '\\u{0085}'],
    ['line separator', '\u2028', '\\u{2028}'],
    ['tag character', '\u{e0041}', '\\u{E0041}'],
    ['lone surrogate', '\ud800', '\\u{D800}'],
  ])('writes out a %s', (_name, hidden, shown) => {
    expect(visibleText(`SN${hidden}1`)).toBe(`SN${shown}1`);
  });

  it('changes nothing when it is applied twice', () => {
    const once = visibleText('x\u202ey\u0007');
    expect(visibleText(once)).toBe(once);
  });
});
