import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withAnyCount } from '../../scripts/lib/any-count.mjs';
import { REPORT_QUEUE } from '../../protocol/topology';
import { messages } from '../../renderer/messages';
import { openSmallDisk, type SmallDisk } from '../faults/harness/small-disk';
import { openRawBroker } from '../support/raw-broker';
import { Photographer } from '../support/photographer';
import { expect, test } from '../support/window-test';

const FOLDER = path.resolve(process.env['BURNIN_PICTURES'] ?? 'test-results/screenshots');
const { names, pair } = messages;
/** Room for one scan and for what is written to meet the full disk. */
const DISK_MEBIBYTES = 64;
/** What no reader takes for a report goes to quarantine with all its bytes. */
const UNREADABLE_BYTES = 128 * 1024;

test('MES answers with status 404 for every device', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 6, control: [{ kind: 'status', status: 404, route: 'deviceInfo' }] });
  await stage.console.startScan({ operation: '1201', roster: stage.fleet.roster });
  await stage.console.untilClosed();
  await expect(stage.page.getByRole('region', { name: messages.rackNotice })).toBeVisible();
  await new Photographer(stage, FOLDER).takeAll('81-not-found');
});

test('ports that MES knows by other names', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 3 });
  stage.factory.setDevices(
    stage.fleet.mes.map((device) => ({
      ...device,
      interfaces: device.interfaces.map((port, index) => ({ ...port, interface: `LAN${index + 1}` })),
    })),
  );
  await stage.console.startScan({ operation: '1202', roster: stage.fleet.roster });
  await stage.console.untilClosed();
  await expect(stage.page.getByRole('region', { name: messages.rackNotice })).toBeVisible();
  await new Photographer(stage, FOLDER).takeAll('82-renamed-ports');
});

test('MES is down', async ({ openStage }) => {
  const stage = await openStage({
    count: 24,
    seed: 6,
    control: [{ kind: 'status', status: 503, retryAfterS: 0, route: 'deviceInfo' }],
  });
  await stage.console.startScan({ operation: '1203', roster: stage.fleet.roster });
  await stage.console.untilClosed();
  await new Photographer(stage, FOLDER).takeAll('83-no-mes');
});

test('a message in quarantine, a refused Pair, and how both are settled', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 8, faults: { silent: 1, wrongMac: 1, pairRejected: 2 } });
  const { console, fleet, page } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await console.startScan({ operation: '1204', roster: fleet.roster });
  await expect(console.tile(messages.status.waiting)).toHaveText(/1$/, { timeout: 60_000 });
  const silent = fleet.oracle.find(({ fault }) => fault === 'silent')?.serial ?? '';
  const broker = await openRawBroker();
  const report = JSON.stringify({ operationId: '1204', sn: silent, macinfo: 'eth0' });
  await broker.publish({ queue: REPORT_QUEUE }, Buffer.from(report));
  await broker.close();
  await console.button(names.finish).click();
  await console.untilClosed();
  await console.untilAllSent();
  await console.reviewDevice(silent);
  await photographer.takeAll('84-quarantine');
  await console.button(messages.review.quarantine).click();
  await expect(console.dialog).toContainText(messages.deliveries.asideKind.quarantined);
  await photographer.takeAll('85-quarantined-message');
  await page.keyboard.press('Escape');
  await console.button(withAnyCount(pair.button.pair)).click();
  await console.dialog.getByRole('button', { name: withAnyCount(pair.confirm.pair) }).click();
  await expect(console.dialog).toContainText(pair.summary.pair.rejected({ count: 2 }));
  await photographer.takeAll('86-pair-refused-sheet');
  await page.keyboard.press('Escape');
  await photographer.takeAll('87-pair-refused');
  await console.button(pair.look({ count: 2 })).click();
  await console.button(pair.settle.all).click();
  await photographer.takeAll('88-settle');
});

/** Starts Electron where the disk is seen. It lies beside that disk. */
async function launcherOn({ folder, launch }: SmallDisk): Promise<string> {
  const file = `${folder}.sh`;
  await writeFile(file, `#!/bin/sh\nexec ${(launch.before ?? []).join(' ')} "$BURNIN_ELECTRON" "$@"\n`, { mode: 0o755 });
  return file;
}

test('the disk that holds the records is full in the middle of a scan, and has room again', async ({ openStage }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-full-disk-'));
  const disk = await openSmallDisk(folder, DISK_MEBIBYTES);
  const stage = await openStage({
    count: 24,
    seed: 6,
    faults: { silent: 1, wrongMac: 1 },
    window: { dataDir: folder, launcher: await launcherOn(disk) },
  });
  const { console, fleet } = stage;
  const photographer = new Photographer(stage, FOLDER);
  const broker = await openRawBroker();
  try {
    await console.startScan({ operation: '1206', roster: fleet.roster });
    await expect(console.tile(messages.status.waiting)).toHaveText(/1$/, { timeout: 60_000 });
    disk.fill();
    await expect(async () => {
      await broker.publish({ queue: REPORT_QUEUE }, Buffer.alloc(UNREADABLE_BYTES, 'x'));
      await expect(console.notices).toContainText(/full/, { timeout: 300 });
    }).toPass({ timeout: 60_000 });
    await expect(console.band).toContainText(messages.headline.next.recordsFail);
    // The size of the type is a setting, which cannot be stored now.
    await photographer.take('92-disk-full');
    disk.makeRoom();
    await expect(console.notices).toContainText(/again/, { timeout: 30_000 });
    await console.button(names.finish).click();
    await console.untilClosed();
    await expect(console.band).not.toContainText(messages.headline.next.recordsFail);
    await photographer.takeAll('93-disk-has-room');
  } finally {
    disk.makeRoom();
    await broker.close();
    await stage.window.close();
    await disk.close();
    for (const left of [folder, `${folder}.sh`]) await rm(left, { recursive: true, force: true });
  }
});

test('everything was paired', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 2 });
  const { console, fleet, page } = stage;
  await console.startScan({ operation: '1205', roster: fleet.roster });
  await console.untilClosed();
  const photographer = new Photographer(stage, FOLDER);
  await photographer.takeAll('89-all-passed');
  await console.button(pair.button.pair({ count: 24 })).click();
  await console.button(pair.confirm.pair({ count: 24 })).click();
  await expect(console.dialog).toContainText(pair.summary.pair.accepted({ count: 24 }));
  await page.keyboard.press('Escape');
  await photographer.takeAll('90-all-paired');
  await console.scanCode('NOT-ON-THIS-RACK');
  await photographer.takeAll('91-unknown-unit');
});
