import { evidenceOf, readStrayHeaders, strayOptions } from '../../main/adapters/amqp/message-properties';
import { KEY_ID_HEADER, SIGNATURE_HEADER, STRAY_CLAIM_HEADER, STRAY_FROM_HEADER, STRAY_ID_HEADER } from '../../protocol/topology';
import { readReportSignature, signedBytes } from '../../protocol/wire/report-signature';
import type { Target } from '../engine/target';
import { about, keep, keepPlain, keepStorable } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

/** 64 bytes in base64, as a signature is. */
const SIGNATURE = Buffer.alloc(64, 7).toString('base64');

type Message = Parameters<typeof evidenceOf>[0];

export const messageHeaders: Target = {
  name: 'message-headers',
  reads: 'properties and headers of messages from the broker',
  tokens: [
    'headers',
    'messageId',
    'correlationId',
    'replyTo',
    'contentType',
    'timestamp',
    'CC',
    'BCC',
    STRAY_FROM_HEADER,
    STRAY_ID_HEADER,
    STRAY_CLAIM_HEADER,
    SIGNATURE_HEADER,
    KEY_ID_HEADER,
    SIGNATURE,
    '0123456789abcdef',
    '$bigint',
    '$bytes',
  ],
  seeds: () => [
    jsonBytes({
      messageId: 'm1',
      contentType: 'application/json',
      timestamp: 1,
      headers: { [STRAY_FROM_HEADER]: 'c1', [STRAY_ID_HEADER]: 's1' },
    }),
    jsonBytes({ headers: { CC: ['hwinfo_queue'], BCC: ['x'], deep: [[{ a: '$bytes' }, '$bigint']] } }),
    jsonBytes({ messageId: 'm1', headers: { [SIGNATURE_HEADER]: SIGNATURE, [KEY_ID_HEADER]: '0123456789abcdef' } }),
    jsonBytes({ replyTo: 'hwinfo_queue.c1', correlationId: '17', deliveryMode: 2, priority: 1, expiration: '1000' }),
  ],
  run(bytes) {
    const value = jsonValue(lenientText(bytes));
    if (typeof value !== 'object' || value === null) return 'no properties';
    const { headers, ...rest } = asDecoded(value) as { readonly headers?: unknown };
    // The AMQP library gives an object of headers or none at all.
    const properties = {
      ...rest,
      headers: typeof headers === 'object' && headers !== null && !Array.isArray(headers) ? headers : undefined,
    };
    const message = { content: Buffer.alloc(0), fields: FIELDS, properties } as Message;
    const evidence = evidenceOf(message);
    keepPlain(evidence);
    keepStorable(evidence);
    keep(!Object.hasOwn(evidence, '__proto__'), 'evidence has only properties that AMQP knows');
    const options = strayOptions(
      { bytes: new Uint8Array(0), properties: evidence, source: 'work', strayId: null },
      'this-console',
      'this-offer',
    );
    const offered = new Map<string, unknown>(Object.entries(Object(options.headers) as Record<string, unknown>));
    keep(
      offered.get(STRAY_FROM_HEADER) === 'this-console' && offered.get(STRAY_ID_HEADER) === 'this-offer',
      'an offer names who offers it, whatever came',
    );
    keep(!offered.has('CC') && !offered.has('BCC'), 'an offer is routed nowhere else');
    keep(
      Object.getPrototypeOf(options.headers) === Object.prototype,
      'headers of an offer have no prototype that came with the message',
    );
    const signed = keepSignature(evidence);
    const { from, strayId, claimed } = readStrayHeaders(message);
    return `${signed} ${from !== null} ${strayId !== null} ${claimed !== null} ${about(offered.size)} ${Object.keys(evidence).length}`;
  },
};

/** A signature that was read is one, and covers the message id apart from the body: no two pairs of them give the same bytes. */
function keepSignature(evidence: ReturnType<typeof evidenceOf>): string {
  const read = readReportSignature(evidence);
  if (read.kind !== 'signed') return read.kind;
  const { keyId, nonce, signature } = read.signature;
  keep(
    Buffer.from(signature, 'base64').length === 64 && /^[0-9a-f]{16}$/.test(keyId),
    'a signature and its key are written as they must be',
  );
  keep(!/[^\x21-\x7e]/.test(nonce) && nonce.length >= 1 && nonce.length <= 255, 'a nonce is one printable word', () => nonce);
  const covered = Buffer.from(signedBytes(nonce, Uint8Array.of(1, 10, 255))).toString('latin1');
  keep(covered.split('\n')[1] === nonce && covered.endsWith('\u0001\n\u00ff'), 'a signature covers the message id and the body');
  return read.kind;
}

const FIELDS = { deliveryTag: 1, redelivered: false, exchange: '', routingKey: 'hwinfo_queue', consumerTag: 'c' };

/** Texts in the input that stand for what AMQP knows and JSON does not. */
function asDecoded(value: unknown, depth = 0): unknown {
  if (value === '$bigint') return 9_007_199_254_740_993n;
  if (value === '$bytes') return Buffer.from([0, 255, 10]);
  if (typeof value !== 'object' || value === null || depth > 100) return value;
  if (Array.isArray(value)) return value.map((item) => asDecoded(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asDecoded(item, depth + 1)]));
}
