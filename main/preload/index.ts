import { contextBridge, ipcRenderer } from 'electron';
import type { ConsoleApi, EventName } from '../../protocol/ipc';

// The sandbox loads one file without imports, so the channel names stand here again; a test keeps them equal.
const COMMAND_CHANNEL = 'console:command';
const EVENT_CHANNEL = 'console:event';

/** Main sends each event with the payload of its name. */
type Listener = (payload: never) => void;
const listeners = new Map<EventName, Set<Listener>>();

ipcRenderer.on(EVENT_CHANNEL, (_event, name: EventName, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) (listener as (payload: unknown) => void)(payload);
});

const api: ConsoleApi = {
  invoke: (name, input) => ipcRenderer.invoke(COMMAND_CHANNEL, { name, input }),
  subscribe: (name, listener) => {
    const group = listeners.get(name) ?? new Set<Listener>();
    listeners.set(name, group.add(listener));
    return () => void group.delete(listener);
  },
};

contextBridge.exposeInMainWorld('consoleApi', api);
