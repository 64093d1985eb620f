import * as fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryKey, OperationId, OperatorId, SerialNumber, deviceIdOf } from '../../../protocol/ids';
import { ScanEvent } from '../../../protocol/stored-events';
import { text } from '../../../protocol/testing/arbitraries';
import { valuesOf } from '../../../protocol/testing/schema-arbitrary';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { StoredReport } from '../../domain/ports/journal';
import { recordedMessages } from '../testing/recorded-messages';
import { evidenceBundle } from './evidence';
import { fingerprint } from '../files/fingerprint';
import { replay } from './replay';
import { SCAN_RULES } from '../../domain/scan/rules';

let folder: string;
let store: SqliteStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
  store = await createStore({ file: path.join(folder, 'records.db') });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const trimmed = text(30)
  .map((made) => made.trim())
  .filter((made) => made !== '');

function eventsOf<Kind extends ScanEvent['kind']>(kind: Kind): fc.Arbitrary<Extract<ScanEvent, { kind: Kind }>> {
  const option = ScanEvent.options.find(({ shape }) => shape.kind.value === kind);
  if (option === undefined) throw new Error(`There is no kind ${kind}.`);
  return valuesOf(option) as fc.Arbitrary<Extract<ScanEvent, { kind: Kind }>>;
}

const macs = ['e0:18:7d:00:00:01', 'e0:18:7d:00:00:02', 'e0:18:7d:00:00:03'];
const ports = fc.array(
  fc.record({ interface: fc.constantFrom('eth0', 'eth1', ''), macaddr: fc.oneof(fc.constantFrom(...macs), text(20)) }),
  {
    maxLength: 3,
  },
);

/** What an operation of a few devices can bring, in any order; a device is named by its place in the list. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('report' as const),
      device: fc.nat(2),
      ports,
      boot: fc.option(fc.nat(2)),
      stale: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('event' as const),
      device: fc.nat(2),
      event: valuesOf(ScanEvent) as fc.Arbitrary<ScanEvent>,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('answer' as const),
      device: fc.nat(2),
      answer: ports,
      stays: fc.array(fc.record({ mac: fc.constantFrom(...macs), sn: text(10), ended: fc.boolean(), at: text(10) }), {
        maxLength: 2,
      }),
    }),
  },
);

const scan = fc.record({
  id: trimmed,
  operatorId: trimmed.map((made) => OperatorId.parse(made)),
  // Newer rules than this version knows are refused.
  anyStart: eventsOf('scanStarted').map((event) => ({ ...event, rules: Math.min(event.rules ?? 1, SCAN_RULES) })),
  devices: fc.array(trimmed, { minLength: 3, maxLength: 3 }),
  roster: fc.boolean(),
  steps: fc.array(step, { maxLength: 14 }),
});

describe('an evidence bundle', () => {
  it('replays to what the console came to, whatever happened in the scan', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(scan, async ({ id, operatorId, anyStart, devices, roster, steps }) => {
        made += 1;
        const operationId = OperationId.parse(`${id} ${made}`);
        const serials = devices.map((sn) => SerialNumber.parse(sn));
        const started: ScanEvent = { ...anyStart, operationId, operatorId, roster: roster ? serials : null };
        const reports: StoredReport[] = [];
        // Of the list that was confirmed last.
        let key = DeliveryKey.parse(`${made}`);
        const events: ScanEvent[] = [started];
        for (const [at, one] of steps.entries()) {
          const sn = serials[one.device];
          if (sn === undefined) continue;
          if (one.what === 'report') {
            const body = { operationId, sn, interfaces: one.ports, ...(one.boot === null ? {} : { bootId: `b${one.boot}` }) };
            const bytes = Buffer.from(JSON.stringify(body));
            const reportId = `${made}-${at}`;
            reports.push({ id: reportId, operationId, sn, at, bytes, properties: {} });
            events.push({ kind: one.stale ? 'staleFiled' : 'reportReceived', reportId, sha256: fingerprint(bytes) });
          } else if (one.what === 'answer') {
            const interfaces = one.answer.map((port) => ({ name: port.interface, mac: port.macaddr }));
            events.push({
              kind: 'mesAnswered',
              sn,
              attempt: 1,
              answer: { kind: 'expected', product: null, interfaces },
              ...(one.stays.length === 0 ? {} : { stays: one.stays }),
            });
          } else if (!('reportId' in one.event) && one.event.kind !== 'scanStarted') {
            events.push(
              'devices' in one.event
                ? { ...one.event, devices: [deviceIdOf(sn)] }
                : 'serials' in one.event
                  ? { ...one.event, serials: [sn], key: (key = DeliveryKey.parse(`${made} ${at}`)) }
                  : one.event.kind === 'pairAnswered' && at % 2 === 0
                    ? { ...one.event, key }
                    : one.event,
            );
          }
        }
        const timed = events.map((event, index) => ({ operationId, at: 1_000 + index, event }));
        await store.commit({
          operation: { operationId, startedAt: 1_000, operatorId },
          reports,
          events: timed,
          ...recordedMessages(timed, reports),
        });
        expect((await store.loadEvents(operationId)).map(({ event }) => event)).toEqual(events);
        const bundle = await evidenceBundle(store, operationId, { person: 'test', at: 2_000, appVersion: 'test' });
        expect(replay(bundle, 'test')).toMatchObject({
          ok: true,
          value: { altered: [], differences: [], entries: events.length },
        });
      }),
      { numRuns: 150 },
    );
    expect(await store.verifyChain()).toBeNull();
  });
});
