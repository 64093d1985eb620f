import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { messages } from '../../renderer/messages';
import { expect, test } from '../support/window-test';

const AXE = 'node_modules/axe-core/axe.min.js';

/** What axe finds wrong on the screen as it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe: unknown = Reflect.get(window, 'axe');
    const run = Reflect.get(axe as object, 'run') as (
      root: Document,
      options: object,
    ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    const { violations: found } = await run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 120) ?? ''}`);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the main states, ${theme}`, async ({ openStage }) => {
    const { console, fleet, window } = await openStage({
      count: 24,
      macs: 4,
      seed: 5,
      spreadMs: 500,
      faults: { wrongMac: 2, silent: 1, conflict: 1, unregistered: 1 },
    });
    const { page } = window;
    const look = async (state: string): Promise<void> => expect(await violations(page), state).toEqual([]);
    if (theme === 'dark') await console.button(messages.names.darkTheme).click();
    await look('start');
    await console.startScan({ operation: `axe ${theme}`, roster: fleet.roster });
    await look('scanning');
    await console.untilClosed();
    await look('closed');
    const failing = fleet.oracle.find(({ fault }) => fault === 'wrongMac');
    await console.reviewDevice(failing?.serial ?? '');
    await look('review');
    await console.button(/^Pair [\d,]+ devices?$/).click();
    await expect(console.dialog).toBeVisible();
    await look('pair sheet');
    await page.keyboard.press('Escape');
    await console.button(messages.names.settings).click();
    await expect(console.dialog).toBeVisible();
    await look('settings');
  });
}
