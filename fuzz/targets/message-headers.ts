import { evidenceOf, readStrayHeaders, strayOptions } from '../../main/adapters/amqp/message-properties';
import { STRAY_CLAIM_HEADER, STRAY_FROM_HEADER, STRAY_ID_HEADER } from '../../protocol/topology';
import type { Target } from '../engine/target';
import { about, keep, keepPlain, keepStorable } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

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
      { bytes: new Uint8Array(0), properties: evidence, source: 'work', strayId: null } as Parameters<typeof strayOptions>[0],
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
    const { from, strayId, claimed } = readStrayHeaders(message);
    return `${from !== null} ${strayId !== null} ${claimed !== null} ${about(offered.size)} ${Object.keys(evidence).length}`;
  },
};

const FIELDS = { deliveryTag: 1, redelivered: false, exchange: '', routingKey: 'hwinfo_queue', consumerTag: 'c' };

/** Texts in the input that stand for what AMQP knows and JSON does not. */
function asDecoded(value: unknown, depth = 0): unknown {
  if (value === '$bigint') return 9_007_199_254_740_993n;
  if (value === '$bytes') return Buffer.from([0, 255, 10]);
  if (typeof value !== 'object' || value === null || depth > 100) return value;
  if (Array.isArray(value)) return value.map((item) => asDecoded(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asDecoded(item, depth + 1)]));
}
