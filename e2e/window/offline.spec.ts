import type { Locator } from '@playwright/test';
import { messages } from '../../renderer/messages';
import type { ConsolePage } from '../support/console-page';
import { openCuttableBroker } from '../support/cuttable-broker';
import { bodies, effects, keysOf } from '../support/received';
import { expect, test } from '../support/window-test';

const { names, start, status, outcome } = messages;

/** How the header shows one connection. */
function link(console: ConsolePage, name: string): Locator {
  return console.header.getByText(new RegExp(`^${name} `));
}

test('without a broker: said before and at Start, nothing is lost from the form, and it starts when the broker is back', async ({
  openStage,
}) => {
  const broker = await openCuttableBroker();
  await broker.takeDown();
  const { console, fleet, page } = await openStage({ count: 3, macs: 2, amqpUrl: broker.url });
  await expect(link(console, messages.header.broker)).toContainText(messages.link.down);
  const ready = page.getByRole('region', { name: start.ready });
  await expect(ready).toContainText(broker.place);
  await expect(ready).toContainText(start.brokerDown);

  await console.operator.fill('OP-4711');
  await page.getByText(start.sources.paste, { exact: true }).click();
  await page.getByRole('textbox', { name: start.pasteField }).fill(fleet.roster.join('\n'));
  const go = console.button(`${names.startButton} ${start.goCount({ count: 3 })}`);
  await go.click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'RabbitMQ is not connected, so no device can be asked.' }),
  ).toBeVisible();
  await expect(page.getByRole('textbox', { name: start.pasteField })).toHaveValue(fleet.roster.join('\n'));

  await broker.mend();
  await expect(link(console, messages.header.broker)).toContainText(messages.link.up, { timeout: 20_000 });
  await go.click();
  await console.untilClosed();
  await expect(console.tile(status.pass)).toHaveText(/3$/);
  await broker.takeDown();
});

test('the broker goes in the middle of a scan: the header says so, the scan goes on when it is back', async ({ openStage }) => {
  const broker = await openCuttableBroker();
  const { console, fleet } = await openStage({ count: 20, macs: 2, spreadMs: 4_000, amqpUrl: broker.url });
  await console.startScan({ roster: fleet.roster });
  await expect(console.tile(status.pass)).not.toHaveText(/ ?0$/);
  await broker.takeDown();
  await expect(link(console, messages.header.broker)).toContainText(messages.link.down);
  await expect(console.header.locator('[title*="RabbitMQ"]').first()).toHaveAttribute(
    'title',
    new RegExp(`${messages.since({ clock: '\\d\\d:\\d\\d:\\d\\d' })}$`),
  );
  await broker.mend();
  await expect(link(console, messages.header.broker)).toContainText(messages.link.up, { timeout: 20_000 });
  await console.untilClosed();
  await expect(console.tile(status.pass)).toHaveText(/20$/);
  await expect(console.band.getByRole('heading')).toHaveText(messages.headline.allPassed({ count: 20 }));
  await broker.takeDown();
});

test('without MES: devices answer and cannot be checked, each says so; when MES is back a rescan settles them', async ({
  openStage,
}) => {
  const { console, factory, fleet } = await openStage({
    count: 4,
    macs: 2,
    control: [{ kind: 'status', status: 503, retryAfterS: 0, route: 'deviceInfo' }],
  });
  await console.startScan({ operation: 'no mes', roster: fleet.roster });
  await console.untilClosed();
  await expect(link(console, messages.header.mes)).toContainText(messages.link.down);
  await expect(console.tile(status.couldNotCheck)).toHaveText(/4$/);
  await expect(console.tile(status.pass)).toHaveText(/0$/);
  await expect(console.tile(status.fail)).toHaveText(/0$/);
  await console.reviewDevice(fleet.roster[0] ?? '');
  await expect(console.review).toContainText('MES answered with status 503;');
  await expect(console.review).toContainText('Rescan this device when MES answers again.');
  await expect(console.button(messages.pair.nothing.pair)).toBeVisible();
  await console.untilAllSent();
  expect(bodies(factory, 'notifications').map(({ status: sentence }) => sentence)).toEqual([
    expect.stringMatching(/^Could not check \S+: MES answered with status 503; it begins "\{.*"\.$/),
    '0 devices passed scanning',
  ]);

  factory.control({ kind: 'clear' });
  await console.button(messages.grid.rescan({ which: messages.grid.rescanOf.couldNotCheck({ count: 4 }) })).click();
  await expect(console.tile(status.pass)).toHaveText(/4$/, { timeout: 20_000 });
  await expect(link(console, messages.header.mes)).toContainText(messages.link.up);
});

test('log and notification cannot be delivered: the drawer says why and when it tries again; sent by hand they go out once', async ({
  openStage,
}) => {
  const { console, factory, fleet, page } = await openStage({
    count: 2,
    macs: 2,
    // So long that no try of its own comes between the test's acts.
    control: [{ kind: 'status', status: 503, retryAfterS: 600, route: ['log', 'notification'] }],
  });
  await console.startScan({ operation: 'no log', roster: fleet.roster });
  await console.untilClosed();
  await console.header
    .getByRole('button', { name: `${names.deliveries} ${messages.header.deliveriesOpen({ count: 2 })}` })
    .click();
  for (const kind of ['log', 'notification'] as const) {
    const delivery = console.dialog.getByRole('article', { name: messages.deliveries.kind[kind] });
    await expect(delivery).toContainText(outcome.queued);
    await expect(delivery).toContainText('The receiver is busy (status 503).');
    await expect(delivery).toContainText(new RegExp(messages.deliveries.nextTry({ time: '(?:9|10):\\d\\d' })));
  }
  factory.control({ kind: 'clear' });
  for (const kind of ['log', 'notification'] as const) {
    const delivery = console.dialog.getByRole('article', { name: messages.deliveries.kind[kind] });
    await delivery.getByRole('button', { name: messages.pair.now }).click();
    await expect(delivery).toContainText(outcome.accepted);
  }
  await page.keyboard.press('Escape');
  await console.untilAllSent();
  expect([effects(factory, 'logs'), effects(factory, 'notifications')]).toEqual([1, 1]);
  expect(new Set(keysOf(factory, 'logs')).size).toBe(1);
});

test('a Pair whose answer is lost is unknown: the sheet says so, and only a person sends it again, under the same key', async ({
  openStage,
}) => {
  const { console, factory, fleet, page } = await openStage({
    count: 3,
    macs: 2,
    control: [{ kind: 'dropAfterProcessing', route: 'pair', count: 1 }],
  });
  await console.startScan({ operation: 'lost', roster: fleet.roster });
  await console.untilClosed();
  await console.button(messages.pair.button.pair({ count: 3 })).click();
  await console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: 3 }) }).click();
  const sent = console.dialog.getByRole('region', { name: messages.pair.sent({ count: 3 }) });
  await expect(sent).toContainText(messages.pair.summary.pair.unknown({ count: 3 }));
  await expect(sent).toContainText(messages.pair.againHelp);
  await page.keyboard.press('Escape');
  await expect(
    console.header.getByRole('button', { name: `${names.deliveries} ${messages.header.deliveriesBad({ count: 1 })}` }),
  ).toBeVisible();
  expect(factory.received('pairs')).toHaveLength(1);

  await console.button(messages.pair.look({ count: 3 })).click();
  await console.dialog.getByRole('button', { name: messages.pair.again }).click();
  await expect(sent).toContainText(messages.pair.summary.pair.accepted({ count: 3 }));
  await page.keyboard.press('Escape');
  await console.untilAllSent();
  const [first, second] = keysOf(factory, 'pairs');
  expect(second).toBe(first);
  expect(effects(factory, 'pairs')).toBe(1);
});
