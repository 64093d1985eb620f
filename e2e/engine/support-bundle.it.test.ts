import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bindCommands } from '../../main/app/command-row';
import { COMMANDS } from '../../main/app/commands';
import { HealthView } from '../../protocol/program-health';
import { REPORT_QUEUE } from '../../protocol/topology';
import { buildBurnin, startBurnin } from '../support/burnin-command';
import { startEngineConsole, until, untilDone } from '../support/engine-console';
import { openRawBroker } from '../support/raw-broker';
import { startScanLine } from '../support/scan-line';

const PLANTED = 'Planted-9f8e7d';

let folder: string;
beforeAll(buildBurnin);
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-support-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('health', () => {
  it('closes: what was received was stored or quarantined', async () => {
    const { console, fleet, factory } = await startScanLine({ count: 10, faults: { legacy: 2, twice: 2, malformed: 1 } });
    await console.scan({ operationId: 'health', roster: fleet.roster });
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    await broker.publish({ queue: REPORT_QUEUE }, Buffer.from('noise'));
    await until('the noise to be set aside', () => console.app.view.session()?.counts.quarantined === 2);
    await untilDone(console);

    const health = HealthView.parse(await console.app.support.health());
    const { reports } = health;
    expect(reports).toMatchObject({ stored: 11, duplicates: 2, late: 0, stale: 0, quarantined: 2, triedAgain: 0 });
    expect(reports.received).toBe(reports.stored + reports.quarantined);
    expect(health.lookUps).toEqual({ answered: 9, failed: 0 });
    expect(health.deliveries).toMatchObject({
      accepted: factory.received('logs').length + factory.received('notifications').length,
    });
    expect(health.store.commits).toBeGreaterThan(9);
    expect(health.broker).toEqual({ connected: 1, lost: 0 });
  });
});

describe('a support bundle', () => {
  it('of the window’s command has no password of the broker in it, and leaves a trail', async () => {
    const written: { readonly name: string; readonly text: string }[] = [];
    const console = await startEngineConsole({
      amqpUrl: `amqp://console:${PLANTED}@127.0.0.1:9/`,
      apiBase: `http://user:${PLANTED}@127.0.0.1:9`,
      dialogs: {
        chooseFile: async () => null,
        saveText: async (_title, name, text) => {
          if (typeof text === 'string') written.push({ name, text });
          return path.join(folder, name);
        },
      },
    });
    onTestFinished(() => console.stop());
    await until('the broker to be tried', () => console.app.connections.broker.state === 'down');
    const handlers = bindCommands(COMMANDS, console.app);
    const { path: file } = await handlers['support.bundle']({ reportsOf: null });
    expect(file).toMatch(/burnin-support-[\dT-]+Z\.json$/);
    const [bundle] = written;
    expect(bundle?.text).not.toContain(PLANTED);
    expect(JSON.parse(bundle?.text ?? '')).toMatchObject({
      format: 'burnin-support-bundle/1',
      settings: { broker: { url: 'amqp://console@127.0.0.1:9/' }, api: { baseUrl: 'http://user@127.0.0.1:9/' } },
      running: { health: { broker: { connected: 0 } }, connections: { broker: { state: 'down' } } },
      records: { eventLog: 'whole' },
    });
    const [entry] = await console.store.listAudit(1);
    expect(entry?.event).toMatchObject({ kind: 'audited', action: 'supportBundleMade', subject: file });
  });

  it('of the burnin command has counts, log and no secret; raw reports only when they are asked for', async () => {
    const db = path.join(folder, 'burnin.sqlite');
    const { console, fleet, factory } = await startScanLine({ count: 3 });
    await console.scan({ operationId: 'bundled', roster: fleet.roster });
    await untilDone(console);
    await console.app.stop();
    expect(factory.received('logs')).toHaveLength(1);
    await writeFile(db, await readFile(console.file));
    await mkdir(path.join(folder, 'logs'));
    await writeFile(
      path.join(folder, 'logs', 'console.log'),
      `${JSON.stringify({ message: `refused amqp://console:hunter2@broker/ and ${PLANTED}` })}\n`,
    );

    const make = async (...more: readonly string[]): Promise<{ readonly text: string; readonly said: string }> => {
      const out = path.join(folder, `bundle${more.length}.json`);
      const command = startBurnin(['support-bundle', '--db', db, '--out', out, ...more], { BURNIN_BROKER_PASSWORD: PLANTED });
      expect({ code: await command.ended, said: command.stderr() }).toMatchObject({ code: 0 });
      return { text: await readFile(out, 'utf8'), said: command.stderr() };
    };
    const plain = await make();
    expect(plain.said).toContain('without passwords and tokens, without raw reports');
    for (const secret of [PLANTED, 'hunter2', fleet.roster[0] ?? '']) expect(plain.text).not.toContain(secret);
    expect(JSON.parse(plain.text)).toMatchObject({
      running: null,
      records: {
        eventLog: 'whole',
        operations: [{ operationId: 'bundled', reports: 3, devices: [{ status: 'pass', count: 3 }] }],
      },
      log: [{ message: 'refused amqp://console:[hidden]@broker/ and [hidden]' }],
    });

    const whole = await make('--with-reports');
    expect(whole.said).toContain('with the raw reports of bundled, which name devices');
    const { rawReports } = JSON.parse(whole.text) as { readonly rawReports: readonly { readonly bytesBase64: string }[] };
    const serials = rawReports.map(({ bytesBase64 }) => {
      const { sn } = JSON.parse(Buffer.from(bytesBase64, 'base64').toString()) as { readonly sn: string };
      return sn;
    });
    expect(serials.toSorted()).toEqual([...fleet.roster].toSorted());
  });

  it('says in one sentence what it needs', async () => {
    const missing = startBurnin(['support-bundle', '--db', path.join(folder, 'none.sqlite'), '--out', 'x.json']);
    expect(await missing.ended).toBe(2);
    expect(missing.stderr()).toMatch(/^burnin: There are no records at .*none\.sqlite\. Check the path; .*\n$/);
    const noOut = startBurnin(['support-bundle', '--db', 'x']);
    expect(await noOut.ended).toBe(2);
    expect(noOut.stderr()).toMatch(
      /^burnin: --out is missing: say where to write the bundle, for example --out support\.json\.\n$/,
    );
  });
});
