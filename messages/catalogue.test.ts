import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { TEXT_CODES } from '../protocol/texts/text';
import english from './en.json';

describe('the catalogue', () => {
  it('has every code, and no other, in alphabetical order', () => {
    expect(Object.keys(english)).toEqual(Object.keys(TEXT_CODES).toSorted());
  });

  it.each(Object.entries(TEXT_CODES))('%s takes exactly its parameters', (code, params) => {
    const message = english[code as keyof typeof english];
    expect([...argumentsOf(parse(message, { ignoreTag: true }))].toSorted()).toEqual([...params].toSorted());
  });
});

function argumentsOf(elements: readonly MessageFormatElement[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    names.add(element.value);
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const { value } of Object.values(element.options)) for (const name of argumentsOf(value)) names.add(name);
  }
  return names;
}
