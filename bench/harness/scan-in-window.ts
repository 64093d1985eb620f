import { english } from '../../messages/english';
import type { Page } from '@playwright/test';
import type { ConsoleApi } from '../../protocol/ipc';

const MAX_SCAN_MS = 180_000;

/** Starts a scan of a roster through the window's own door, and waits until it has closed. Fails unless all devices pass. */
export async function scanInWindow(page: Page, serials: readonly string[]): Promise<void> {
  const refusal = await page.evaluate(async (rosterText) => {
    const api = Reflect.get(window, 'consoleApi') as ConsoleApi;
    const reply = await api.invoke('scan.start', { operationId: '', operatorId: 'bench', scanMode: 0, rosterText });
    return reply.ok ? null : reply.error.texts;
  }, serials.join('\n'));
  if (refusal !== null) throw new Error(`The scan could not be started: ${english(refusal)}`);
  const deadline = Date.now() + MAX_SCAN_MS;
  for (;;) {
    const session = await page.evaluate(async () => {
      const api = Reflect.get(window, 'consoleApi') as ConsoleApi;
      const reply = await api.invoke('operation.list', { limit: 1 });
      return reply.ok ? reply.value[0] : undefined;
    });
    if (session !== undefined && session.closedAt !== null) break;
    if (Date.now() > deadline) throw new Error(`The scan did not close within ${MAX_SCAN_MS / 1_000} s.`);
    await page.waitForTimeout(200);
  }
  const passed = await page.evaluate(async () => {
    const api = Reflect.get(window, 'consoleApi') as ConsoleApi;
    const reply = await api.invoke('app.snapshot', {});
    return reply.ok ? (reply.value.session?.counts.pass ?? 0) : 0;
  });
  if (passed !== serials.length) throw new Error(`Only ${passed} of ${serials.length} devices passed.`);
}
