import type { Locator } from '@playwright/test';
import { messages } from '../../renderer/messages';
import { expect, test } from '../support/window-test';

const SIZES = [
  { width: 900, height: 560 },
  { width: 1_024, height: 600 },
  { width: 1_180, height: 720 },
  { width: 1_366, height: 768 },
] as const;

async function boxOf(part: Locator): Promise<{ left: number; right: number; top: number; bottom: number }> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('It is not there.');
  return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
}

test('at every size the reason is in view, beside a review too, the tools stand in one line, and no button is cut off', async ({
  openStage,
}) => {
  test.setTimeout(180_000);
  const {
    console,
    fleet,
    page,
    window: shown,
  } = await openStage({
    count: 24,
    macs: 2,
    seed: 6,
    spreadMs: 500,
    faults: { wrongMac: 3, silent: 1, unregistered: 1 },
  });
  await console.startScan({ operation: 'narrow', roster: fleet.roster });
  await console.untilClosed();
  const wrong = fleet.oracle.find(({ fault }) => fault === 'wrongMac')?.serial ?? '';
  const reason = page.getByRole('columnheader', { name: messages.grid.columns.reason });
  const tools = page.getByRole('toolbar', { name: messages.names.gridTools });
  for (const type of ['normal', 'large'] as const) {
    await page.evaluate((size) => window.consoleApi.invoke('window.look', { theme: 'light', size }), type);
    await expect(page.locator('html')).toHaveAttribute('data-size', type);
    for (const size of SIZES) {
      await shown.resize(size.width, size.height);
      await page.waitForFunction((to) => innerWidth === to.width && innerHeight === to.height, size);
      for (const reviewing of [false, true]) {
        const state = `${size.width} x ${size.height}, ${type} type${reviewing ? ', review' : ''}`;
        if (reviewing) await console.row(wrong).getByRole('rowheader').click();
        else await page.keyboard.press('Escape');
        const grid = await boxOf(console.grid);
        expect((await boxOf(reason)).right, state).toBeLessThanOrEqual(grid.right + 1);
        const inLine = [console.search, ...(await tools.getByRole('button').all())];
        const boxes = await Promise.all(inLine.map(boxOf));
        const middles = boxes.map(({ top, bottom }) => (top + bottom) / 2);
        expect(Math.max(...middles) - Math.min(...middles), state).toBeLessThan(3);
        expect(Math.max(...boxes.map(({ right }) => right)), state).toBeLessThanOrEqual(grid.right + 1);
        const band = await boxOf(console.band);
        const acts = [...(await console.band.getByRole('button').all()), ...(await console.header.getByRole('button').all())];
        for (const box of await Promise.all(acts.map(boxOf))) {
          expect(box.right, state).toBeLessThanOrEqual(size.width);
          expect(box.bottom, state).toBeLessThanOrEqual(band.bottom);
        }
        await expect(console.band.getByText(messages.headline.next.fail({ count: 3 })), state).toBeInViewport({ ratio: 1 });
      }
    }
  }
});
