import path from 'node:path';
import { deviceMessages } from '../../renderer/registry/messages';
import { DevicesPage } from '../support/devices-page';
import { Photographer } from '../support/photographer';
import { smallPicture } from '../support/small-picture';
import { expect, test } from '../support/window-test';
import { workbenchFile } from '../support/workbench-files';

const FOLDER = path.resolve(process.env['BURNIN_PICTURES'] ?? 'test-results/screenshots');
/** The second picture in the README. */
const README_PICTURE = path.resolve('docs/images/devices.png');
const { act, list, page: words, pictures, tags } = deviceMessages;

test('24 registered devices, one of them closely', async ({ openStage }) => {
  const stage = await openStage({ count: 1, macs: 1, seed: 3 });
  const { page } = stage;
  const devices = new DevicesPage(page);
  const photographer = new Photographer(stage, FOLDER);
  await devices.open();
  await photographer.take('60-devices-empty');
  await devices.submitAll(Array.from({ length: 23 }, (_, number) => workbenchFile({ number, graded: number % 7 !== 3 })));
  await devices.submitAll([
    workbenchFile({ number: 23, disk: 'DISK1', expectedEvents: ['TestDataStorage', 'StressTest', 'Install'] }),
  ]);
  await expect(devices.row('WB100023')).toBeVisible();
  await photographer.take('61-devices-24');
  await devices.chooseFiles([
    workbenchFile({ number: 2 }),
    { name: 'nameless.json', text: workbenchFile({ number: 9 }).text.replace('"manufacturer":"Acer"', '"manufacturer":null') },
    { name: 'torn.json', text: '{"type":"Snapshot"' },
  ]);
  await photographer.take('62-files-refused');
  await devices.closeSheet();
  for (const serialNumber of ['WB100020', 'WB100021', 'WB100022'])
    await devices.row(serialNumber).locator('[data-act=select]').click();
  await devices.button(list.actOn({ count: 3 })).click();
  await photographer.take('63-what-to-do');
  await page.getByRole('menuitem', { name: act.names.DisposeProduct, exact: true }).click();
  await photographer.take('64-dispose-sheet');
  await devices.closeSheet();
  await devices.openDevice('WB100023');
  await photographer.take('65-device-waiting');
  await devices.button(words.acts.tags).click();
  await page.getByRole('textbox', { name: tags.field }).fill('RACK-000017');
  await devices.button(tags.confirm).click();
  await expect(devices.sheet.getByRole('heading', { name: tags.printTitle })).toBeVisible();
  await photographer.take('66-label');
  await devices.closeSheet();
  await devices.button(words.acts.grade).click();
  await photographer.take('67-grade');
  await devices.closeSheet();
  await devices.button(words.acts.photos).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), devices.button(pictures.choose).click()]);
  await chooser.setFiles([
    { name: 'front.png', mimeType: 'image/png', buffer: smallPicture(480, 320, [88, 120, 150]) },
    { name: 'back.png', mimeType: 'image/png', buffer: smallPicture(320, 480, [150, 122, 90]) },
  ]);
  await expect(devices.button(pictures.confirm({ count: 2 }))).toBeEnabled();
  await photographer.take('68-pictures');
  await devices.button(pictures.confirm({ count: 2 })).click();
  await expect(devices.sheet.getByRole('img')).toBeVisible();
  await photographer.take('69-rate-pictures');
  await devices.closeSheet();
  await devices.tab('rating').click();
  await photographer.take('70-rating');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.screenshot({ path: README_PICTURE, animations: 'disabled' });
  await devices.tab('events').click();
  await photographer.take('71-events');
  await devices.button(words.back).click();
  await page.getByRole('searchbox').fill('WB100001');
  await expect(devices.grid.getByRole('row')).toHaveCount(2);
  await devices.openDevice('WB100001');
  await devices.tab('composition').click();
  await photographer.take('72-parts-over-time');
});

test('2,000 registered devices', async ({ openStage }) => {
  const stage = await openStage({ count: 1, macs: 1, seed: 3 });
  const devices = new DevicesPage(stage.page);
  await devices.open();
  await devices.submitAll(Array.from({ length: 2_000 }, (_, number) => workbenchFile({ number, graded: number % 7 !== 3 })));
  await expect(stage.page.getByRole('group', { name: deviceMessages.names.tiles })).toContainText('2,000');
  await new Photographer(stage, FOLDER).take('73-devices-2000');
});
