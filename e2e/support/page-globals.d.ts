import type { ConsoleApi } from '../../protocol/ipc';

declare global {
  interface Window {
    /** The console's door, as the preload script puts it there. */
    readonly consoleApi: ConsoleApi;
  }
}
