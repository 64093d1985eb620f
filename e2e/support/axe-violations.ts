import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const AXE = 'node_modules/axe-core/axe.min.js';

/** What axe finds wrong on the screen as it stands. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe: unknown = Reflect.get(window, 'axe');
    const run = Reflect.get(axe as object, 'run') as (
      root: Document,
      options: object,
    ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    const { violations: found } = await run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 120) ?? ''}`);
  });
}
