import type { Page } from '@playwright/test';

/** Counts the rows of a fresh snapshot by status: what the tiles must say. */
export async function recountRows(
  page: Page,
): Promise<{ readonly rows: number; readonly counts: { readonly pass: number; readonly fail: number } }> {
  return page.evaluate(async () => {
    const reply = await window.consoleApi.invoke('app.snapshot', {});
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const of = (status: string): number => reply.value.devices.filter((row) => row.status === status).length;
    return { rows: reply.value.devices.length, counts: { pass: of('pass'), fail: of('fail') } };
  });
}
