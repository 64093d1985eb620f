import type { InterfaceRow } from './v1';

/** What every Linux machine reports beside its ports. */
export const LOOPBACK_ROW: InterfaceRow = {
  interface: 'lo',
  ifindex: 1,
  macaddr: '00:00:00:00:00:00',
  kind: 'loopback',
  bus: 'none',
  operState: 'unknown',
};
