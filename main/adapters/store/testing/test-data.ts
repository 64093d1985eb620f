import { verbatim } from '../../../../protocol/texts/text';
import { type DeliveryKey, operationId, serialNumber } from '../../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../../protocol/settings';
import type { OperatorId } from '../../../../protocol/ids';
import type { ScanEvent } from '../../../domain/scan/events';
import type { Commit, StoredReport } from '../../../domain/ports/journal';
import type { AttemptRecord } from '../../../domain/statistics/attempt-record';
import type { DeviceResult } from '../../../domain/ports/records';
import type { NewDelivery } from '../../../domain/ports/deliveries';
import type { QuarantinedMessage } from '../../../domain/ports/set-aside';

export const OPERATION = operationId('OP-1');
const OPERATOR = 'E-4711' as OperatorId;

export function opening(id: string = OPERATION, startedAt = 1_000): NonNullable<Commit['operation']> {
  return { operationId: operationId(id), startedAt, operatorId: OPERATOR };
}

export function started(id: string = OPERATION): ScanEvent {
  return {
    kind: 'scanStarted',
    operationId: operationId(id),
    operatorId: OPERATOR,
    scanMode: 0,
    roster: null,
    policy: DEFAULT_SETTINGS.scan,
  };
}

export function received(reportId: string): ScanEvent {
  return { kind: 'reportReceived', reportId };
}

export const CLOSED: ScanEvent = { kind: 'scanClosed', reason: 'idle' };
export const RESCAN: ScanEvent = { kind: 'rescanAsked', devices: [], operatorId: OPERATOR };

export function answered(sn: string): ScanEvent {
  return {
    kind: 'mesAnswered',
    sn: serialNumber(sn),
    attempt: 1,
    answer: { kind: 'expected', product: null, interfaces: [{ name: 'enp4s0', mac: 'e0:18:7d:2e:ca:68' }] },
  };
}

export function report(id: string, sn = 'Q186I15901'): StoredReport {
  return {
    id,
    operationId: OPERATION,
    sn,
    at: 2_000,
    bytes: Uint8Array.of(0x7b, 0x00, 0xff, 0x7d),
    properties: { messageId: id, headers: { a: 1 } },
  };
}

export function quarantined(id: string): QuarantinedMessage {
  return {
    id,
    at: 3_000,
    reason: verbatim('The message is not JSON.'),
    bytes: Uint8Array.of(1, 2, 3),
    properties: { exchange: '' },
  };
}

export function delivery(key: string, id: string = OPERATION): NewDelivery {
  return {
    key: key as DeliveryKey,
    kind: 'pair',
    operationId: operationId(id),
    body: '{"snArray":["Q186I15815"]}',
    summary: 'pair, 1 device',
    serials: ['Q186I15815'],
    createdAt: 4_000,
  };
}

/** One commit with every part that there can be, and something in each. */
export function everything(): Required<Commit> {
  const key = 'pair/OP-1/1' as DeliveryKey;
  return {
    sequence: 'a',
    operation: opening(),
    events: [
      { operationId: OPERATION, at: 1_000, event: started() },
      { operationId: OPERATION, at: 2_000, event: received('r1') },
    ],
    audit: [
      {
        at: 2_500,
        entry: { kind: 'audited', person: 'E-1', action: 'evidenceExported', subject: 'OP-1', before: null, after: null },
      },
    ],
    people: {
      saved: [{ badge: 'E-1', name: 'Lee', role: 'operator', pinHash: 'x', wrongPins: 0, lockedUntil: null }],
      removed: ['E-2'],
    },
    reports: [report('r1')],
    quarantined: [quarantined('q1')],
    held: [{ id: 'h1', operationId: 'OP-2', at: 3_500, bytes: Uint8Array.of(0x7b, 0x7d), properties: { messageId: 'h1' } }],
    released: ['h0'],
    deliveries: [delivery(key)],
    deliveryUpdates: [{ key, state: 'rejected', attempts: 1, nextTryAt: null, problem: verbatim('no'), settledAt: 5_000 }],
    readdressed: [{ key, madeFor: { base: 'http://factory', path: '/pair' } }],
    deliveryTries: [{ key, at: 4_500, outcome: 'rejected', status: 422, reason: verbatim('no'), answer: '{}' }],
    settings: [{ name: 'consoleId', value: 'c' }],
    deviceResults: [result('S01')],
    attempts: [attempt('S01')],
    answered: { operationId: OPERATION, sn: 'Q186I15815' },
    leftOver: { operationId: OPERATION, counts: { target: 'pair', notPaired: 1, refused: 1, unknown: 0 } },
  };
}

export function result(sn: string, at = 5_000, id: string = OPERATION): DeviceResult {
  return {
    operationId: operationId(id),
    sn,
    status: 'pass',
    attempt: 1,
    at,
  };
}

export function attempt(sn: string, change: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    operationId: OPERATION,
    sn,
    attempt: 1,
    at: 5_000,
    status: 'pass',
    guest: false,
    held: false,
    product: 'B100',
    agent: '0.2.0',
    reason: null,
    faults: [],
    ...change,
  };
}
