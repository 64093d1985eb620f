import { existsSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { messages } from '../../renderer/messages';
import { bodies } from '../support/received';
import { expect, test } from '../support/window-test';

/** What `npm run package -- --e2e` makes: the released program but for one fuse, without which no test could reach its window. */
const PACKAGED = path.resolve('dist/e2e/linux-unpacked/burnin-console');

test('the package holds what was built and nothing else', () => {
  const files = listPackage(path.join(path.dirname(PACKAGED), 'resources/app.asar'), { isPack: false }).filter(
    (name) => path.extname(name) !== '',
  );
  const allowed = [
    /^\/package\.json$/,
    /^\/out\/(?:main|preload)\/[\w-]+\.cjs$/,
    /^\/out\/main\/print\.css$/,
    /^\/out\/renderer\/(?:index\.html|icon\.png|fonts\.css|assets\/[\w.-]+\.(?:js|css|png|woff2))$/,
    /^\/out\/prebuilds\/linux-\w+\/@photostructure\+sqlite\.glibc\.node$/,
  ];
  expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
  for (const pattern of allowed)
    expect(
      files.some((file) => pattern.test(file)),
      String(pattern),
    ).toBe(true);
});

test('the packaged program scans a rack and pairs it', async ({ openStage }) => {
  expect(existsSync(PACKAGED), 'run "npm run package -- --e2e" first').toBe(true);
  const { console, electron, factory, fleet, page } = await openStage({
    count: 6,
    macs: 4,
    faults: { wrongMac: 1 },
    window: { executable: PACKAGED },
  });
  const about = await electron.evaluate(({ app }) => ({ packaged: app.isPackaged, name: app.getName(), from: app.getAppPath() }));
  expect(about).toEqual({
    packaged: true,
    name: messages.product,
    from: path.join(path.dirname(PACKAGED), 'resources/app.asar'),
  });
  expect(page.url()).toMatch(/^app:\/\/console\/index\.html\?/);

  await console.startScan({ operation: 'packaged', roster: fleet.roster });
  await console.untilClosed();
  await expect(console.tile(messages.status.pass)).toHaveText(/5$/);
  await expect(console.tile(messages.status.fail)).toHaveText(/1$/);
  await console.button(messages.pair.button.pair({ count: 5 })).click();
  await console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: 5 }) }).click();
  await expect(console.dialog.getByRole('region', { name: messages.pair.sent({ count: 5 }) })).toContainText(
    messages.pair.summary.pair.accepted({ count: 5 }),
  );
  expect(bodies(factory, 'pairs')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await console.untilAllSent();
});
