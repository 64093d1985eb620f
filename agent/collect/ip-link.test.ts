import { describe, expect, it } from 'vitest';
import { readIpLinkJson } from './ip-link';

describe('readIpLinkJson', () => {
  it('takes what sysfs does not have', () => {
    const text =
      '[{"ifname":"a","permaddr":"e0:00:00:00:00:01","altnames":["x"]},{"ifname":"b","linkinfo":{"info_kind":"veth"}},{"ifname":"c"}]';
    expect(readIpLinkJson(text)).toEqual([
      { name: 'a', permanent: 'e0:00:00:00:00:01', altNames: ['x'], kind: null },
      { name: 'b', permanent: null, altNames: [], kind: 'veth' },
      { name: 'c', permanent: null, altNames: [], kind: null },
    ]);
  });
  it.each(['', 'not json', '{}', '[{"name":"a"}]'])('gives nothing for %j', (text) => {
    expect(readIpLinkJson(text)).toBeNull();
  });
});
