import { describe, expect, it } from 'vitest';
import { KEY_ID_HEADER, SIGNATURE_HEADER } from '../topology';
import { readReportSignature, signedBytes } from './report-signature';

const signature = `${'A'.repeat(86)}==`;
const keyId = '0123456789abcdef';
const headers = { [SIGNATURE_HEADER]: signature, [KEY_ID_HEADER]: keyId };

describe('signedBytes', () => {
  it('are the context, the message id and the body as it is', () => {
    const bytes = signedBytes('id-1', Uint8Array.of(0x7b, 0xff, 0x00, 0x7d));
    expect(Buffer.from(bytes).toString('latin1')).toBe('burnin-report-v1\nid-1\n{\xff\x00}');
  });
});

describe('readReportSignature', () => {
  it('reads what our agent sends', () => {
    expect(readReportSignature({ messageId: 'id-1', headers: { ...headers, other: 1 } })).toEqual({
      kind: 'signed',
      signature: { keyId, signature, nonce: 'id-1' },
    });
  });

  it.each([{}, { messageId: 'id-1' }, { headers: {} }, { headers: { other: 1 } }, { headers: null }, { headers: 'x' }])(
    '%j is not signed',
    (properties) => {
      expect(readReportSignature(properties)).toEqual({ kind: 'none' });
    },
  );

  it.each([
    { headers },
    { messageId: '', headers },
    { messageId: 7, headers },
    { messageId: 'two\nlines', headers },
    { messageId: 'ä', headers },
    { messageId: 'x'.repeat(256), headers },
    { messageId: 'id-1', headers: { [SIGNATURE_HEADER]: signature } },
    { messageId: 'id-1', headers: { [KEY_ID_HEADER]: keyId } },
    { messageId: 'id-1', headers: { ...headers, [SIGNATURE_HEADER]: 'AAAA' } },
    { messageId: 'id-1', headers: { ...headers, [SIGNATURE_HEADER]: { base64: signature } } },
    { messageId: 'id-1', headers: { ...headers, [KEY_ID_HEADER]: 'ABCDEF0123456789' } },
  ])('%j is signed in a way that cannot be read', (properties) => {
    expect(readReportSignature(properties)).toEqual({ kind: 'unreadable' });
  });
});
