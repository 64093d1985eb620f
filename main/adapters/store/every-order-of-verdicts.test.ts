import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationId } from '../../../protocol/ids';
import { isVerdict } from '../../domain/compare/verdict';
import type { DeviceResult } from '../../domain/ports/records';
import { createCommitWriter, type CommitWriter } from './commit-writer';
import { createStore } from './create-store';
import { loadSqlite, type SqliteDatabase } from './sqlite';
import { opening, started } from './testing/test-data';

/** What a commit can bring of a device in an operation. A report that counts makes a conflict at once; else MES answers later. */
type What = 'answer' | 'claim' | 'pass' | 'fail' | 'couldNotCheck' | 'askAgain';
interface Step {
  readonly what: What;
  readonly where: string;
  readonly sn: string;
}

/** A verdict as docs/verdicts.md tells of it: when it was made, and when the report came that it was made from. */
interface Made {
  readonly operation: string;
  readonly status: string;
  readonly made: number;
  readonly reported: number;
}

/** All that was written, and nothing that follows from it. */
class World {
  readonly #steps: readonly Step[];
  constructor(steps: readonly Step[]) {
    this.#steps = steps;
  }

  /** Each result that the steps come to, in the order in which they are written. */
  *results(): Generator<{ readonly step: Step; readonly place: number; readonly result: DeviceResult | null }> {
    const attempts = new Map<string, number>();
    for (const [place, step] of this.#steps.entries()) {
      const of = `${step.where} ${step.sn}`;
      const attempt = attempts.get(of) ?? 1;
      if (step.what === 'askAgain') attempts.set(of, attempt + 1);
      const status = step.what === 'claim' ? 'conflict' : step.what;
      const isResult = step.what !== 'answer' && step.what !== 'askAgain';
      const result = { operationId: operationId(step.where), sn: step.sn, status, attempt, at: 1 };
      yield { step, place, result: isResult ? result : null };
    }
  }

  /** Recomputed from all of it: a verdict is made where a result says another thing than before, or a report came with it. */
  verdictsOn(wanted: string): { readonly latest: string; readonly newest: string } {
    const made: Made[] = [];
    const reports = new Map<string, number>();
    const said = new Map<string, string>();
    for (const { step, place, result } of this.results()) {
      if (step.sn !== wanted) continue;
      const isReport = step.what === 'answer' || step.what === 'claim';
      if (isReport) reports.set(step.where, place);
      if (result === null) continue;
      const says = `${result.status} ${result.attempt}`;
      const isNew = isReport || said.get(step.where) !== says;
      said.set(step.where, says);
      if (isNew && isVerdict(result.status))
        made.push({ operation: step.where, status: result.status, made: place, reported: reports.get(step.where) ?? place });
    }
    const byReport = made.toSorted((one, other) => one.reported - other.reported || one.made - other.made);
    return { latest: told(made.at(-1)), newest: told(byReport.at(-1)) };
  }
}

function told(verdict: Pick<Made, 'operation' | 'status'> | undefined): string {
  return verdict === undefined ? 'none' : `${verdict.operation} ${verdict.status}`;
}

function lettersOf(devices: readonly string[], whats: readonly What[]): readonly Step[] {
  return devices.flatMap((sn) => ['OP-1', 'OP-2'].flatMap((where) => whats.map((what) => ({ what, where, sn }))));
}

let folder = '';
let db: SqliteDatabase;
let writer: CommitWriter;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-verdict-orders-'));
  const file = path.join(folder, 'console.db');
  const store = await createStore({ file });
  for (const id of ['OP-1', 'OP-2'])
    await store.commit({ operation: opening(id), events: [{ operationId: operationId(id), at: 1, event: started(id) }] });
  await store.close();
  const { DatabaseSync } = await loadSqlite();
  db = new DatabaseSync(file);
  db.exec('pragma synchronous = off; pragma journal_mode = memory');
  writer = createCommitWriter(db, file);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each world is a serial number of its own in the same records: what came of others says nothing of it. */
let worlds = 0;

function recorded(steps: readonly Step[]): ReadonlyMap<string, { readonly latest: string; readonly newest: string }> {
  worlds += 1;
  const named = (sn: string): string => `${sn}-${worlds}`;
  const commits = [...new World(steps).results()].map(({ step, place, result }) => ({
    kind: 'commit' as const,
    commit: {
      events: [
        {
          operationId: operationId(step.where),
          at: 1,
          event: { kind: 'reportReceived' as const, reportId: `${worlds} ${place}`, sha256: 'x' },
        },
      ],
      ...(step.what === 'answer' || step.what === 'claim'
        ? { answered: { operationId: operationId(step.where), sn: named(step.sn) } }
        : {}),
      ...(result === null ? {} : { deviceResults: [{ ...result, sn: named(step.sn) }] }),
    },
  }));
  expect(writer.write(commits).filter((outcome) => outcome !== null)).toEqual([]);
  const read = (table: string, sn: string): string | undefined => {
    const row = db.prepare(`select operation_id as operation, status from ${table} where sn = ?`).get(named(sn));
    return row === undefined ? undefined : told(row as { readonly operation: string; readonly status: string });
  };
  return new Map(
    [...new Set(steps.map(({ sn }) => sn))].map((sn) => {
      const latest = read('latest_verdict', sn) ?? 'none';
      const kept = read('newest_verdict', sn);
      // A row of its own only where it says another thing.
      if (kept !== undefined) expect(kept).not.toBe(latest);
      return [sn, { latest, newest: kept ?? latest }];
    }),
  );
}

function differencesIn(letters: readonly Step[], depth: number): readonly string[] {
  const wrong: string[] = [];
  const visit = (steps: readonly Step[]): void => {
    if (steps.length === depth) {
      for (const [sn, found] of recorded(steps)) {
        const told = new World(steps).verdictsOn(sn);
        if (found.latest !== told.latest || found.newest !== told.newest)
          wrong.push(
            `${steps.map(({ what, where, sn: of }) => `${where} ${of} ${what}`).join(', ')}: ${JSON.stringify({ sn, found, told })}`,
          );
      }
      return;
    }
    for (const letter of letters) visit([...steps, letter]);
  };
  visit([]);
  return wrong;
}

it.each<readonly [string, readonly Step[], number]>([
  ['one device, in all ways', lettersOf(['S1'], ['answer', 'claim', 'pass', 'fail', 'couldNotCheck', 'askAgain']), 4],
  ['one device, answers and verdicts', lettersOf(['S1'], ['answer', 'pass', 'fail']), 5],
  ['two devices', lettersOf(['S1', 'S2'], ['answer', 'claim', 'fail']), 3],
])('the tables say of every order what all results together say: %s', (_, letters, depth) => {
  const wrong = differencesIn(letters, depth);
  expect(wrong.slice(0, 5)).toEqual([]);
});
