import * as z from 'zod';
import { Connections } from './connection-state';
import { DeliveryView, DeviceRow, SessionView } from './model';
import { SignInView } from './people';
import { EditionChoices } from './registry/editions';
import { SecretsView, Settings } from './settings';

/** Everything that the window shows when it opens; afterwards patches keep it true. */
export const Snapshot = z.strictObject({
  /** Sequence number of the last patch contained in this snapshot. */
  seq: z.int(),
  appVersion: z.string(),
  /** By which the registry can rate and price. */
  editions: EditionChoices,
  session: SessionView.nullable(),
  devices: z.array(DeviceRow),
  deliveries: z.array(DeliveryView),
  connections: Connections,
  settings: Settings,
  secrets: SecretsView,
  signIn: SignInView,
  /** There when the console practises on a simulated rack: the serial numbers on its labels. */
  practice: z.exactOptional(z.strictObject({ roster: z.array(z.string()) })),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** What changed since the patch before; a gap in `seq` means: ask for a new snapshot. */
export const Patch = z.strictObject({
  seq: z.int(),
  /** Present when the session or a count changed; null when no scan is open any more. */
  session: SessionView.nullable().optional(),
  /** True when the rows of an earlier scan must go before `devices` is applied. */
  reset: z.boolean().optional(),
  /** Changed and new rows, in the order in which new ones are to stand. */
  devices: z.array(DeviceRow).optional(),
  deliveries: z.array(DeliveryView).optional(),
  connections: Connections.optional(),
  settings: Settings.optional(),
  secrets: SecretsView.optional(),
  signIn: SignInView.optional(),
});
export type Patch = z.infer<typeof Patch>;
