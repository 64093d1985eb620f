import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import { faultIn } from '../../../protocol/testing/one-sentence';
import type { KeyCheck } from '../ports/device-keys';
import { replayed, trustOf } from './report-trust';

const MODES = ['ifKnown', 'required'] as const;
const SIGNATURES = ['none', 'good', 'wrong', 'otherDevice', 'unknownKey'] as const satisfies readonly KeyCheck['signature'][];

/** `yes`: counts and is proven; `open`: counts as an unsigned one does; otherwise words of the refusal. */
function outcome(mode: (typeof MODES)[number], serialHasKey: boolean, signature: KeyCheck['signature']): string {
  const trust = trustOf(mode, 'SN-1', signature === 'none' ? 'none' : 'signed', { serialHasKey, signature });
  return trust.kind === 'refused' ? english(trust.reason) : trust.proven ? 'yes' : 'open';
}

describe('trustOf', () => {
  it.each([
    ['ifKnown', true, 'good', 'yes'],
    ['ifKnown', true, 'none', 'is not signed, though a key is known'],
    ['ifKnown', true, 'wrong', 'forged, or changed'],
    ['ifKnown', true, 'otherDevice', 'another device signed it'],
    ['ifKnown', true, 'unknownKey', 'another key than the one known'],
    ['ifKnown', false, 'none', 'open'],
    ['ifKnown', false, 'unknownKey', 'open'],
    ['ifKnown', false, 'otherDevice', 'another device signed it'],
    ['required', true, 'good', 'yes'],
    ['required', true, 'none', 'is not signed'],
    ['required', true, 'wrong', 'forged, or changed'],
    ['required', true, 'otherDevice', 'another device signed it'],
    ['required', true, 'unknownKey', 'another key than the one known'],
    ['required', false, 'none', 'only signed ones count here'],
    ['required', false, 'unknownKey', 'a key that is not known here'],
    ['required', false, 'otherDevice', 'another device signed it'],
  ] as const)('%s, key known %s, signature %s: %s', (mode, serialHasKey, signature, expected) => {
    expect(outcome(mode, serialHasKey, signature)).toContain(expected);
  });

  it.each(MODES)('%s: a signature that cannot be read is refused, whatever is known', (mode) => {
    for (const serialHasKey of [false, true])
      expect(trustOf(mode, 'SN-1', 'unreadable', { serialHasKey, signature: 'none' }).kind).toBe('refused');
  });

  it('says why in one sentence that shows what cannot be seen', () => {
    const serials = ['SN-1', '', 'SN\u202e\u0000', 'x'.repeat(128)];
    const sentences = serials.flatMap((sn) => [
      english(replayed(sn, { operationId: 'OP\u202e', at: 0 })),
      english(replayed(sn, null)),
      ...MODES.flatMap((mode) =>
        [true, false].flatMap((serialHasKey) =>
          SIGNATURES.flatMap((signature) => {
            const trust = trustOf(mode, sn, 'signed', { serialHasKey, signature });
            return trust.kind === 'refused' ? [english(trust.reason)] : [];
          }),
        ),
      ),
    ]);
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.map(faultIn).filter((fault) => fault !== '')).toEqual([]);
  });
});
