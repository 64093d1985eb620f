import { describe, expect, it } from 'vitest';
import { verbatim } from '../../protocol/texts/text';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView } from '../../protocol/model';
import { earlierText, needSomebody } from './earlier-messages';

function one(kind: DeliveryView['kind'], state: DeliveryView['state'], said = ''): DeliveryView {
  return {
    key: `${kind}-${state}` as DeliveryKey,
    kind,
    operationId: 'op-1',
    state,
    summary: verbatim(`a ${kind}`),
    attempts: 1,
    nextTryAt: null,
    problem: verbatim(said),
    createdAt: 1,
    settledAt: null,
  };
}

describe('messages of earlier scans', () => {
  it('are not spoken of where there were none', () => {
    expect(earlierText([], [], 'x.sqlite', 'http://b')).toEqual([]);
    expect(needSomebody([])).toBe(false);
  });

  it('that were taken or still wait need nobody, and are named with their operation', () => {
    const earlier = [one('log', 'accepted'), one('pair', 'accepted'), one('notification', 'queued', 'Nothing listens.')];
    expect(needSomebody(earlier)).toBe(false);
    expect(earlierText(earlier, [], 'x.sqlite', 'http://b')).toEqual([
      '',
      'Messages of earlier scans that were still queued:',
      '  accepted  1 scan log, 1 list for Pair of operation op-1',
      '  queued    1 notification of operation op-1',
    ]);
  });

  it.each([
    ['was refused', one('pair', 'rejected', 'It says no.')],
    ['was refused in part', one('pair', 'accepted', 'It refused 1 of 2.')],
    ['is in doubt', one('burn', 'unknown', 'The connection was lost.')],
    ['was sent, and its answer is not on record', one('pair', 'sending', 'Disk full.')],
    ['is a rejected log', one('log', 'rejected', 'It says no.')],
  ])('that somebody must see to are told first: one that %s', (_what, bad) => {
    const earlier = [one('log', 'accepted'), bad];
    expect(needSomebody(earlier)).toBe(true);
    const [, , first, , next] = earlierText(earlier, [], 'x.sqlite', 'http://b');
    expect(first).toContain(`${bad.state.padEnd(9)} a ${bad.kind} of operation op-1 – `);
    expect(next).toMatch(/^ {2}→ Open these records in the console/);
  });

  it('that were made for another address are told with it and with what sends them there', () => {
    const lines = earlierText([one('pair', 'queued')], [{ made: 'http://a', set: 'http://b', count: 2 }], 'x.sqlite', 'http://b');
    expect(lines.at(-1)).toBe(
      '  → 2 messages of these wait for http://a and are not sent to http://b. A scan with --api http://a sends them; to have them sent to http://b: burnin deliveries readdress --db x.sqlite --from http://a --to http://b',
    );
  });

  it('that were made for another path are told without an address that would not send them', () => {
    const elsewhere = [{ made: 'http://b/api/pair', set: 'http://b/v2/pair', count: 1 }];
    expect(earlierText([one('pair', 'queued')], elsewhere, 'x.sqlite', 'http://b').at(-1)).toBe(
      '  → 1 message of these waits for http://b/api/pair and is not sent to http://b/v2/pair. To have it sent to http://b/v2/pair: burnin deliveries readdress --db x.sqlite --from http://b/api/pair --to http://b/v2/pair',
    );
  });
});
