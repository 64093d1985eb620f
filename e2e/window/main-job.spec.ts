import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { messages } from '../../renderer/messages';
import { attemptOf, countOracle } from '../../simulator/faults/oracle';
import { ConsolePage } from '../support/console-page';
import { brokerUrl } from '../support/engine-console';
import { bodies } from '../support/received';
import { seenSums, watchSums } from '../support/watched-sums';
import { expect, test } from '../support/window-test';

const { status } = messages;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-main-job-'));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('from the badge to Pair: a rack is scanned, looked at, corrected, confirmed and exported, and stands there again after a restart', async ({
  openStage,
  openWindow,
}) => {
  const dataDir = path.join(folder, 'records');
  const { console, factory, fleet, page, window } = await openStage({
    count: 24,
    macs: 4,
    seed: 3,
    spreadMs: 1_500,
    faults: {
      wrongMac: 1,
      recovering: 1,
      silent: 1,
      unregistered: 1,
      conflict: 1,
      malformed: 1,
      pairRejected: 1,
      legacy: 3,
      twice: 1,
    },
    window: { dataDir },
  });
  const first = countOracle(fleet.oracle, 60_000, 1);
  const second = countOracle(fleet.oracle, 60_000, 2);
  const truthOf = (fault: string) => {
    const device = fleet.oracle.find((one) => one.fault === fault);
    if (device === undefined) throw new Error(`no device with ${fault}`);
    return device;
  };

  await test.step('badge and roster, then Start', async () => {
    await expect(console.operator).toBeFocused();
    await console.scanCode('OP-4711');
    await expect(console.operator).toHaveValue('OP-4711');
    await watchSums(page);
    await console.startScan({ operation: 'rack 7', roster: fleet.roster });
    await expect(console.header).toContainText('rack 7');
    await expect(console.header).toContainText('OP-4711');
  });

  await test.step('live progress, and the sum closes in every frame and every patch', async () => {
    await expect(console.band).toContainText(messages.headline.scanning({ round: 1 }));
    await expect(console.tile(messages.status.waiting)).toHaveText(new RegExp(`${first.noAnswer}$`), { timeout: 30_000 });
    await expect(console.band).toContainText(messages.headline.checked({ done: 24 - first.noAnswer, expected: 24 }));
    await console.button(messages.names.finish).click();
    await console.untilClosed();
    const seen = await seenSums(page);
    expect(seen.broken).toEqual([]);
    expect(seen.readings).toBeGreaterThan(3);
    expect(seen.patches).toBeGreaterThan(3);
  });

  await test.step('the counts are the truth, and so is the headline', async () => {
    expect(await console.counts()).toMatchObject({
      [messages.tiles.expected]: 24,
      [status.pass]: first.pass,
      [status.fail]: first.fail,
      [status.conflict]: first.conflict,
      [status.notRegistered]: first.notRegistered,
      [status.noAnswer]: first.noAnswer,
      [status.waiting]: 0,
    });
    await expect(console.band).toContainText(messages.headline.needYou({ needy: 24 - first.pass, expected: 24 }));
    await expect(console.button(`${messages.tiles.setAside} 2`)).toBeVisible();
  });

  await test.step('a tile narrows the grid to its devices', async () => {
    await console.tile(messages.status.fail).click();
    await expect(console.grid.getByRole('row', { level: 1 })).toHaveCount(first.fail);
    for (const fault of ['wrongMac', 'recovering']) await expect(console.row(truthOf(fault).serial)).toBeVisible();
    await console.tile(messages.tiles.expected).click();
    await expect(console.page.getByText(messages.grid.allShown({ count: 24 }), { exact: true })).toBeVisible();
  });

  const wrong = truthOf('wrongMac').serial;
  await test.step('a scanned label opens its device: expected beside found, why, and what to do', async () => {
    await console.reviewDevice(wrong);
    const [bad] = attemptOf(truthOf('wrongMac'), 1).interfaces?.filter(({ verdict }) => verdict === 'mismatch') ?? [];
    const expected = fleet.mes
      .find(({ serialNo }) => serialNo === wrong)
      ?.interfaces.find((row) => row.interface === bad?.interface);
    const card = console.review.getByRole('article', { name: bad?.interface ?? '' });
    await expect(card).toContainText(messages.verdict.mismatch);
    const [wanted, found] = await card.getByRole('definition').allTextContents();
    expect(wanted).toBe(expected?.macaddr);
    expect(found).toMatch(/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    expect(found).not.toBe(wanted);
    await expect(console.review).toContainText(`${bad?.interface} has ${found}, MES expects ${wanted}`);
    await expect(console.review).toContainText(`${messages.review.next}:`);
    await expect(page.getByRole('contentinfo')).toContainText(messages.grid.found({ sn: wrong, status: messages.status.fail }));
  });

  await test.step('its line opens to its interfaces', async () => {
    await console.row(wrong).locator('[data-act="expand"]').click();
    const lines = console.grid.getByRole('row', { level: 2 });
    await expect(lines).toHaveCount(4);
    await expect(lines.filter({ hasText: messages.verdict.match })).toHaveCount(3);
    await expect(lines.filter({ hasText: messages.verdict.mismatch })).toHaveCount(1);
    await console.row(wrong).locator('[data-act="expand"]').click();
    await expect(lines).toHaveCount(0);
  });

  await test.step('an unknown label is answered, not guessed', async () => {
    await console.scanCode('NOT-ON-THIS-RACK');
    await expect(console.band.getByRole('heading')).toHaveText(messages.unknownUnit.title.notOnList);
    await expect(console.band).toContainText(`NOT-ON-THIS-RACK ${messages.unknownUnit.lead.notOnList}`);
    await expect(console.review).toBeHidden();
  });

  const corrected = truthOf('recovering').serial;
  await test.step('a card was put back: rescan of that device alone, and it passes on its second scan', async () => {
    await console.reviewDevice(corrected);
    await console.button(messages.names.rescanDevice).click();
    await console.untilClosed();
    await expect(console.review.getByRole('region', { name: messages.status.pass })).toContainText(
      messages.review.passedLater({ attempt: 2 }),
    );
    await expect(console.tile(messages.status.pass)).toHaveText(new RegExp(`${second.pass}$`));
    await expect(console.row(corrected)).toContainText(messages.grid.attempt({ attempt: 2 }));
  });

  const pairing = fleet.oracle.filter((truth) => attemptOf(truth, 2).status === 'pass').map(({ serial }) => serial);
  const refused = truthOf('pairRejected').serial;
  await test.step('the Pair sheet says what goes and what stays and why; confirming sends exactly that', async () => {
    await console.button(messages.pair.button.pair({ count: pairing.length })).click();
    const goes = console.dialog.getByRole('region', { name: messages.pair.goes.pair({ count: pairing.length }) });
    await expect(goes.getByRole('listitem')).toHaveText(pairing);
    const stays = console.dialog.getByRole('region', { name: messages.pair.stays.pair({ count: 24 - pairing.length }) });
    await expect(stays).toContainText(wrong);
    await expect(stays).toContainText('No answer: is it switched on, and is the agent running?');
    await console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: pairing.length }) }).click();
    const sent = console.dialog.getByRole('region', { name: messages.pair.sent({ count: pairing.length }) });
    await expect(sent).toContainText(
      [['rejected', 1] as const, ['accepted', pairing.length - 1] as const]
        .map(([outcome, count]) => messages.pair.summary.pair[outcome]({ count }))
        .join(' · '),
    );
    const line = sent.getByRole('listitem').filter({ hasText: refused });
    await expect(line).toContainText(messages.outcome.rejected);
    await expect(line).toContainText('Device is already paired');
    expect(bodies(factory, 'pairs')).toEqual([{ snArray: pairing, operationId: 'rack 7' }]);
    await page.keyboard.press('Escape');
    await expect(console.dialog).toBeHidden();
  });

  const { pairedButNot, unsettled } = messages.headline;
  const title = pairedButNot.pair({ paired: pairing.length - 1, rest: unsettled.refused({ count: 1 }) });
  await test.step('the refused one stays red, by serial number, wherever one looks', async () => {
    await expect(console.band.getByRole('heading')).toHaveText(title);
    await console.reviewDevice(refused);
    await expect(console.row(refused)).toContainText(messages.pairState.pair.pairRefused);
    await expect(console.row(refused)).toContainText('Device is already paired');
    await expect(console.button(`${messages.pairState.pair.pairRefused} 1`)).toBeVisible();
    const deliveries = console.header.getByRole('button', {
      name: `${messages.names.deliveries} ${messages.header.deliveriesBad({ count: 1 })}`,
    });
    await deliveries.click();
    await expect(console.dialog.getByRole('article', { name: messages.deliveries.kind.pair })).toContainText(
      `${messages.deliveries.notTaken({ count: 1 })} ${refused}`,
    );
    await page.keyboard.press('Escape');
    await expect(console.review.getByRole('region', { name: messages.pairState.pair.pairRefused })).toContainText(
      'Device is already paired',
    );
    await console.button(messages.names.newScan).click();
    await expect(console.dialog).toContainText(`${messages.headline.unsettled.refused({ count: 1 })} ${refused}`);
    await console.dialog.getByRole('button', { name: messages.leftOver.stay }).click();
    // Looking at it again, or closing everything, settles nothing.
    await expect(console.band.getByRole('heading')).toHaveText(title);
  });

  await test.step('until a person settles it, with a reason', async () => {
    await console.button(messages.pair.look({ count: 1 })).click();
    const part = console.dialog.getByRole('region', { name: messages.pair.settle.part({ count: 1 }) });
    await part.getByRole('button', { name: messages.pair.settle.oneName({ sn: refused }) }).click();
    const sheet = page.getByRole('dialog', { name: messages.pair.settle.title({ count: 1 }) });
    await sheet.getByText(messages.pair.settle.as.done).click();
    await sheet.getByRole('textbox', { name: messages.waive.reason }).fill('Paired by hand yesterday');
    await sheet.getByRole('button', { name: messages.pair.settle.confirm }).click();
    await expect(part).toBeHidden();
    // The sheet has the focus again, though the button that was pressed is gone.
    await expect(page.locator('[role="dialog"]:focus, [role="dialog"] :focus')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(console.dialog).toBeHidden();
    await expect(console.band.getByRole('heading')).not.toHaveText(title);
    await expect(console.row(refused)).not.toContainText(messages.pairState.pair.pairRefused);
  });

  await test.step('log and notification were taken; the export is the log, indented', async () => {
    await console.untilAllSent();
    expect(factory.received('logs')).toHaveLength(2);
    expect(bodies(factory, 'notifications').map(({ status }) => status)).toContain(`${second.pass} devices passed scanning`);
    const file = path.join(folder, 'scan-log.json');
    await console.answerSaveDialog(file);
    await console.save('scanLog');
    await expect(console.notices).toContainText(messages.files.saved({ path: file }));
    const [, last] = factory.received('logs');
    expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(JSON.parse(last?.raw ?? ''), null, 2)}\n`);
  });

  await test.step('theme and type size', async () => {
    const html = page.locator('html');
    await console.button(messages.names.darkTheme).click();
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await console.button(messages.names.largeType).click();
    await expect(html).toHaveAttribute('data-size', 'large');
  });

  await test.step('the same scan again after the console was closed and opened', async () => {
    const before = await console.counts();
    await window.close();
    const again = await openWindow({ amqpUrl: brokerUrl(), apiBase: factory.baseUrl, dataDir });
    const reopened = new ConsolePage(again);
    await reopened.untilClosed();
    expect(await reopened.counts()).toEqual(before);
    await expect(reopened.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(reopened.page.locator('html')).toHaveAttribute('data-size', 'large');
    await expect(reopened.header).toContainText('rack 7');
    await reopened.reviewDevice(corrected);
    await expect(reopened.review.getByRole('region', { name: messages.pairState.pair.paired })).toBeVisible();
    await expect(reopened.row(corrected)).toContainText(messages.pairState.pair.paired);
    expect(factory.received('logs')).toHaveLength(2);
    expect(factory.received('pairs')).toHaveLength(1);
  });
});
