import { expect, it } from 'vitest';
import { AboutView } from '../../../protocol/about-program';
import { practising } from '../../testing/practising';
import { APP_VERSION } from '../../version';

it('says which program this is, by the number that stands in its records', async () => {
  const { app, store } = await practising();
  const about = app.support.about();
  expect(AboutView.parse(about)).toEqual({
    appVersion: APP_VERSION,
    consoleId: await store.readSetting('consoleId'),
    electron: null,
    chromium: null,
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
  });
  expect(about.consoleId).not.toBe('');
});
