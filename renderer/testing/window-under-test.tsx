import { act, cleanup, configure, render } from '@testing-library/react';
import { App } from '../App';
import type { Scene } from '../dev/scenes';
import { ScriptedConsole } from '../dev/scripted-console';
import { ScannerContext } from '../scanner/use-scanner';
import { Scanner } from '../scanner/scanner';
import { createConsole, type Console } from '../store/console';

export interface WindowUnderTest {
  readonly api: ScriptedConsole;
  readonly console: Console;
  /** Lets everything settle that is under way: answers, frames, effects. */
  readonly settle: () => Promise<void>;
  readonly close: () => void;
}

/** The size that the page has in tests, px: without one, no line of the grid would be drawn. */
const HEIGHT = 400;
const WIDTH = 1_300;

/** What is waited for is there at once, but for words and guides: on a busy machine they take more than a second to be read. */
const PATIENCE_MS = 30_000;

// Working out for every element whether it is hidden takes the simulated page seconds.
configure({ defaultHidden: true, asyncUtilTimeout: PATIENCE_MS });

/** Opens the whole window over a scripted console. Frames follow at once. */
export async function openWindow(
  scene: Scene,
  prepare: (api: ScriptedConsole) => void = () => undefined,
): Promise<WindowUnderTest> {
  giveElementsASize();
  const api = new ScriptedConsole(scene);
  prepare(api);
  const console = createConsole(api, (run) => void Promise.resolve().then(run));
  const scanner = new Scanner();
  const endScanner = scanner.listen(window);
  const end = console.start();
  const settle = async (): Promise<void> => {
    await act(async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done, 0));
    });
  };
  render(
    <ScannerContext value={scanner}>
      <App console={console} />
    </ScannerContext>,
  );
  await settle();
  return {
    api,
    console,
    settle,
    close: () => {
      end();
      endScanner();
      cleanup();
    },
  };
}

function giveElementsASize(): void {
  for (const [name, size] of Object.entries({
    clientHeight: HEIGHT,
    clientWidth: WIDTH,
    offsetHeight: HEIGHT,
    offsetWidth: WIDTH,
  })) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
  }
}
