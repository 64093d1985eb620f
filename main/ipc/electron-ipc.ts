import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { COMMAND_CHANNEL, EVENT_CHANNEL, type EventName, type EventPayload } from '../../protocol/ipc';
import { err } from '../../protocol/result';
import { text } from '../../protocol/texts/text';
import { APP_ORIGIN } from '../window/app-files';
import type { Router } from './router';

/** The only user of Electron's IPC: commands in through one channel, events out through another. */
export function serveCommands(route: Router, onRefused: (origin: string) => void): void {
  ipcMain.handle(COMMAND_CHANNEL, async (event, raw: unknown) => {
    if (isTrusted(event.senderFrame)) return route(raw);
    onRefused(event.senderFrame?.origin ?? 'a frame that is gone');
    return err({ kind: 'forbidden', texts: [text('door.strangePage')] });
  });
}

/** Sends one event to a window; a window that is gone is passed over. */
export function sendEvent<N extends EventName>(contents: WebContents | null, name: N, payload: EventPayload<N>): void {
  if (contents !== null && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, payload);
}

/** Only the main frame of our own page is served. */
function isTrusted(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}
