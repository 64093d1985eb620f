import type { Settings } from '../protocol/settings';
import type { Emit } from './app/people/signed-out';
import type { ConnectionFactory, Diagnostics, FileDialogs, ReportPrinter } from './app/ports';
import type { ServeRegistry } from './app/registry/registry-service';
import type { SettingsOfRun } from './app/settings/settings-service';
import type { Clock } from './domain/ports/clock';
import type { Identities } from './domain/ports/identities';
import type { Log } from './domain/ports/log';
import type { PinHasher } from './domain/ports/people';
import type { RecordsPlace } from './domain/ports/records-place';
import type { Registry } from './domain/ports/registry';
import type { Secrets } from './domain/ports/secrets';
import type { Store } from './domain/ports/store';

/** What a console stands on: everything that is another thing in the window, on a terminal, in practice, in a test or a simulation. */
export interface Platform extends SettingsOfRun {
  readonly store: Store;
  /** Where the records lie. Absent where nothing is sent from them, or nobody can copy them. */
  readonly place?: RecordsPlace;
  /** The device registry, decided by the settings in use. Absent where no part of the registry is used. */
  readonly openRegistry?: (settings: () => Settings['registry']) => Registry;
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
  /** Absent where nothing can be printed. */
  readonly printer?: ReportPrinter;
  /** How whoever sits here writes numbers, as `Intl` takes it; absent: as English does. */
  readonly locale?: string;
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
