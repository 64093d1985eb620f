import { open } from 'node:fs/promises';
import path from 'node:path';
import { fdatasyncSync, writeSync } from 'node:fs';
import { PREFETCH } from '../../main/adapters/amqp/message-bus';
import { createStore, type SqliteStore } from '../../main/adapters/store/create-store';
import type { Commit } from '../../main/domain/ports/journal';
import { systemIdentities } from '../../main/identities';
import { operationId, OperatorId } from '../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { type Figure, figureOf, measurePairs } from '../figure';
import { BENCH_OPERATION, reportsOf } from '../harness/rack';
import { withRecordsFolder } from '../harness/records-folder';
import type { FigureGroup, Measuring } from './measuring';

/** As many as the message bus lets wait for their acknowledgement. */
const UNDER_WAY = PREFETCH;
const OPERATION = operationId(BENCH_OPERATION);

/** How fast raw reports become durable in the database, and what a sync to this disk costs by itself. */
export const commitFigures: FigureGroup = {
  name: 'store',
  measure: async ({ quick }: Measuring): Promise<readonly Figure[]> => {
    const grouped = quick ? 4_000 : 20_000;
    const alone = quick ? 300 : 1_000;
    const reports = reportsOf(1_000, OPERATION);
    const common = { group: 'store', unit: '/s', floor: 'the same bytes appended to a file, with fdatasync after each' };
    const repetitions = quick ? 3 : 5;
    const floor = () => timeAppends(reports, alone);
    return [
      figureOf({
        ...common,
        title: `Durable commits, ${UNDER_WAY} under way`,
        pairs: await measurePairs(repetitions, { floor, value: () => timeCommits(reports, grouped, UNDER_WAY) }),
        details: { commits: grouped, appends: alone, 'bytes per report': reports[0]?.byteLength ?? 0 },
      }),
      figureOf({
        ...common,
        title: 'Durable commits, one after the other',
        pairs: await measurePairs(repetitions, { floor, value: () => timeCommits(reports, alone, 1) }),
        details: { commits: alone },
      }),
    ];
  },
};

function timeAppends(reports: readonly Buffer[], count: number): Promise<number> {
  return withRecordsFolder(async (folder) => {
    const file = await open(path.join(folder, 'appended'), 'a');
    try {
      const begun = performance.now();
      for (let written = 0; written < count; written += 1) {
        writeSync(file.fd, reports[written % reports.length] ?? Buffer.alloc(0));
        fdatasyncSync(file.fd);
      }
      return (count * 1_000) / (performance.now() - begun);
    } finally {
      await file.close();
    }
  });
}

function timeCommits(reports: readonly Buffer[], count: number, underWay: number): Promise<number> {
  return withRecordsFolder(async (folder) => {
    const store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
    try {
      await openOperation(store);
      let next = 0;
      const commitOneByOne = async (): Promise<void> => {
        while (next < count) {
          next += 1;
          await store.commit(reportCommit(reports[next % reports.length] ?? Buffer.alloc(0)));
        }
      };
      const begun = performance.now();
      await Promise.all(Array.from({ length: underWay }, commitOneByOne));
      return (count * 1_000) / (performance.now() - begun);
    } finally {
      await store.close();
    }
  });
}

async function openOperation(store: SqliteStore): Promise<void> {
  const operatorId = OperatorId.parse('bench');
  const { scan } = DEFAULT_SETTINGS;
  await store.commit({
    operation: { operationId: OPERATION, startedAt: 1, operatorId },
    events: [
      {
        operationId: OPERATION,
        at: 1,
        event: { kind: 'scanStarted', operationId: OPERATION, operatorId, scanMode: 0, roster: null, policy: scan },
      },
    ],
  });
}

/** What the intake commits before it acknowledges a report. */
function reportCommit(bytes: Uint8Array): Commit {
  const id = systemIdentities.unique();
  const at = Date.now();
  return {
    events: [{ operationId: OPERATION, at, event: { kind: 'reportReceived', reportId: id } }],
    reports: [{ id, operationId: OPERATION, sn: 'Q186I15901', at, bytes, properties: { messageId: id, redelivered: false } }],
  };
}
