import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english, englishInJson } from '../../../messages/english';
import { storedSummary, summaryText } from './summary';

describe('what a message is, in few words', () => {
  it.each([
    ['log', 'Scan log, 1 device'],
    ['log', 'Scan log, 12000 devices, round 3'],
    ['log', 'Scan log, 24 devices, round 2, edited'],
    ['pair', 'Pair, 20 devices'],
    ['pair', 'Pair, 1 device, edited'],
    ['burn', 'Burn, 2 devices'],
    ['notification', 'Notification: 20 devices passed scanning, 4 failed'],
    ['notification', 'Notification: all passed, edited'],
  ] as const)('%s on record: %s', (kind, written) => {
    const read = storedSummary(kind, written);
    expect(read[0]?.code).toBe(`delivery.${kind}`);
    expect(english(read)).toBe(written);
  });

  it('counts one device right that an older version did not, and shows what it cannot read as it stands', () => {
    expect(english(storedSummary('log', 'Scan log, 1 devices'))).toBe('Scan log, 1 device');
    expect(english(storedSummary('pair', 'pair, one device'))).toBe('pair, one device');
  });

  it('is read again as it was written', () => {
    const summary = fc.record({
      kind: fc.constantFrom('log', 'pair', 'burn'),
      devices: fc.nat(),
      round: fc.constantFrom(1, 2, 17),
      edited: fc.boolean(),
    });
    fc.assert(
      fc.property(summary, (given) => {
        const made = summaryText(given);
        expect(storedSummary(given.kind, englishInJson(made))).toEqual([made]);
      }),
    );
  });
});
