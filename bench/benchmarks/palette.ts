import path from 'node:path';
import { type ConsoleApi, EVENT_CHANNEL } from '../../protocol/ipc';
import { type Figure, figureOf, type Pair } from '../figure';
import { openConsoleWindow, type OpenWindow } from '../harness/console-window';
import { withRecordsFolder } from '../harness/records-folder';
import { percentile } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

const SERIALS = 100_000;
/** From what fits all of them to what fits one, and to what fits none. */
const WORDS = ['QX104321', '99999', '7', 'NOTHING', 'QX0000'] as const;
const FIELD = '.palette-field input';
/** Nobody is there. */
const NO_FACTORY = 'http://127.0.0.1:9';

/** How long the window works on one key that is typed into the palette, with very many serial numbers to find. */
export const paletteFigures: FigureGroup = {
  name: 'palette',
  measure: ({ surroundings, quick }: Measuring): Promise<readonly Figure[]> =>
    withRecordsFolder(async (folder) => {
      const window = await openConsoleWindow(surroundings, { apiBase: NO_FACTORY, dataDir: path.join(folder, 'data') });
      try {
        await fill(window);
        await window.page.waitForTimeout(1_000);
        await window.page.keyboard.press('Control+k');
        await window.page.locator(FIELD).fill('QX1');
        await window.page.getByText('50 of 100,000 shown').waitFor();
        const pairs: Pair[] = [];
        let worst = 0;
        for (let turn = 0; turn < (quick ? 3 : 10); turn += 1) {
          const { keys, bare } = await window.page.evaluate(typeWords, { words: WORDS, field: FIELD });
          pairs.push({ value: percentile(keys, 95), floor: percentile(bare, 95) });
          worst = Math.max(worst, ...keys);
        }
        return [
          figureOf({
            group: 'palette',
            title: 'A key in the palette, p95',
            unit: 'ms',
            floor: 'the same key in a bare field of the same page, beside which 50 lines of text are replaced',
            pairs,
            aim: { of: 'value', bound: 'atMost', limit: 16 },
            details: {
              'serial numbers': SERIALS,
              'keys of a repetition': WORDS.join('').length,
              'worst key, ms': worst.toFixed(1),
            },
          }),
        ];
      } finally {
        await window.close();
      }
    }),
};

/** Has main send so many devices to the window, as it sends every patch. */
async function fill({ electron, page }: OpenWindow): Promise<void> {
  const seq = await page.evaluate(async () => {
    const api = Reflect.get(window, 'consoleApi') as ConsoleApi;
    const reply = await api.invoke('app.snapshot', {});
    return reply.ok ? reply.value.seq : 0;
  });
  await electron.evaluate(
    ({ BrowserWindow }, { channel, next, count }) => {
      const devices = Array.from({ length: count }, (_, number) => ({
        id: `sn:QX1${String(number).padStart(5, '0')}`,
        sn: `QX1${String(number).padStart(5, '0')}`,
        status: 'pass',
        guest: false,
        contested: false,
        product: null,
        ip: null,
        interfaces: 'mmmmmmmm',
        attempt: 1,
        reason: [],
        pair: null,
        pairReason: [],
        pairSettled: null,
        at: 0,
      }));
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'state.patched', { seq: next, reset: true, devices });
    },
    { channel: EVENT_CHANNEL, next: seq + 1, count: SERIALS },
  );
}

/** Runs in the page: types each word key by key, into the palette and into a bare field, and measures until the page stands laid out. */
async function typeWords({ words, field }: { readonly words: readonly string[]; readonly field: string }) {
  const palette = document.querySelector<HTMLInputElement>(field);
  if (palette === null) throw new Error('The palette is not open.');
  const bareField = document.createElement('input');
  const lines = Array.from({ length: 50 }, () => document.createElement('p'));
  const place = document.createElement('div');
  place.append(bareField, ...lines);
  palette.closest('.palette')?.append(place);
  bareField.addEventListener('input', () => {
    for (const [at, line] of lines.entries()) line.textContent = `${bareField.value} ${at}`;
  });
  // React looks at the setter of the element itself, which would hide the change from it.
  const descriptor = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const press = async (input: HTMLInputElement, text: string): Promise<number> => {
    const begun = performance.now();
    descriptor?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
    const { height } = document.body.getBoundingClientRect();
    const took = performance.now() - begun;
    // Whatever follows from it, such as what main is asked, is not this key's.
    await new Promise((next) => {
      setTimeout(next, height > 0 ? 40 : 0);
    });
    return took;
  };
  const keys: number[] = [];
  const bare: number[] = [];
  for (const word of words) {
    for (let length = 1; length <= word.length; length += 1) {
      keys.push(await press(palette, word.slice(0, length)));
      bare.push(await press(bareField, word.slice(0, length)));
    }
    await press(palette, '');
  }
  place.remove();
  return { keys, bare };
}
