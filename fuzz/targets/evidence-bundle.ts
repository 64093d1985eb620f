import { english } from '../../messages/english';
import { readFileSync } from 'node:fs';
import { replay } from '../../main/app/records/replay';
import { EVIDENCE_FORMAT, readEvidence } from '../../protocol/evidence';
import { readScanEvent } from '../../protocol/stored-events';
import { InterfaceVerdict } from '../../protocol/model';
import type { Target } from '../engine/target';
import { about, hasUnseen, keep, keepPlain, keepSentence, kindOf } from './checks';
import { bytesOf, jsonBytes, lenientText } from './input-text';

const FIXTURE = 'protocol/fixtures/evidence-bundle.json';
const HASH = '0'.repeat(64);
const START = {
  kind: 'scanStarted',
  operationId: '1',
  operatorId: 'OP',
  scanMode: 0,
  roster: ['SN1'],
  policy: { idleMs: 10_000, maxMs: 120_000 },
};

function bundleOf(events: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const entries = events.map((event, index) => ({
    seq: index + 1,
    at: 1_000 + index,
    body: JSON.stringify(event),
    previousHash: HASH,
    hash: HASH,
  }));
  return jsonBytes({ format: EVIDENCE_FORMAT, operation: { operationId: '1' }, devices: [], reports: [], entries, ...more });
}

export const evidenceBundle: Target = {
  name: 'evidence-bundle',
  reads: 'evidence bundles, and what a replay makes of them',
  tokens: [
    EVIDENCE_FORMAT,
    'burnin-evidence/2',
    HASH,
    ...InterfaceVerdict.options,
    'scanStarted',
    'reportReceived',
    'mesAnswered',
    'reopened',
    'reportUnusable',
    'rescanAsked',
    'contestCleared',
    'failureAcknowledged',
    'waived',
    'scanClosed',
    'pairConfirmed',
    'pairAnswered',
    'pairSettled',
    'staleFiled',
    'expected',
    'notRegistered',
    'couldNotCheck',
    'SN1',
    '__proto__',
  ],
  seeds: () => [
    bytesOf(readFileSync(FIXTURE, 'utf8')),
    bundleOf([START]),
    bundleOf(
      [
        START,
        { kind: 'reportReceived', reportId: 'r1' },
        { kind: 'mesAnswered', sn: 'SN1', attempt: 1, answer: { kind: 'expected', product: null, interfaces: [] } },
        { kind: 'rescanAsked', devices: ['SN1'], operatorId: 'OP' },
        { kind: 'reportUnusable', sn: 'SN1', sentence: 'The message is not JSON.' },
        { kind: 'reportUnusable', sn: 'SN1', reason: [{ code: 'message.consoleFailed' }] },
        { kind: 'scanClosed', reason: 'idle' },
        { kind: 'waived', devices: ['SN1'], reason: 'because', operatorId: 'OP' },
        { kind: 'pairConfirmed', digest: 'd', serials: ['SN1'], key: 'k', operatorId: 'OP' },
        {
          kind: 'pairAnswered',
          key: 'k',
          state: 'unknown',
          rejected: {},
          reason: [{ code: 'delivery.busy', params: { status: 503 } }],
        },
        { kind: 'pairAnswered', key: 'k', state: 'accepted', rejected: { SN1: 'no' }, sentence: '' },
        { kind: 'pairSettled', devices: ['SN1'], as: 'done', reason: 'because', operatorId: 'OP' },
      ],
      {
        reports: [
          {
            id: 'r1',
            sha256: HASH,
            bytesBase64: Buffer.from('{"operationId":1,"sn":"SN1","macinfo":{"eth0":"e0:18:7d:00:00:01"}}').toString('base64'),
          },
        ],
      },
    ),
    jsonBytes({ format: 'burnin-evidence/2' }),
    bytesOf('no bundle'),
  ],
  run(bytes) {
    const text = lenientText(bytes);
    const read = readEvidence(text);
    const outcome = replay(text, 'test');
    if (!read.ok) {
      keepSentence(english(read.error));
      keep(!outcome.ok && english(outcome.error) === english(read.error), 'what is no bundle is not replayed');
      return kindOf(english(read.error));
    }
    for (const entry of read.value.entries) {
      const event = readScanEvent(entry);
      if (event.ok) keepPlain(event.value);
      else keepSentence(english(event.error));
    }
    if (!outcome.ok) {
      keepSentence(english(outcome.error));
      return kindOf(english(outcome.error));
    }
    const { altered, differences, devices, entries } = outcome.value;
    keep(devices === read.value.devices.length && entries === read.value.entries.length, 'a replay counts what the bundle holds');
    for (const one of [...altered, ...differences])
      keep(!hasUnseen(english(one)), 'a finding can be read', () => JSON.stringify(one));
    return `replayed ${about(entries)} ${about(devices)} ${about(altered.length)} ${about(differences.length)}`;
  },
};
