import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReportClaim } from './claimed-serial';

describe('whose report an unreadable message seems to be', () => {
  it.each([
    ['a wrong shape', '{"operationId":17,"sn":"SN1","interfaces":"none"}', { sn: 'SN1', operationId: '17' }],
    ['an old name', '{"serialno":" SN1 ","macinfo":7}', { sn: 'SN1', operationId: null }],
    ['a number', '{"sn":186,"operationid":"a"}', { sn: '186', operationId: 'a' }],
    ['broken off', '{"operationId": "17", "sn" : "SN\\u00311", "macinfo": {"eth0', { sn: 'SN11', operationId: '17' }],
    ['no JSON', '{\'x\': 1, "sn": "SN1"}', { sn: 'SN1', operationId: null }],
    ['too deep', `{"sn":"SN1","a":${'['.repeat(100)}`, { sn: 'SN1', operationId: null }],
    [
      'its own number, not that of a part',
      '{"disks":[{"sn":"DISK"}],"sn":"SN1","interfaces":1}',
      { sn: 'SN1', operationId: null },
    ],
    ['nobody', '{"operationId":17}', null],
    ['an empty number', '{"sn":"  "}', null],
    ['something else under the key', '{"sn":{"a":1}}', null],
    ['no text at all', '', null],
  ])('%s', (_name, text, claim) => {
    expect(readReportClaim(text)).toEqual(claim);
  });

  it('wherever a report breaks off behind its serial number, the number is read', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((sn) => sn.trim() !== ''),
        fc.nat({ max: 60 }),
        (sn, more) => {
          const whole = JSON.stringify({ operationId: '17', sn, macinfo: { enp1s0: { macaddr: 'e0:18:7d:2e:ca:68' } } });
          const behind = whole.indexOf(',"macinfo"');
          expect(readReportClaim(whole.slice(0, behind + more))).toEqual({ sn: sn.trim(), operationId: '17' });
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readReportClaim(text)).not.toThrow();
      }),
    );
  });
});
