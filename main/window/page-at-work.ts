import type { BrowserWindow } from 'electron';

/** What can befall a page that nobody sees, and whoever waits for it would never hear of. */
interface PageAtWork {
  readonly webContents: Pick<BrowserWindow['webContents'], 'once'>;
  once(event: 'closed', listener: () => void): unknown;
  isDestroyed(): boolean;
  destroy(): void;
}

/**
 * Does something with a page of its own, which is gone afterwards in any case. Rejects as soon as nothing comes of it any more: the page
 * crashed, was closed, or took longer than `maxMs`. What Electron was asked to do in a page that crashed is pending for ever.
 */
export async function withPage<P extends PageAtWork, T>(page: P, maxMs: number, work: (page: P) => Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    page.webContents.once('render-process-gone', (_event, { reason }) => reject(new Error(`The page ended: ${reason}.`)));
    page.once('closed', () => reject(new Error('The page was closed.')));
    late = setTimeout(() => reject(new Error(`The page took longer than ${maxMs} ms.`)), maxMs);
  });
  try {
    return await Promise.race([lost, work(page)]);
  } finally {
    clearTimeout(late);
    if (!page.isDestroyed()) page.destroy();
  }
}
