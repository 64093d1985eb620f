import type { ScanSession } from '../scan/state';
import { deviceDetails, sessionView } from '../scan/views';

/** Everything that a person could see of a session. */
export function pictureOf(session: ScanSession | null): unknown {
  if (session === null) return null;
  return {
    view: sessionView(session, 0),
    devices: Array.from(session.devices.values(), deviceDetails),
    aside: session.aside,
    lookUps: session.lookUps,
    contested: [...session.contested],
  };
}
