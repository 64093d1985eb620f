import { describe, expect, it } from 'vitest';
import { permanentAddress } from './permanent-address';

describe('permanentAddress', () => {
  const current = 'e0:18:7d:2e:ca:68';
  const other = 'e0:18:7d:2e:ca:69';
  const nothing = { current, addrAssignType: null, bondMemberAddress: null, netlinkPermanent: null };
  it.each([
    ['what netlink names', { ...nothing, addrAssignType: 3, netlinkPermanent: other }, other],
    [
      'what the bond keeps, before netlink',
      { ...nothing, addrAssignType: 3, bondMemberAddress: other, netlinkPermanent: current },
      other,
    ],
    ['the current one where the assign type says so', { ...nothing, addrAssignType: 0 }, current],
    ['none where it is random', { ...nothing, addrAssignType: 1 }, null],
    ['none where it is stolen', { ...nothing, addrAssignType: 2 }, null],
    ['none where it was set and netlink names none', { ...nothing, addrAssignType: 3 }, null],
    ['none where the kernel says nothing', nothing, null],
    ['none where all is zero', { ...nothing, addrAssignType: 3, netlinkPermanent: '00:00:00:00:00:00' }, null],
    ['none on loopback', { ...nothing, current: '00:00:00:00:00:00', addrAssignType: 0 }, null],
  ])('%s', (_what, evidence, permanent) => {
    expect(permanentAddress(evidence)).toBe(permanent);
  });
});
