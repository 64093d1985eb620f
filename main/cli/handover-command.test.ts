import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeviceId, OperatorId } from '../../protocol/ids';
import { createStore } from '../adapters/store/create-store';
import { CLOSED, opening, OPERATION, quarantined, started } from '../adapters/store/testing/test-data';
import { runBurnin } from './run';

let folder = '';
let db = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-handover-'));
  db = path.join(folder, 'records.sqlite');
  const store = await createStore({ file: db });
  const waived = {
    kind: 'waived',
    reason: 'W01 label misprinted',
    devices: [DeviceId.parse('A1')],
    operatorId: OperatorId.parse('S-1'),
  } as const;
  await store.commit({
    operation: opening(),
    quarantined: [quarantined('q')],
    events: [started(), CLOSED, waived].map((event, place) => ({ operationId: OPERATION, at: Date.now() + place, event })),
    leftOver: { operationId: OPERATION, counts: { target: 'pair', notPaired: 3, refused: 1, unknown: 0 } },
  });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function burnin(...words: readonly string[]): Promise<{ code: number; printed: string }> {
  let printed = '';
  const print = (text: string): void => void (printed += text);
  const code = await runBurnin(words, { write: print, say: (line) => print(`${line}\n`), isInteractive: false });
  return { code, printed };
}

it('says in lines what the shift leaves', async () => {
  const { code, printed } = await burnin('handover', '--db', db);
  expect(code).toBe(0);
  expect(printed).toMatch(/^Shift since \d{4}-\d\d-\d\d \d\d:\d\d .*, as it stands at /);
  expect(printed).toContain('No self-test in this shift.');
  expect(printed).toMatch(new RegExp(`^  .*${OPERATION}.*3 not paired, 1 refused$`, 'm'));
  expect(printed).toContain('The factory has taken every message.');
  expect(printed).toMatch(/^Quarantine: \d messages? of this shift, 1 in all\.$/m);
  expect(printed).toMatch(/S-1 +waived +.* A1 → W01 label misprinted$/m);
});

it('says the same as JSON, for programs', async () => {
  const { printed } = await burnin('handover', '--db', db, '--json');
  expect(JSON.parse(printed)).toMatchObject({
    selfTest: null,
    operations: [{ operationId: OPERATION, leftOver: { notPaired: 3, refused: 1 } }],
    messages: [],
    decisions: [{ person: 'S-1', action: 'waived', after: 'W01 label misprinted' }],
  });
});

it('is a page to print, and a table', async () => {
  const out = path.join(folder, 'handover.csv');
  expect((await burnin('report', 'handover', '--db', db, '--out', out)).code).toBe(0);
  const table = readFileSync(out, 'utf8');
  expect(table).toContain('"what","time","operation","count","detail"');
  expect(table).toMatch(new RegExp(`"not paired",".*","${OPERATION}","3"`));
});
