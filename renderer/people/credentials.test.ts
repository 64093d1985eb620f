import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Credentials, NO_CREDENTIALS, withBadge, withScan } from './credentials';

/** What of it can be read on the screen. */
const readable = ({ badge, hidden }: Credentials): string => (hidden ? '' : badge);

describe('badge and PIN', () => {
  it('are scanned in this order, and a third code belongs to nothing', () => {
    const badge = withScan(NO_CREDENTIALS, 'B-77');
    expect(badge).toEqual({ badge: 'B-77', pin: '', hidden: true });
    const both = withScan(badge ?? NO_CREDENTIALS, '4321');
    expect(both).toEqual({ badge: 'B-77', pin: '4321', hidden: true });
    expect(withScan(both ?? NO_CREDENTIALS, 'Q186I15901')).toBeNull();
  });

  it('the same badge twice is one badge', () => {
    const once = withScan(NO_CREDENTIALS, 'B-77') ?? NO_CREDENTIALS;
    expect(withScan(once, 'B-77')).toEqual(once);
  });

  it('no code that was scanned can ever be read, in whatever order things are scanned and typed', () => {
    const code = fc.integer({ min: 1_000, max: 9_999 }).map((number) => `#${number}`);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('scan' as const), text: code }),
      fc.record({ kind: fc.constant('append' as const), text: fc.constantFrom('a', 'b') }),
      fc.record({ kind: fc.constant('clear' as const), text: fc.constant('') }),
      fc.record({ kind: fc.constant('type' as const), text: fc.constantFrom('OP', 'X') }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let given = NO_CREDENTIALS;
        for (const { kind, text } of steps) {
          if (kind === 'scan') given = withScan(given, text) ?? given;
          if (kind === 'append') given = withBadge(given, given.badge + text);
          if (kind === 'clear') given = withBadge(given, '');
          if (kind === 'type' && given.badge === '') given = withBadge(given, text);
          expect(readable(given)).not.toContain('#');
        }
      }),
    );
  });
});
