import { CONTENT_SECURITY_POLICY } from '../../main/window/content-security-policy';
import { expect, test } from '../support/window-test';

test('the page has no Node, no raw Electron, one door, and the policy of its scheme', async ({ openStage }) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const { page } = shown;
  const world = await page.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    module: typeof Reflect.get(globalThis, 'module'),
    electron: typeof Reflect.get(globalThis, 'electron'),
    door: Object.keys(window.consoleApi).toSorted(),
    origin: location.origin,
  }));
  expect(world).toEqual({
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    electron: 'undefined',
    door: ['invoke', 'subscribe'],
    origin: 'app://console',
  });
  const headers = await page.evaluate(async () => {
    const { headers: seen } = await fetch('app://console/index.html');
    return { policy: seen.get('content-security-policy'), sniff: seen.get('x-content-type-options') };
  });
  expect(headers).toEqual({ policy: CONTENT_SECURITY_POLICY, sniff: 'nosniff' });
});

test('scripts that are put into the page do not run, windows and other pages do not open, permissions are denied', async ({
  openStage,
}) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const { page, electron, troubles } = shown;
  const attempts = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.evil = true';
    document.body.append(script);
    const image = document.createElement('div');
    image.setAttribute('onclick', 'window.evil = true');
    document.body.append(image);
    image.click();
    image.remove();
    const opened = window.open('https://example.invalid/') === null ? 'refused' : 'opened';
    location.href = 'https://example.invalid/';
    const notification = await Notification.requestPermission();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    );
    const outside = await fetch('https://example.invalid/').then(
      () => 'fetched',
      () => 'refused',
    );
    return { evil: typeof Reflect.get(window, 'evil'), opened, notification, camera, outside };
  });
  expect(attempts).toMatchObject({ evil: 'undefined', opened: 'refused', notification: 'denied', outside: 'refused' });
  expect(attempts.camera).not.toBe('granted');
  expect(page.url()).toMatch(/^app:\/\/console\/index\.html\?/);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // What the browser says when its policy refuses something is what this test wanted to see.
  expect(troubles.filter((trouble) => !/Content Security Policy|violates the following/i.test(trouble))).toEqual([]);
  troubles.length = 0;
});

test('WebRTC is blocked and nothing is downloaded', async ({ openStage }) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const { page, electron } = shown;
  const downloads = await electron.evaluateHandle(({ session }) => {
    const ended: string[] = [];
    session.defaultSession.on('will-download', (event, item) => ended.push(event.defaultPrevented ? 'refused' : item.getURL()));
    return ended;
  });
  const connecting = await page.evaluate(async () => {
    try {
      const connection = new RTCPeerConnection({ iceServers: [] });
      connection.createDataChannel('x');
      await connection.setLocalDescription(await connection.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 500));
      return connection.localDescription?.sdp.includes('candidate') === true ? 'gathers addresses' : 'gathers nothing';
    } catch (error) {
      return error instanceof Error ? error.name : 'refused';
    }
  });
  expect(connecting).not.toBe('gathers addresses');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['rows']));
    link.download = 'rows.txt';
    document.body.append(link);
    link.click();
  });
  await expect.poll(() => downloads.jsonValue()).toEqual(['refused']);
  shown.troubles.length = 0;
});

test('the page scheme serves what was built and nothing beside it', async ({ openStage }) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const statuses = await shown.page.evaluate(async () => {
    const paths = [
      'index.html',
      '..%2fmain%2findex.cjs',
      '%2e%2e/main/index.cjs',
      '..%5c..%5cpackage.json',
      'assets/%00',
      'nothing.js',
      'index.html%00.js',
    ];
    const seen: Record<string, number | string> = {};
    for (const path of paths) {
      seen[path] = await fetch(`app://console/${path}`).then(
        ({ status }) => status,
        () => 'failed',
      );
    }
    return seen;
  });
  const { 'index.html': page, ...others } = statuses;
  expect(page).toBe(200);
  expect(Object.values(others).filter((status) => status === 200)).toEqual([]);
  shown.troubles.length = 0;
});

test('commands that main does not know, and ones with wrong input, are refused with a sentence and without a stack', async ({
  openStage,
}) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const replies = await shown.page.evaluate(async () => {
    const invoke = async (name: string, input: unknown): Promise<unknown> => {
      const door = window.consoleApi as { invoke: (command: string, given: unknown) => Promise<unknown> };
      return door.invoke(name, input);
    };
    const huge = 'x'.repeat(3 * 1024 * 1024);
    return [
      await invoke('__proto__', {}),
      await invoke('scan.start', { operationId: 1 }),
      await invoke('roster.parse', { text: huge }),
      await invoke('scan.finish', { operation: 'none' }),
      await invoke('device.details', { ids: [], extra: true }),
    ];
  });
  expect(replies).toMatchObject([
    { ok: false, error: { kind: 'unknownCommand' } },
    { ok: false, error: { kind: 'invalidInput' } },
    { ok: false, error: { kind: 'invalidInput' } },
    { ok: false, error: { kind: 'failed', code: 'noOperation' } },
    { ok: false, error: { kind: 'invalidInput' } },
  ]);
  expect(JSON.stringify(replies)).not.toMatch(/\bat .+\.cjs|node_modules|stack/);
});

test('a page of another origin gets nothing through the door', async ({ openStage }) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const reply = await shown.electron.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
    await stranger.loadURL('data:text/html,<title>stranger</title>');
    const answer: unknown = await stranger.webContents.executeJavaScript("window.consoleApi.invoke('app.snapshot', {})");
    stranger.destroy();
    return answer;
  }, `${process.cwd()}/out/preload/index.cjs`);
  expect(reply).toEqual({ ok: false, error: { kind: 'forbidden', texts: [{ code: 'door.strangePage' }] } });
});

test('the password of the broker stays in main', async ({ openStage }) => {
  const { window: shown } = await openStage({ count: 1, macs: 2, seed: 1 });
  const snapshot = await shown.page.evaluate(async () => JSON.stringify(await window.consoleApi.invoke('app.snapshot', {})));
  const { password, username } = new URL(process.env['BURNIN_AMQP_URL'] ?? '');
  expect(password).not.toBe('');
  expect(snapshot).toContain(`amqp://${username}@`);
  expect(snapshot).not.toContain(`:${password}@`);
});
