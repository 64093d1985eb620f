import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { pdfPages } from '../support/pdf-pages';
import { expect, test } from '../support/window-test';

const { bundle, history, report, status, verdict } = messages;
/** A report is laid out twice on a machine that does other things. */
const PRINTED = { timeout: 30_000 };

test('a supervisor takes a scan away as report, table, log and bundle, and the bundle is judged again', async ({
  openStage,
}, info) => {
  const dataDir = info.outputPath('console');
  const {
    console,
    electron,
    fleet,
    page,
    window: opened,
  } = await openStage({
    count: 40,
    macs: 4,
    seed: 7,
    spreadMs: 300,
    faults: { wrongMac: 2, silent: 1 },
    window: { dataDir },
  });
  const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
  const saved = async (kind: Parameters<typeof console.save>[0], name: string): Promise<string> => {
    const file = info.outputPath(name);
    await console.answerSaveDialog(file);
    await console.save(kind);
    await expect(console.notices).toContainText(messages.files.saved({ path: file }), PRINTED);
    return file;
  };
  await console.startScan({ operation: 'REPORT-1', roster: fleet.roster });
  await console.untilClosed();
  await console.button(messages.pair.button.pair({ count: 37 })).click();
  const code = (await console.dialog.locator('.digest b').innerText()).trim();
  await console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: 37 }) }).click();
  await expect(console.dialog.getByRole('region', { name: messages.pair.sent({ count: 37 }) })).toBeVisible();
  await page.keyboard.press('Escape');
  await console.untilAllSent();

  await test.step('the report has every device on numbered pages, with the heads of its table on each', async () => {
    await console.button(report.save.title).click();
    await look('what can be saved');
    await page.keyboard.press('Escape');
    const pages = await pdfPages(await saved('pdf', 'operation.pdf'));
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain(report.page({ page: index + 1, pages: pages.length }));
      expect(text).toContain('REPORT-1');
      expect(text).toContain('Line 2, station 3');
    }
    const whole = pages.join('\n');
    for (const sn of fleet.roster) expect(whole).toContain(sn);
    for (const word of [status.pass, status.fail, status.noAnswer, verdict.mismatch, report.code]) expect(whole).toContain(word);
    expect(pages[1]).toContain(report.sn);
    for (const { serial, fault } of fleet.oracle) if (fault === 'wrongMac') expect(whole).toContain(serial);
    expect(code).toMatch(/^[0-9a-f]{12}$/);
    expect(whole).toContain(code);
    expect(whole).toMatch(/[0-9a-f]{64}/);
  });

  await test.step('it speaks other languages with fonts of its own', async () => {
    const file = info.outputPath('operation-zh.pdf');
    await console.answerSaveDialog(file);
    const answer = await page.evaluate(() =>
      window.consoleApi?.invoke('report.operation', { operation: 'REPORT-1', format: 'pdf', language: 'zh-Hant' }),
    );
    expect(answer).toEqual({ ok: true, value: { path: file } });
    const [first] = await pdfPages(file);
    expect(first).toContain('作業報告');
    expect(first).toMatch(/第\s*1\s*頁，共/);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  await test.step('a page that crashes or is closed is said, and holds up neither the next report nor anything else', async () => {
    const file = info.outputPath('after-a-crash.pdf');
    await console.answerSaveDialog(file);
    const print = () =>
      page.evaluate(() =>
        window.consoleApi?.invoke('report.operation', { operation: 'REPORT-1', format: 'pdf', language: 'en' }),
      );
    for (const end of ['crash', 'close'] as const) {
      await electron.evaluate(({ app }, how) => {
        app.once('browser-window-created', (_event, printed) => {
          // The page is asked then whether its fonts are there.
          printed.webContents.once('did-finish-load', () =>
            setImmediate(() => {
              if (how === 'crash') printed.webContents.forcefullyCrashRenderer();
              else printed.destroy();
            }),
          );
        });
      }, end);
      expect(await print(), end).toMatchObject({
        ok: false,
        error: { code: 'notAllowedNow', texts: [{ code: 'report.notPrinted' }] },
      });
      expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    }
    expect(await print()).toEqual({ ok: true, value: { path: file } });
  });

  await test.step('table and scan log are what the command writes', async () => {
    const table = await readFile(await saved('csv', 'operation.csv'), 'utf8');
    expect(table.startsWith('\uFEFF"operation","serial number",')).toBe(true);
    for (const sn of fleet.roster) expect(table).toContain(`"REPORT-1","${sn}",`);
    const log: unknown = JSON.parse(await readFile(await saved('scanLog', 'log.json'), 'utf8'));
    expect(log).toMatchObject({ operationid: 'REPORT-1', pairInfo: [] });
  });

  const evidence = await saved('evidence', 'evidence.json');
  await console.button(messages.names.history).click();

  await test.step('the bundle is whole and comes to the same', async () => {
    await console.answerOpenDialog(evidence);
    await console.button(bundle.open).click();
    const check = console.dialog.getByRole('region', { name: bundle.title });
    await expect(check).toContainText(bundle.same);
    await expect(check).toContainText(bundle.counts({ operation: 'REPORT-1', devices: 40 }));
    await look('a bundle that is whole');
    await console.button(history.back).click();
  });

  await test.step('one that somebody changed says so first', async () => {
    const changed = info.outputPath('changed.json');
    await writeFile(changed, (await readFile(evidence, 'utf8')).replace('"status": "fail"', '"status": "pass"'));
    await console.answerOpenDialog(changed);
    await console.button(bundle.open).click();
    const check = console.dialog.getByRole('region', { name: bundle.title });
    await expect(check).toContainText(bundle.altered);
    await expect(check.getByRole('listitem').first()).toContainText('its own hash does not fit');
    await look('a bundle that was changed');
    await console.button(history.back).click();
  });

  await test.step('what is no bundle is refused in a sentence', async () => {
    await console.answerOpenDialog(info.outputPath('log.json'));
    await console.button(bundle.open).click();
    await expect(console.dialog.getByRole('alert')).toContainText('This is no evidence bundle');
  });

  await test.step('a device and a time', async () => {
    const failed = fleet.oracle.find(({ fault }) => fault === 'wrongMac')?.serial ?? '';
    await console.dialog.getByRole('searchbox', { name: history.search }).fill(failed);
    await console.dialog.getByRole('button', { name: failed, exact: true }).click();
    const device = (await pdfPages(await saved('pdf', 'device.pdf'))).join('\n');
    for (const word of [failed, verdict.mismatch, report.cards]) expect(device).toContain(word);
    await console.dialog.getByRole('tab', { name: history.statistics }).click();
    await look('statistics that can be saved');
    const period = (await pdfPages(await saved('pdf', 'period.pdf'))).join('\n');
    for (const word of [messages.statistics.first, messages.statistics.of({ part: 37, whole: 39 })])
      expect(period).toContain(word);
    expect(await readFile(await saved('csv', 'period.csv'), 'utf8')).toContain('"day","scans","first pass"');
  });

  await test.step('the command has the same page made by the same program', async () => {
    await opened.close();
    const file = info.outputPath('by-command.pdf');
    const words = ['operation', 'REPORT-1', '--language', 'zh-Hans', '--db', path.join(dataDir, 'burnin.sqlite'), '--out', file];
    const { stderr } = await promisify(execFile)(process.execPath, ['scripts/burnin.mjs', 'report', ...words]);
    expect(stderr).toContain(`Report of operation REPORT-1 written to ${file}`);
    const pages = await pdfPages(file);
    expect(pages[0]).toContain('作业报告');
    for (const sn of fleet.roster) expect(pages.join('\n')).toContain(sn);
  });
});
