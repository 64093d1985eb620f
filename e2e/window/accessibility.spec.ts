import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { expect, test } from '../support/window-test';

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
    const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
    if (theme === 'dark') await console.button(messages.names.darkTheme).click();
    await look('start');
    await console.startScan({ operation: `axe ${theme}`, roster: fleet.roster });
    await look('scanning');
    await console.untilClosed();
    await look('closed');
    for (const width of [1_180, 900]) {
      await window.resize(width, 768);
      await look(`closed, ${width} px wide`);
    }
    await window.resize(1_366, 768);
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
