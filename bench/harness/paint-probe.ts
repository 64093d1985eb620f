import type { Page } from '@playwright/test';
import type { ConsoleApi } from '../../protocol/ipc';
import { EVENT_CHANNEL } from '../../protocol/ipc';
import type { OpenWindow } from './console-window';

/** One cell's way, ms from the event in main. */
export interface CellTimes {
  /** Until the patch was in the page. */
  readonly arrived: number;
  /** Until the document had changed. */
  readonly changed: number;
  /** Until two animation frames later. */
  readonly painted: number;
}

/** What the page measured. */
export interface PaintTimes {
  readonly cells: readonly CellTimes[];
  /** From an empty patch in main to two animation frames after a lone text had changed, ms. */
  readonly empty: readonly number[];
}

const TIMES = 'benchPaintTimes';

/**
 * Starts to measure in the page: for every row of a patch that stands in the document, the time from the row's own instant
 * (main's clock) to two animation frames after its cells have changed; for every empty patch the same with one text.
 */
export async function installPaintProbe(page: Page): Promise<void> {
  await page.evaluate((name) => {
    const times = { cells: [] as CellTimes[], empty: [] as number[] };
    Reflect.set(window, name, times);
    const whenPainted = (act: () => void): void => {
      requestAnimationFrame(() => requestAnimationFrame(act));
    };

    const patched = new Map<string, { readonly since: number; readonly arrived: number }>();
    const grid = new MutationObserver((mutations) => {
      const lines = new Set(
        mutations.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('.line.device')),
      );
      for (const line of lines) {
        const serial = line?.querySelector('.cell.name')?.textContent ?? '';
        const row = patched.get(serial);
        if (row === undefined) continue;
        patched.delete(serial);
        const changed = Date.now() - row.since;
        whenPainted(() => times.cells.push({ arrived: row.arrived, changed, painted: Date.now() - row.since }));
      }
    });
    grid.observe(document.body, { subtree: true, childList: true, characterData: true });

    const lone = document.createElement('div');
    lone.textContent = '0';
    document.body.append(lone);
    let emptySince = 0;
    new MutationObserver(() => whenPainted(() => times.empty.push(Date.now() - emptySince))).observe(lone, { childList: true });

    const api = Reflect.get(window, 'consoleApi') as ConsoleApi;
    api.subscribe('state.patched', (patch) => {
      if (patch.seq <= 0) {
        emptySince = -patch.seq;
        lone.textContent = String(patch.seq);
        return;
      }
      // A new scan replaces all rows: that is another matter than one cell.
      if (patch.reset === true) return;
      // Others have no cell that could change; they may come into view much later, for another reason.
      const shown = new Set(Array.from(document.querySelectorAll('.line.device .cell.name'), ({ textContent }) => textContent));
      for (const row of patch.devices ?? [])
        if (shown.has(row.sn)) patched.set(row.sn, { since: row.at, arrived: Date.now() - row.at });
    });
  }, TIMES);
}

/** Sends so many patches with nothing in them, one after the other, from main as every patch is sent. */
export async function sendEmptyPatches({ electron }: OpenWindow, count: number): Promise<void> {
  await electron.evaluate(
    async ({ BrowserWindow }, { channel, left }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (let sent = 0; sent < left; sent += 1) {
        // A number that was seen before: the window passes over it. It carries the time.
        contents?.send(channel, 'state.patched', { seq: -Date.now() });
        await new Promise((resolve) => {
          setTimeout(resolve, 60);
        });
      }
    },
    { channel: EVENT_CHANNEL, left: count },
  );
}

/** What was measured since the last call. */
export function takePaintTimes(page: Page): Promise<PaintTimes> {
  return page.evaluate((name) => {
    const times = Reflect.get(window, name) as { cells: CellTimes[]; empty: number[] };
    const taken = { cells: times.cells, empty: times.empty };
    times.cells = [];
    times.empty = [];
    return taken;
  }, TIMES);
}
