import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bindCommands } from '../../main/app/command-row';
import { COMMANDS } from '../../main/app/commands';
import { replay } from '../../main/app/records/replay';
import { EVIDENCE_FORMAT } from '../../protocol/evidence';
import { buildBurnin, startBurnin } from '../support/burnin-command';
import { until, untilDone } from '../support/engine-console';
import { startScanLine } from '../support/scan-line';

beforeAll(buildBurnin);

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'burnin-evidence-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** A scan with every kind of verdict that a rack gives, a rescan, a waiver and a Pair, and its bundle. */
async function scannedWithEvidence() {
  const line = await startScanLine({
    count: 12,
    seed: 4,
    faults: { wrongMac: 1, recovering: 1, swapped: 1, duplicate: 2, silent: 1, unregistered: 1, legacy: 1, twice: 1 },
    scan: { idleMs: 1_500 },
  });
  const { console, fleet } = line;
  await console.scan({ operationId: 'proof', roster: fleet.roster });
  await untilDone(console);
  const again = fleet.oracle.find(({ fault }) => fault === 'recovering')?.serial ?? '';
  await console.desk.rescan(console.operation, [console.device(again).id]);
  await untilDone(console);
  const wrong = fleet.oracle.find(({ fault }) => fault === 'wrongMac')?.serial ?? '';
  await console.desk.waive(console.operation, [console.device(wrong).id], 'label misprinted', undefined);
  await console.desk.confirmPair(console.operation, console.desk.pairSheet(console.operation).digest);
  await until('the Pair', () => console.deliveries().every(({ state }) => state === 'accepted'));
  return { ...line, again, wrong, text: (await console.app.exports.evidence(console.operation)).text };
}

describe('an evidence bundle', () => {
  it('holds what the papers of one scan are, and replays to the same verdicts', async () => {
    const { text, again, wrong, console } = await scannedWithEvidence();
    const bundle = JSON.parse(text) as {
      readonly devices: readonly { readonly sn: string; readonly mes: unknown[]; readonly reports: unknown[] }[];
    };
    expect(bundle).toMatchObject({
      format: EVIDENCE_FORMAT,
      appVersion: 'test',
      madeBy: 'tester',
      operation: { operationId: 'proof', phase: 'closed' },
      scanLog: { pairInfo: [] },
    });
    expect(bundle.devices.find(({ sn }) => sn === again)).toMatchObject({
      status: 'pass',
      attempt: 2,
      attempts: [{ status: 'fail' }, { status: 'pass' }],
      mes: [
        { attempt: 1, raw: { status: 200, body: expect.stringContaining(again) as string } },
        { attempt: 2, raw: { status: 200 } },
      ],
    });
    expect(bundle.devices.find(({ sn }) => sn === again)?.reports).toHaveLength(2);
    expect(bundle.devices.find(({ sn }) => sn === wrong)).toMatchObject({ status: 'waived' });
    expect(bundle).toMatchObject({
      actions: [
        { action: 'started scan', person: 'tester' },
        { action: 'asked for a rescan' },
        { action: 'waived', after: 'label misprinted' },
        { action: 'confirmed pairing' },
      ],
    });
    const outcome = replay(text, 'test');
    expect(outcome).toMatchObject({ ok: true, value: { operationId: 'proof', devices: 12, altered: [], differences: [] } });
    expect(await console.store.verifyChain()).toBeNull();
  });

  it('is made and replayed by the command; a changed one is told apart', async () => {
    const { console } = await scannedWithEvidence();
    await console.app.stop();
    const dir = await folder();
    const out = path.join(dir, 'evidence.json');
    const made = startBurnin(['export', '--db', console.file, '--operation', 'proof', '--format', 'evidence', '--out', out]);
    expect(await made.ended).toBe(0);
    const good = startBurnin(['replay', out]);
    expect([await good.ended, good.stdout()]).toEqual([
      0,
      expect.stringMatching(
        /^Operation proof: 12 devices replayed from \d+ events and \d+ raw reports; every verdict is the same, every hash fits\.\n$/,
      ),
    ]);

    const text = await readFile(out, 'utf8');
    await writeFile(out, text.replace('"status": "noAnswer"', '"status": "pass"'));
    const bad = startBurnin(['replay', out]);
    expect(await bad.ended).toBe(1);
    expect(bad.stdout()).toMatch(/status is pass in the bundle, the replay comes to noAnswer\./);
    expect(bad.stdout()).toContain('The bundle was altered after it was made');

    await writeFile(out, 'no bundle');
    const none = startBurnin(['replay', out]);
    expect([await none.ended, none.stderr()]).toEqual([
      2,
      'burnin: This is no evidence bundle. The file is not JSON: it breaks at line 1, column 1; it begins "no bundle".\n',
    ]);

    const trail = startBurnin(['audit', 'list', '--db', console.file]);
    await trail.ended;
    expect(trail.stdout()).toMatch(/\(terminal\)\s+exported evidence\s+\S+evidence\.json\s+operation proof as evidence/);
  });

  it('leaves no trace where the dialog was closed', async () => {
    const { console } = await startScanLine({ count: 2 });
    await console.scan({ operationId: 'saved' });
    await untilDone(console);
    const handlers = bindCommands(COMMANDS, console.app);
    expect(await handlers['export.evidence']({ operation: console.operation })).toEqual({ path: null });
    expect((await console.store.listAudit(9)).map(({ event }) => event.kind)).not.toContain('audited');
  });
});
