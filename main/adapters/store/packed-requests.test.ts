import { verbatim, NO_TEXT } from '../../../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { DeliveryKey, operationId } from '../../../protocol/ids';
import { packRequests, unpackRequests } from './packed-requests';
import type { WriterRequest } from './writer-protocol';

const OPERATION = operationId('BI-20261121-214502');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const report = (id: string, text: string) => ({
  id,
  operationId: OPERATION,
  sn: 'V1',
  at: 7,
  bytes: bytesOf(text),
  properties: { messageId: id, headers: { __proto__x: 1 } },
});

describe('requests on their way to the writer', () => {
  it('arrive as they were sent, each message with its own bytes', () => {
    const requests: WriterRequest[] = [
      { kind: 'write', id: 1, change: { kind: 'commit', commit: { reports: [report('r1', 'one'), report('r2', '')] } } },
      { kind: 'read', id: 2, query: 'loadReport', parameters: ['r1'] },
      {
        kind: 'write',
        id: 3,
        change: {
          kind: 'commit',
          commit: {
            reports: [report('r3', 'three')],
            quarantined: [
              { id: 'q1', at: 1, reason: verbatim('half a pair: \uD800'), bytes: Uint8Array.of(0, 255), properties: {} },
            ],
            held: [{ id: 'h1', operationId: OPERATION, at: 2, bytes: bytesOf('held'), properties: { messageId: 'm' } }],
            deliveryUpdates: [
              {
                key: DeliveryKey.parse('k'),
                state: 'unknown',
                attempts: 1,
                nextTryAt: null,
                problem: verbatim('lost'),
                settledAt: null,
              },
            ],
          },
        },
      },
      { kind: 'write', id: 4, change: { kind: 'setting', name: 'theme', value: 'dark' } },
      { kind: 'close', id: 5 },
    ];
    expect(unpackRequests(packRequests(requests))).toEqual(requests);
  });

  it('take along no more than a message, however large the buffer that it is a window on', () => {
    const wide = new Uint8Array(1_000).fill(7);
    const { bytes } = packRequests([
      {
        kind: 'write',
        id: 1,
        change: {
          kind: 'commit',
          commit: { quarantined: [{ id: 'q', at: 1, reason: NO_TEXT, bytes: wide.subarray(10, 13), properties: {} }] },
        },
      },
    ]);
    expect(bytes.buffer.byteLength).toBe(3);
  });

  it('refuse what JSON has no word for', () => {
    const quarantined = [{ id: 'q', at: 1, reason: NO_TEXT, bytes: bytesOf('x'), properties: { count: 1n } }];
    expect(() => packRequests([{ kind: 'write', id: 1, change: { kind: 'commit', commit: { quarantined } } }])).toThrow(
      TypeError,
    );
  });
});
