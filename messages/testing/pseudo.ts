import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import english from '../en.json';
import { wordsOf, type Messages, type Words } from '../words';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'àbçdéfghîjklmñöpqršťûvwxýžÀBÇDÉFGHÎJKLMÑÖPQRŠŤÛVWXÝŽ';
const ACCENTS = new Map(Array.from(PLAIN, (letter, at) => [letter, ACCENTED.charAt(at)]));

export const OPENS = '[';
export const CLOSES = ']';

/** By how much other languages are longer than English, of the letters of a message. */
const LONGER = 0.35;

/**
 * A message as no language has it: longer, with accents, in brackets. So what is cut off, what has no room and what does not come
 * from the catalogue can be seen, and read.
 */
export function pseudo(message: string): string {
  const pieces: string[] = [];
  let letters = 0;
  let from = 0;
  const walk = (parts: readonly MessageFormatElement[]): void => {
    for (const part of parts) {
      if (part.type === TYPE.plural || part.type === TYPE.select)
        for (const { value } of Object.values(part.options)) walk(value);
      if (part.type !== TYPE.literal || part.location === undefined) continue;
      const { start, end } = part.location;
      const text = message.slice(start.offset, end.offset);
      letters += text.length;
      pieces.push(message.slice(from, start.offset), Array.from(text, (sign) => ACCENTS.get(sign) ?? sign).join(''));
      from = end.offset;
    }
  };
  walk(parse(message, { ignoreTag: true, captureLocation: true }));
  if (message === '') return message;
  return `${OPENS}${pieces.join('')}${message.slice(from)}${'~'.repeat(Math.ceil(letters * LONGER))}${CLOSES}`;
}

/** The whole catalogue so, made of the English one. */
export function pseudoWords(): Words {
  return wordsOf('en', { locale: 'en', between: ' ' }, ofTree(english) as Messages);
}

function ofTree(tree: unknown): unknown {
  if (typeof tree === 'string') return pseudo(tree);
  return Object.fromEntries(Object.entries(tree as object).map(([key, value]) => [key, ofTree(value)]));
}
