/** The two ways to show the console: to a person who sits there, or by itself, with proof of what happened. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { step } from '../lib/step.mjs';
import { bold, green } from '../lib/terminal.mjs';
import { startVirtualDisplay } from '../lib/virtual-display.mjs';
import { compareWithTruth, pairedSerials } from './compare-with-truth.mjs';
import * as operator from './drive-window.mjs';

/**
 * @typedef {object} Stage
 * @property {string} amqpUrl
 * @property {import('./simulated-line.mjs').SimulatedLine} line
 * @property {string} folder for the console's records
 * @property {string} output for what is to be looked at afterwards
 */

/**
 * Opens the window on a running scan and leaves it to the person in front of it.
 *
 * @param {Stage} stage
 */
export async function showToPerson({ amqpUrl, line, folder }) {
  const opened = await step('Opening the console', () =>
    operator.openConsole({ amqpUrl, apiBase: line.apiBase, folder: join(folder, 'console') }),
  );
  await operator.startScan(opened.page, line.rosterText);
  console.log(`A scan of ${line.devices.length} devices runs in the window. Close the window to end the demo.`);
  await operator.untilClosedByHand(opened);
  const paired = pairedSerials(await line.received('pairs'));
  console.log(
    paired.length === 0 ? 'Nothing was paired.' : `Pair received ${paired.length} serial numbers: ${paired.join(', ')}.`,
  );
}

/**
 * Works the window through one scan, its review and the Pair confirmation.
 *
 * @param {Stage} stage
 * @throws {Error} if anything that the console found or sent differs from the truth
 */
export async function runThrough({ amqpUrl, line, folder, output }) {
  const display = await startVirtualDisplay();
  const opened = await step('Opening the console', () =>
    operator.openConsole({ amqpUrl, apiBase: line.apiBase, folder: join(folder, 'console'), display: display.display }),
  );
  const { page } = opened;
  /**
   * @param {string} name
   * @param {(page: import('@playwright/test').Page) => Promise<void>} [before] brings up what the picture is to show
   * @param {(page: import('@playwright/test').Page) => Promise<void>} [after] takes it away again
   */
  const inBothThemes = async (name, before, after) => {
    for (const theme of /** @type {const} */ (['dark', 'light'])) {
      await operator.useTheme(page, theme);
      await before?.(page);
      await operator.takePicture(page, output, `${name}-${theme}`);
      await after?.(page);
    }
  };

  const begun = performance.now();
  await step('Scanning', async () => {
    await operator.startScan(page, line.rosterText);
    await operator.untilHalfWay(page);
    await inBothThemes('1-scanning');
    await operator.untilClosed(page);
  });
  const openForMs = performance.now() - begun;
  const counts = await operator.readCounts(page);
  await inBothThemes('2-finished');

  await step('Reviewing a device that failed', async () => {
    const failed = line.devices.find(({ attempts }) => attempts[0]?.status === 'fail') ?? line.devices[0];
    if (failed !== undefined) await operator.reviewDevice(page, failed.serial);
    await inBothThemes('3-review');
  });

  const logFile = join(output, 'scan-log.json');
  await step('Exporting the scan log', () => operator.exportScanLog(opened, logFile));

  await step('Confirming Pair', async () => {
    await inBothThemes('4-pair-sheet', operator.openPairSheet, operator.closeSheet);
    await operator.openPairSheet(page);
    await operator.confirmPair(page);
    await operator.closeSheet(page);
    await inBothThemes('5-paired', operator.openPairSheet, operator.closeSheet);
  });

  const [logs, notifications, pairs] = await Promise.all([
    line.received('logs'),
    line.received('notifications'),
    line.received('pairs'),
  ]);
  await opened.app.close();
  await display.stop();

  /** @type {unknown} */
  const exportedLog = JSON.parse(readFileSync(logFile, 'utf8'));
  const problems = compareWithTruth({ devices: line.devices, openForMs, counts, exportedLog, logs, notifications, pairs });
  summarise({ counts, paired: pairedSerials(pairs), logs: logs.length, notifications: notifications.length, output });
  if (problems.length > 0) throw new Error(`The demo did not come out right. ${problems.join(' ')}`);
  console.log(green('Everything came out as the simulator knows it to be.'));
}

/** @param {{ counts: Readonly<Record<string, number>>, paired: readonly string[], logs: number, notifications: number, output: string }} found */
function summarise({ counts, paired, logs, notifications, output }) {
  const shown = Object.entries(counts).filter(([, count]) => count > 0);
  console.log(bold('\nWhat the window showed'));
  for (const [name, count] of shown) console.log(`  ${name.padEnd(18)} ${String(count).padStart(5)}`);
  console.log(bold('What the factory received'));
  console.log(`  scan logs          ${String(logs).padStart(5)}`);
  console.log(`  notifications      ${String(notifications).padStart(5)}`);
  console.log(`  paired             ${String(paired.length).padStart(5)}  ${shortened(paired)}`);
  console.log(bold(`In ${relative(ROOT, output)}/`));
  console.log(
    `  ${readdirSync(output, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .join('  ')}\n`,
  );
}

/** @param {readonly string[]} serials */
function shortened(serials) {
  const few = serials.slice(0, 8).join(' ');
  return serials.length > 8 ? `${few} … and ${serials.length - 8} more` : few;
}
