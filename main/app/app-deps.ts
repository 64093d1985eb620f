import type { Clock } from '../domain/ports/clock';
import type { Log } from '../domain/ports/log';
import type { PinHasher } from '../domain/ports/people';
import type { Secrets } from '../domain/ports/secrets';
import type { Store } from '../domain/ports/store';
import type { Registry } from '../domain/ports/registry';
import type { Diagnostics, FileDialogs, ConnectionFactory } from './ports';
import type { Identities } from '../domain/ports/identities';
import type { ServeRegistry } from './registry/registry-service';
import type { SettingsOfRun } from './settings/settings-service';
import type { Emit } from './people/signed-out';

/** What the product is put together from. */
export interface AppDeps extends SettingsOfRun {
  readonly store: Store;
  /** Absent where no part of the registry is used. */
  readonly registry?: Registry;
  /** Absent where the registry is not served over HTTP. */
  readonly serveRegistry?: ServeRegistry;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly random: () => number;
  readonly secrets: Secrets;
  readonly pins: PinHasher;
  readonly links: ConnectionFactory;
  readonly dialogs: FileDialogs;
  readonly diagnostics: Diagnostics;
  readonly appVersion: string;
  /** Receives every event for the window. */
  readonly emit: Emit;
  /** There when the console practises on a simulated rack: the serial numbers on its labels. */
  readonly practice?: { readonly roster: readonly string[] };
  /** Ends the program and opens it again, in practice or for real work. Absent where that cannot be. */
  readonly reopen?: (practice: boolean) => void;
  /** The events go to a terminal of whoever may read the records, where nobody signs in. */
  readonly toTerminal?: true;
}
