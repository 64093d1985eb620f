import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasInvisibleCharacter, visibleJson, visibleText, withoutPasswords } from './visible-text';

const LAST = 0x10_ffff;
/** What Unicode calls invisible, by property; the product has it as ranges, so that all runtimes agree. */
const BY_PROPERTY = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;

describe('visibleText', () => {
  it('writes out, of all 1,114,112 code points, those that cannot be seen and no other', () => {
    const wrong: string[] = [];
    let written = 0;
    for (let code = 0; code <= LAST; code += 1) {
      const character = String.fromCodePoint(code);
      const hidden = BY_PROPERTY.test(character);
      const shown = visibleText(character);
      if (shown !== character) written += 1;
      const right = hidden
        ? /^\\u(?:[0-9a-f]{4}|\{[0-9a-f]{5,6}\})$/.test(shown) && Number.parseInt(shown.replaceAll(/[^0-9a-f]/g, ''), 16) === code
        : shown === character;
      if (!right || hasInvisibleCharacter(character) !== hidden) wrong.push(code.toString(16));
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    // 2,048 surrogates, 137,468 for private use, the rest controls, formats, fillers and no characters.
    expect(written).toBeGreaterThan(143_000);
  });

  it('leaves nothing that a terminal obeys, that breaks a line or that turns text around, and changes nothing twice', () => {
    const odd = fc.constantFrom(
      '\u001b[31m',
      '\u009b2J',
      '\r\n',
      '\u2028',
      '\u202e',
      '\u2066',
      '\ud800',
      '\u{e0041}',
      '\u0007',
      'x',
      '🙂',
    );
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }), (given, most) => {
        const shown = visibleText(given, most);
        expect(BY_PROPERTY.test(shown)).toBe(false);
        expect(visibleText(shown)).toBe(shown);
        expect(shown.length).toBeLessThanOrEqual((most ?? Number.POSITIVE_INFINITY) + 1);
      }),
    );
  });

  it.each([
    ['enp4s0 – Müller 漢 جهاز 🙂', 'enp4s0 – Müller 漢 جهاز 🙂'],
    ['\u001B[31mred\u001B[0m', String.raw`\u001b[31mred\u001b[0m`],
    ['a\r\nb\tc\u0000', String.raw`a\u000d\u000ab\u0009c\u0000`],
    ['SN\u202E1\u200B2\u2028', String.raw`SN\u202e1\u200b2\u2028`],
    ['A\u3164B\u2800C\uFE0F\u{E0041}', String.raw`A\u3164B\u2800C\ufe0f\u{e0041}`],
    ['\uE000 \uD800', String.raw`\ue000 \ud800`],
  ])('%#: shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ['1234567890', '1234567890'],
    ['1234567890x', '1234567890…'],
    ['123456789🙂', '123456789…'],
    ['12345678🙂', '12345678🙂'],
    ['12345\u0000', '12345…'],
    ['1234\u0000', String.raw`1234\u0000`],
  ])('%#: ten characters of %j are %j', (text, shown) => {
    expect(visibleText(text, 10)).toBe(shown);
  });

  it('takes no longer for a text of ten million characters of which a few are asked for', () => {
    expect(visibleText('\u0000'.repeat(1e7), 12)).toBe(String.raw`\u0000\u0000…`);
  });
});

describe('visibleJson', () => {
  it('means the same as before, and shows every character', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.string({ unit: 'binary' }), (json, text) => {
        const value: unknown = [JSON.parse(json), text, 'x\u202e\u{e0041}\u009b'];
        const shown = visibleJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(shown)).toEqual(value);
        expect(BY_PROPERTY.test(shown.replaceAll('\n', ''))).toBe(false);
      }),
    );
  });
});

describe('withoutPasswords', () => {
  it.each([
    ["Unknown option '--amqpamqp://u:secret@h/'.", "Unknown option '--amqpamqp://u@h/'."],
    ['amqp://u:s@e:c@h and https://v:secret@i/x', 'amqp://u@h and https://v@i/x'],
    ["Unknown option '--amqpu:secret@h/'.", "Unknown option '--amqpu@h/'."],
    ['Nothing answers at 10.0.0.1:5672 (see http://h:80/).', 'Nothing answers at 10.0.0.1:5672 (see http://h:80/).'],
  ])('%s', (sentence, shown) => {
    expect(withoutPasswords(sentence)).toBe(shown);
  });
});
