import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { withPage } from './page-at-work';

class Page extends EventEmitter {
  readonly webContents = new EventEmitter();
  #destroyed = false;
  isDestroyed = (): boolean => this.#destroyed;
  destroy = (): void => {
    this.#destroyed = true;
    this.emit('closed');
  };
}

const FOR_EVER = () => new Promise<never>(() => undefined);
const LONG_MS = 60_000;

const run = async (work: () => Promise<unknown>, maxMs = LONG_MS, befall: (page: Page) => void = () => undefined) => {
  const page = new Page();
  const done = withPage(page as Page & Parameters<typeof withPage>[0], maxMs, work);
  befall(page);
  return done.then(
    (value) => ({ value, gone: page.isDestroyed() }),
    (error: unknown) => ({ error: String(error), gone: page.isDestroyed() }),
  );
};

it('a page that nothing comes of any more is given up at once, or when its time is over, and is gone', async () => {
  const crash = run(FOR_EVER, LONG_MS, (page) => page.webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
  expect(await crash).toEqual({ error: 'Error: The page ended: crashed.', gone: true });
  expect(await run(FOR_EVER, LONG_MS, (page) => page.destroy())).toEqual({ error: 'Error: The page was closed.', gone: true });
  expect(await run(FOR_EVER, 5)).toEqual({ error: 'Error: The page took longer than 5 ms.', gone: true });
});

it('a page that did its work, or could not, is gone too', async () => {
  expect(await run(async () => 7)).toEqual({ value: 7, gone: true });
  expect(await run(async () => Promise.reject(new Error('no paper')))).toEqual({ error: 'Error: no paper', gone: true });
});
