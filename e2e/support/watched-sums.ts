import type { Page } from '@playwright/test';
import { messages } from '../../renderer/messages';

/** What was seen on the screen and told to the window since the watch began. */
export interface WatchedSums {
  /** Frames in which the tiles were read. */
  readonly frames: number;
  /** Different readings of the tiles. */
  readonly readings: number;
  readonly patches: number;
  /** Every reading of the tiles, and every patch, whose addends are not what is expected. */
  readonly broken: readonly string[];
}

declare global {
  interface Window {
    watchedSums?: { frames: number; readings: Set<string>; patches: number; broken: string[]; end: () => void };
  }
}

/** Reads the tiles in every frame, and the counts of every patch that main sends to the page, from now on. */
export async function watchSums(page: Page): Promise<void> {
  await page.evaluate((tilesName) => {
    const watch = { frames: 0, readings: new Set<string>(), patches: 0, broken: [] as string[], end: () => undefined as void };
    window.watchedSums = watch;
    const numbersOf = (text: string): number => Number(/([\d,]+)\s*$/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
    const read = (): void => {
      const tiles = [...document.querySelectorAll(`[aria-label="${tilesName}"] > button`)].map((tile) => tile.textContent ?? '');
      if (tiles.length === 0) return;
      watch.frames += 1;
      const [expected = Number.NaN, ...addends] = tiles.map(numbersOf);
      const reading = tiles.join(' | ');
      watch.readings.add(reading);
      if (addends.reduce((sum, count) => sum + count, 0) !== expected) watch.broken.push(`tiles: ${reading}`);
    };
    const eachFrame = (): void => {
      read();
      frame = requestAnimationFrame(eachFrame);
    };
    let frame = requestAnimationFrame(eachFrame);
    const unsubscribe = window.consoleApi.subscribe('state.patched', ({ seq, session }) => {
      watch.patches += 1;
      if (session === undefined || session === null) return;
      const { expected, pass, fail, waived, couldNotCheck, notRegistered, conflict, noAnswer, waiting } = session.counts;
      const sum = pass + fail + waived + couldNotCheck + notRegistered + conflict + noAnswer + waiting;
      if (sum !== expected) watch.broken.push(`patch ${seq}: ${JSON.stringify(session.counts)}`);
    });
    watch.end = () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, messages.names.tiles);
}

/** Ends the watch. */
export async function seenSums(page: Page): Promise<WatchedSums> {
  return page.evaluate(() => {
    const watch = window.watchedSums;
    if (watch === undefined) throw new Error('nothing was watched');
    watch.end();
    return { frames: watch.frames, readings: watch.readings.size, patches: watch.patches, broken: watch.broken.slice(0, 10) };
  });
}
