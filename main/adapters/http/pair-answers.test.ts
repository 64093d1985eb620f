import { expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import { readPostOutcome } from './post-outcome';

const LIST = { kind: 'pair', serials: [serialNumber('A1'), serialNumber('A2')] } as const;
const SENT = JSON.stringify({ snArray: LIST.serials, operationId: 'BI-7' });
const kindOf = (status: number, body: string): string =>
  withEachSerial(readPostOutcome('pair', status, body, null, SENT), LIST).kind;

it.each([
  [200, '{"accepted":false}'],
  [200, '{"data":{"accepted":false}}'],
  [200, '{"accepted":false,"rejected":["A1"]}'],
  [200, '{"accepted":0}'],
  [200, '{"processed":"false"}'],
  [200, '{"processed":0}'],
  [200, '{"Processed":"no"}'],
  [200, '{"success":false,"processed":true}'],
  [200, '{"success":false,"accepted":1}'],
  [200, '{"success":false,"accepted":true}'],
  [200, '{"success":false,"accepted":{"A1":true}}'],
  [200, '{"error":"partial","data":{"processed":true}}'],
  [200, '{"success":false,"rejected":["A2"]}'],
  [200, '{"processed":false,"accepted":1}'],
  [200, '{"accepted":[],"status":"accepted"}'],
  [200, '{"success":true,"processed":2,"rejected":["A2"]}'],
  [200, '{"success":true,"insertedCount":2,"rejected":["A2"]}'],
  [422, '{"accepted":1,"rejected":["A2"]}'],
  [422, '{"processed":"yes"}'],
  [503, '{"processed":false,"accepted":1}'],
  [503, '{"processed":false,"status":"accepted"}'],
  [503, '{"accepted":[],"data":{"accepted":{"A1":true}}}'],
  ...[200, 400, 409, 422, 503].flatMap((status): [number, string][] =>
    [
      '{"message":"1 of 2 paired","failed":["A2"],"paired":["A1"]}',
      '{"results":[{"sn":"A1","status":"OK"},{"sn":"A2","status":"NG"}]}',
      '{"successCount":1,"failCount":1}',
      '{"message":"A1 paired, A2 NG"}',
      '{"detail":"1 of 2 paired"}',
      '{"A1":"OK","A2":"NG"}',
      '{"data":{"devices":{"A1":true,"A2":false}}}',
      '{"accepted":[],"results":[{"sn":"A1","status":"OK"}]}',
      '{"accepted":[],"okList":["A1"]}',
      '{"accepted":[],"paired":["A1"]}',
      '{"processed":false,"paired":1}',
      '{"processed":false,"pairedCount":1}',
      '{"accepted":[],"message":"A1 paired"}',
      '{"accepted":[],"body":"{\\"accepted\\":[\\"A1\\"]}"}',
    ].map((body) => [status, body]),
  ),
])('%i %s: nobody knows which were taken', (status, body) => {
  expect(kindOf(status, body)).toBe('unknown');
});

it.each([
  [200, '{"success":true}', 'accepted'],
  [200, '{"accepted":null}', 'unknown'],
  [200, '{"accepted":true}', 'accepted'],
  [200, '{"accepted":2}', 'accepted'],
  [200, '{"processed":true,"rejected":[]}', 'accepted'],
  [200, '{"code":"S0000"}', 'accepted'],
  [200, '{"success":true,"processedTotal":70,"insertedCount":1,"rejected":["A2"]}', 'accepted'],
  [200, '{"success":false,"rejected":["A1","A2"]}', 'rejected'],
  [200, '{"success":false,"accepted":[]}', 'rejected'],
  [200, '{"success":false,"message":"Operation is closed"}', 'rejected'],
  [422, '{"accepted":[],"rejected":["A1","A2"]}', 'rejected'],
  [400, '{"message":"A1 is not paired, A2 is not paired"}', 'rejected'],
  [409, '{"message":"already paired"}', 'unknown'],
  [400, '{"failed":["A2"]}', 'unknown'],
  [400, '{"failed":["A1","A2"]}', 'rejected'],
  [403, 'Forbidden', 'rejected'],
  [404, '{"code":404,"success":false,"message":"no such operation"}', 'rejected'],
  [503, '{"processed":false}', 'rejected'],
])('%i %s: %s', (status, body, kind) => {
  expect(kindOf(status, body)).toBe(kind);
});
