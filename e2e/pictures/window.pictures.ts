import path from 'node:path';
import { messages } from '../../renderer/messages';
import { withAnyCount } from '../../scripts/lib/any-count.mjs';
import { REPORT_QUEUE } from '../../protocol/topology';
import { realisticFaults } from '../../simulator/faults/realistic-mix';
import { openRawBroker } from '../support/raw-broker';
import { Photographer } from '../support/photographer';
import { expect, test, type Stage } from '../support/window-test';

const FOLDER = path.resolve(process.env['BURNIN_PICTURES'] ?? 'test-results/screenshots');
/** The picture in the README. */
const README_PICTURE = path.resolve('docs/images/console.png');
const { names, start } = messages;

function serialWith({ fleet }: Stage, fault: string): string {
  const found = fleet.oracle.find((one) => one.fault === fault);
  if (found === undefined) throw new Error(`no device with ${fault}`);
  return found.serial;
}

test('24 devices, some with faults', async ({ openStage }) => {
  const stage = await openStage({
    count: 24,
    seed: 8,
    // Below the time after which a device that said hello is asked again.
    spreadMs: 4_800,
    helloIntervalMs: 2_000,
    lateMs: 90_000,
    faults: {
      wrongMac: 1,
      absent: 1,
      swapped: 1,
      silent: 1,
      legacy: 2,
      conflict: 1,
      unregistered: 1,
      sharedMac: 1,
      malformed: 1,
      pairRejected: 1,
    },
  });
  const { console, fleet, page } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await expect(page.getByText(new RegExp(`^${messages.header.agents}: [1-9]`))).toBeVisible();
  await photographer.take('01-start');
  await console.operator.fill('OP-4711');
  await page.getByText(start.sources.paste, { exact: true }).click();
  await page
    .getByRole('textbox', { name: start.pasteField })
    .fill(`${fleet.roster.slice(0, 3).join('\n')}\nDefault string\n${fleet.roster[0]}`);
  await expect(page.getByText(start.rosterCount({ count: 3 }))).toBeVisible();
  await photographer.take('02-start-with-problems');
  await console.startScan({ operation: '1187', roster: fleet.roster });
  await expect(console.tile(messages.status.pass)).not.toHaveText(/ [0-4]$/);
  await photographer.take('03-scanning');
  await expect(console.tile(messages.status.waiting)).toHaveText(/ 2$/, { timeout: 60_000 });
  await console.button(names.finish).click();
  await console.untilClosed();
  await console.untilAllSent();
  await photographer.take('04-finished');
  await console.reviewDevice(serialWith(stage, 'wrongMac'));
  await photographer.take('05-review-wrong-mac');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.screenshot({ path: README_PICTURE, animations: 'disabled' });
  await console.grid.press('ArrowRight');
  await photographer.take('06-opened-line');
  for (const fault of ['absent', 'conflict', 'swapped', 'sharedMac', 'unregistered'] as const) {
    await console.reviewDevice(serialWith(stage, fault));
    await photographer.take(`07-review-${fault}`);
  }
  await console.scanCode('NOT-ON-THIS-RACK');
  await photographer.take('08-not-found');
  await console.band.getByRole('button', { name: names.close }).click();
  await console.button(withAnyCount(messages.pair.button.pair)).click();
  await console.dialog.getByRole('button', { name: withAnyCount(messages.pair.confirm.pair) }).waitFor();
  await photographer.take('09-pair-sheet');
  await console.dialog.getByRole('button', { name: withAnyCount(messages.pair.confirm.pair) }).click();
  await expect(console.dialog).toContainText(messages.pair.summary.pair.rejected({ count: 1 }));
  await photographer.take('10-paired');
  await page.keyboard.press('Escape');
  await photographer.take('10-refused');
  await console.header.getByRole('button', { name: new RegExp(`^${names.deliveries} `) }).click();
  await photographer.take('11-deliveries');
  await console.dialog.getByRole('tab', { name: messages.deliveries.aside }).click();
  await photographer.take('12-set-aside');
  await page.keyboard.press('Escape');
  await console.button(names.history).click();
  await photographer.take('13-history');
  await page.keyboard.press('Escape');
  await console.button(names.settings).click();
  await console.dialog.getByRole('tab', { name: messages.settings.sections.broker }).click();
  await photographer.take('14-settings');
  await page.keyboard.press('Escape');
  await console.button(names.largeType).click();
  await photographer.take('15-large-type');
});

test('a rack whose ports MES knows by other names', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 3 });
  stage.factory.setDevices(
    stage.fleet.mes.map((device) => ({
      ...device,
      interfaces: device.interfaces.map((port, index) => ({ ...port, interface: `LAN${index + 1}` })),
    })),
  );
  await stage.console.startScan({ operation: '1192', roster: stage.fleet.roster });
  await stage.console.untilClosed();
  await expect(stage.page.getByRole('region', { name: messages.rackNotice })).toBeVisible();
  await new Photographer(stage, FOLDER).take('16-renamed-ports');
});

test('a device on hold, because another one reports its MACs', async ({ openStage }) => {
  const stage = await openStage({ count: 8, seed: 3, faults: { silent: 1 } });
  const { console, fleet } = stage;
  const held = fleet.mes.find(({ serialNo }) => fleet.oracle.some(({ serial, fault }) => serial === serialNo && fault === null));
  if (held === undefined) throw new Error('no device without a fault');
  await console.startScan({ operation: '1193', roster: fleet.roster });
  await expect(console.tile(messages.status.pass)).toHaveText(/ 7$/);
  const broker = await openRawBroker();
  const macinfo = Object.fromEntries(held.interfaces.map(({ interface: name, macaddr }) => [name, { macaddr }]));
  await broker.publish({ queue: REPORT_QUEUE }, Buffer.from(JSON.stringify({ operationId: '1193', sn: 'GUEST-0001', macinfo })));
  await broker.close();
  await console.button(names.finish).click();
  await console.untilClosed();
  await console.reviewDevice(held.serialNo);
  await expect(console.button(messages.review.clearContest)).toBeInViewport({ ratio: 1 });
  await new Photographer(stage, FOLDER).take('17-on-hold');
});

test('everybody passed', async ({ openStage }) => {
  const stage = await openStage({ count: 24, seed: 2 });
  await stage.console.startScan({ operation: '1188', roster: stage.fleet.roster });
  await stage.console.untilClosed();
  await stage.console.untilAllSent();
  await new Photographer(stage, FOLDER).take('20-all-passed');
});

test('2,000 devices', async ({ openStage }) => {
  const stage = await openStage({
    count: 2_000,
    macs: 8,
    seed: 4,
    spreadMs: 12_000,
    faults: { ...realisticFaults(2_000), late: 0 },
  });
  const { console, fleet } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await console.startScan({ operation: '1189', roster: fleet.roster });
  await expect(console.tile(messages.status.pass)).toHaveText(/[5-9]\d\d$/, { timeout: 60_000 });
  await photographer.take('30-2000-scanning');
  await console.untilClosed();
  await photographer.take('31-2000-finished');
});

test('what is down', async ({ openStage }) => {
  const alone = await openStage({ count: 1, macs: 1, amqpUrl: 'amqp://guest:guest@127.0.0.1:1/' });
  await expect(alone.page.getByRole('region', { name: start.ready })).toContainText(messages.link.down);
  await alone.console.operator.fill('OP-4711');
  await alone.console.startButton.click();
  await expect(alone.page.getByRole('alert').filter({ hasText: 'RabbitMQ is not connected' })).toBeVisible();
  await new Photographer(alone, FOLDER).take('40-no-broker');
  await alone.window.close();
  await alone.fleet.stop();

  const stage = await openStage({
    count: 24,
    seed: 6,
    control: [{ kind: 'status', status: 503, retryAfterS: 0, route: ['deviceInfo', 'log', 'notification'] }],
  });
  const { console, fleet } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await console.startScan({ operation: '1190', roster: fleet.roster });
  await console.untilClosed();
  await console.reviewDevice(fleet.roster[0] ?? '');
  await photographer.take('41-no-mes');
  await console.header.getByRole('button', { name: new RegExp(`^${names.deliveries} `) }).click();
  await expect(console.dialog).toContainText('status 503');
  await photographer.take('42-deliveries-wait');
});

test('texts that are long, strange or hostile', async ({ openStage }) => {
  const stage = await openStage({
    count: 5,
    seed: 9,
    window: { station: 'Building 17, second floor, burn-in line 12, rack position 48, of the night' },
  });
  const { console, factory, fleet, page } = stage;
  const long = 'SN-'.padEnd(128, 'WIDE');
  const hostile = '<img src=x onerror=alert(1)>';
  const mirrored = 'abc\u05d0\u05d1\u05d2-17';
  const broker = await openRawBroker();
  factory.setDevices([
    ...fleet.mes,
    {
      serialNo: long,
      product: 'A product name that somebody has typed with great care and without any thought of who must read it '.repeat(3),
      interfaces: [{ interface: 'a-very-long-interface-name-np0f1d1v4095', macaddr: 'e0:18:7d:00:00:01' }],
    },
    { serialNo: hostile, product: '=HYPERLINK("http://x")', interfaces: [{ interface: 'eth0', macaddr: 'e0:18:7d:00:00:02' }] },
    { serialNo: mirrored, product: 'مرحبا', interfaces: [{ interface: 'eth0', macaddr: 'e0:18:7d:00:00:03' }] },
  ]);
  await console.startScan({
    operation: 'An operation whose name is as long as names in this plant are wont to be, number 1191',
    roster: [...fleet.roster, long, `"${hostile}"`, mirrored],
  });
  const operationId = 'An operation whose name is as long as names in this plant are wont to be, number 1191';
  for (const [sn, name, macaddr] of [
    [long, 'a-very-long-interface-name-np0f1d1v4095', 'not an address at all but a whole sentence instead of one'],
    [hostile, 'eth0', 'e0:18:7d:00:00:99'],
    [mirrored, 'eth0', 'e0:18:7d:00:00:03'],
  ] as const)
    await broker.publish(
      { queue: REPORT_QUEUE },
      Buffer.from(JSON.stringify({ operationId, sn, macinfo: { [name]: { macaddr } } })),
    );
  await console.untilClosed();
  await broker.close();
  await console.grid.getByRole('rowheader', { name: long }).click();
  const photographer = new Photographer(stage, FOLDER);
  await photographer.take('50-long-text');
  await console.grid.getByRole('rowheader', { name: hostile }).click();
  await photographer.take('51-hostile-text');
  await page.keyboard.press('Escape');
});
