import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, isDeviceType } from './device-types';
import { EVENT_TYPES, eventFacts, eventTypeOf, isEventType } from './event-types';
import { isA } from './type-trees';

describe('the trees of types', () => {
  it.each([
    ['SolidStateDrive', 'DataStorage'],
    ['HardDrive', 'Component'],
    ['Laptop', 'Computer'],
    ['Smartphone', 'Device'],
  ] as const)('%s is a %s', (type, ancestor) => {
    expect(isA(type, ancestor)).toBe(true);
    expect(isA(ancestor, type)).toBe(false);
  });

  it.each([
    ['EraseSectors', 'Erase'],
    ['EraseSectors', 'EraseBasic'],
    ['BenchmarkProcessorSysbench', 'BenchmarkProcessor'],
    ['WorkbenchRate', 'ManualRate'],
    ['DisposeProduct', 'Trade'],
    ['EreusePrice', 'Price'],
    ['Reserve', 'Organize'],
  ] as const)('%s is a %s', (type, ancestor) => {
    expect(isA(type, ancestor)).toBe(true);
    expect(isA(ancestor, type)).toBe(false);
  });

  it('have one root each, and no word is in both', () => {
    for (const type of DEVICE_TYPES) expect(isA(type, 'Device')).toBe(true);
    for (const type of EVENT_TYPES) expect(isA(type, 'Event')).toBe(true);
    expect(DEVICE_TYPES.filter((type) => isEventType(type))).toEqual([]);
    expect(isDeviceType('constructor') || isEventType('toString')).toBe(false);
  });

  it('hand facts down: what a group is about, its members are about', () => {
    const astray = EVENT_TYPES.filter((type) => {
      const { parent, on, many } = eventFacts(type);
      const above = parent === null ? null : eventFacts(parent);
      return above !== null && ((above.on !== undefined && on !== above.on) || (above.many === true && many !== true));
    });
    expect(astray).toEqual([]);
  });
});

describe('names of other vintages', () => {
  it.each([
    ['AggregateRate', 'AggregateRating'],
    ['ImageList', 'ImageSet'],
    ['PhotoboxSystemRate', 'PhotoboxAIRate'],
    ['Dispose', 'DisposeProduct'],
    ['ToDisposeProduct', 'ToDispose'],
    ['SmartTest', 'TestDataStorage'],
    ['VisualTest', 'WorkbenchRate'],
    ['Sell', 'Sell'],
    ['Dance', null],
    ['__proto__', null],
  ])('%s means %s', (word, type) => {
    expect(eventTypeOf(word)).toBe(type);
  });
});
