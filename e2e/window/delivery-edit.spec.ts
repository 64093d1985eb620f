import { messages } from '../../renderer/messages';
import { bodies, keysOf } from '../support/received';
import { expect, test } from '../support/window-test';

const { deliveries, names } = messages;
const words = deliveries.opened;

test('a refused log is opened, corrected and taken; a refused Pair goes without one device', async ({ openStage }) => {
  const refusal = { kind: 'answer', status: 422, body: '{"message":"Unknown line \u202e"}', count: 1 } as const;
  const { console, factory, fleet, page } = await openStage({
    count: 4,
    macs: 2,
    control: [
      { ...refusal, route: 'log' },
      { ...refusal, route: 'pair' },
    ],
  });
  const problems = (count: number) =>
    console.header.getByRole('button', { name: `${names.deliveries} ${messages.header.deliveriesBad({ count })}` });
  const send = console.button(words.send);

  await test.step('the log is refused; what was sent and what was answered can be read', async () => {
    await console.startScan({ operation: 'edits', roster: fleet.roster });
    await console.untilClosed();
    await problems(1).click();
    await console.dialog.getByRole('button', { name: words.openName({ kind: deliveries.kind.log }) }).click();
    await expect(console.dialog).toContainText(words.status({ status: 422 }));
    await expect(console.dialog).toContainText(keysOf(factory, 'logs')[0] ?? '');
    await page.getByText(words.answer, { exact: true }).click();
    await expect(console.dialog).toContainText('Unknown line \\u202e');
  });

  await test.step('neither a verdict nor the operation can be edited; a device can be left out', async () => {
    await console.button(words.edit).click();
    const field = page.getByRole('textbox', { name: words.bodyField });
    const text = await field.inputValue();
    await field.fill(text.replace(/"sn": "[^"]+"/, '"sn": "SOMEBODY-ELSE"'));
    await send.click();
    await expect(console.dialog.getByRole('alert')).toContainText('A verdict cannot be edited');
    await field.fill(text.replace('"operationid": "edits"', '"operationid": "edits-2"'));
    await send.click();
    await expect(console.dialog.getByRole('alert')).toContainText('edits');
    expect(bodies(factory, 'logs')).toHaveLength(1);
    const log = JSON.parse(text) as { readonly scaninfo: readonly unknown[] };
    await field.fill(JSON.stringify({ ...log, scaninfo: log.scaninfo.slice(1) }, null, 2));
    await send.click();
    await expect(console.dialog).toContainText(messages.outcome.accepted);
    await expect(console.dialog).toContainText(words.replaces);
    expect(bodies(factory, 'logs').map(({ scaninfo }) => scaninfo.length)).toEqual([4, 3]);
    await console.button(names.close).click();
    await console.untilAllSent();
  });

  await test.step('the Pair is refused; one device is taken out, the others are taken', async () => {
    await console.button(messages.pair.button.pair({ count: 4 })).click();
    await console.button(messages.pair.confirm.pair({ count: 4 })).click();
    await expect(console.dialog).toContainText(messages.pair.againRejected);
    await console.dialog.getByRole('button', { name: names.close }).click();
    await problems(1).click();
    await console.dialog.getByRole('button', { name: words.openName({ kind: deliveries.kind.pair }) }).click();
    await console.button(words.takeOut).click();
    const [out = '', ...kept] = bodies(factory, 'pairs')[0]?.snArray ?? [];
    await console.button(words.takeOutName({ sn: out })).click();
    await send.click();
    await expect(console.dialog).toContainText(messages.outcome.accepted);
    expect(bodies(factory, 'pairs')[1]?.snArray).toEqual(kept);
    expect(new Set(keysOf(factory, 'pairs')).size).toBe(2);
  });
});
