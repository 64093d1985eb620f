import { expect, it } from 'vitest';
import { startEngineConsole } from '../support/engine-console';
import { testConsole } from '../support/scan-line';

const NOWHERE = { amqpUrl: 'amqp://127.0.0.1:1/', apiBase: 'http://127.0.0.1:1' };

it('a console that is started with a setting that it cannot use says which and why', async () => {
  await expect(startEngineConsole({ ...NOWHERE, amqpUrl: 'broker.plant' })).rejects.toThrow(
    'The console was started with a setting that it cannot use. `broker.url`: must start with amqp:// or amqps://.',
  );
  await expect(startEngineConsole({ ...NOWHERE, scan: { idleMs: 1 } })).rejects.toThrow(
    /a setting that it cannot use\. `scan\.idleMs`: /,
  );
});

it('stored settings that nobody can read any more do not keep the console from starting', async () => {
  const console = await testConsole(NOWHERE);
  await console.store.writeSetting('settings', '{"broker":{"url":17');
  await console.app.stop();
  const again = await testConsole({ ...NOWHERE, file: console.file });
  expect(again.app.settings.current.broker.url).toBe(NOWHERE.amqpUrl);
  expect(again.app.settings.current.api.timeoutMs).toBe(5_000);
});
