import { expect, it } from 'vitest';
import english from '../../../../messages/en.json';
import { ownProperties } from './properties';

it('every property of a device has a name in the window', () => {
  const properties = new Set(Object.values(ownProperties()).flat());
  expect(Object.keys(english.window.registry.properties).toSorted()).toEqual([...properties].toSorted());
});
