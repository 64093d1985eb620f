import { describe, expect, it } from 'vitest';
import { escapedText, hasInvisibleCharacter, visibleText, withoutPasswords } from './visible-text';

describe('visibleText', () => {
  it.each([
    ['Q186I15901', 'Q186I15901'],
    ['a\u0000b\nc\u202Ed\u2028e', 'a?b?c?d?e'],
    ['\uD800', '?'],
    ['1234567890x', '1234567890…'],
    ['öß漢🙂', 'öß漢🙂'],
    ['A\u3164B\u2800C\uFE0F', 'A?B?C?'],
  ])('%#: shown as %j', (text, shown) => {
    expect(visibleText(text, 10)).toBe(shown);
    expect(hasInvisibleCharacter(visibleText(text, 10))).toBe(false);
  });

  it('cuts no character in two that would then not be seen', () => {
    expect(visibleText('123456789🙂', 10)).toBe('123456789?…');
  });
});

describe('escapedText', () => {
  it.each([
    ['enp4s0 – Müller 漢 🙂', 'enp4s0 – Müller 漢 🙂'],
    ['\u001B[31mred\u001B[0m', String.raw`\u001b[31mred\u001b[0m`],
    ['a\r\nb\tc\u0000', String.raw`a\u000d\u000ab\u0009c\u0000`],
    ['SN\u202E1\u200B2\u2028', String.raw`SN\u202e1\u200b2\u2028`],
    ['\u{E0041}', String.raw`\u{e0041}`],
    ['\uD800', String.raw`\ud800`],
  ])('shows what it must not obey (%#)', (text, shown) => {
    expect(escapedText(text)).toBe(shown);
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
