import { describe, expect, it } from 'vitest';
import { ACT_KEYS, actOfKey, KEYS, keysOfAct, meaningOf, nameOfKey, type KeyPlaceName } from './key-table';

const press = (key: string, ctrl = false, shift = false) => ({ key, ctrl, shift });
const PLACES = Object.keys(KEYS) as KeyPlaceName[];

describe('the table of keys', () => {
  it('writes a key as it is read', () => {
    expect(nameOfKey(press('k', true))).toBe('Ctrl+K');
    expect(nameOfKey(press('?', false, true))).toBe('?');
    expect(nameOfKey(press('F1', false, true))).toBe('Shift+F1');
    expect(nameOfKey(press(' '))).toBe('Space');
    expect(nameOfKey(press('Home', true))).toBe('Ctrl+Home');
  });

  it.each(PLACES)('has every key of %s once', (place) => {
    const keys = KEYS[place].flatMap((line) => Object.keys(line.keys));
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  it('gives a key that acts anywhere no other meaning', () => {
    for (const key of Object.keys(ACT_KEYS))
      for (const place of PLACES) expect(KEYS[place].flatMap((line) => Object.keys(line.keys))).not.toContain(key);
  });

  it('tells what a key means in its place, with Shift only where the table says so', () => {
    expect(meaningOf('grid', press('ArrowDown', false, true))).toBe('down');
    expect(meaningOf('gridHeader', press('ArrowLeft', false, true))).toBe('narrower');
    expect(meaningOf('gridHeader', press('ArrowLeft'))).toBeUndefined();
    expect(meaningOf('grid', press('ArrowDown', true))).toBeUndefined();
    expect(meaningOf('registry', press('a', true))).toBe('selectAll');
    expect(meaningOf('registry', press('a'))).toBeUndefined();
  });

  it('knows the act of a key, and the keys of an act', () => {
    expect(actOfKey(press('F8'))).toBe('pair');
    expect(actOfKey(press('K', true, true))).toBe('palette');
    expect(actOfKey(press('k'))).toBeUndefined();
    expect(keysOfAct('keySheet')).toEqual(['?', 'Shift+F1']);
  });
});
