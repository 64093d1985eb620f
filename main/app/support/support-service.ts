import type { HealthView } from '../../../protocol/program-health';
import type { AboutView } from '../../../protocol/about-program';
import type { Connections } from '../../../protocol/connection-state';
import type { OperationId } from '../../../protocol/ids';
import type { Settings } from '../../../protocol/settings';
import type { Clock } from '../../domain/ports/clock';
import type { Store } from '../../domain/ports/store';
import type { Diagnostics } from '../ports';
import type { Health } from './health';
import { supportBundle } from './support-bundle';

export interface SupportServiceDeps {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly diagnostics: Diagnostics;
  readonly appVersion: string;
  readonly consoleId: () => string;
  readonly health: Pick<Health, 'view'>;
  readonly settings: () => Settings;
  /** Passwords and tokens in use, to be hidden wherever they appear. */
  readonly secretTexts: () => readonly string[];
  /** Where passwords and tokens are kept, in words. */
  readonly secretsKeptIn: () => string;
  readonly connections: () => Connections;
}

/** How the console is, for whoever looks after it or is to help. */
export class SupportService {
  readonly #deps: SupportServiceDeps;

  constructor(deps: SupportServiceDeps) {
    this.#deps = deps;
  }

  about(): AboutView {
    const { appVersion, consoleId } = this.#deps;
    const { versions, platform, arch } = process;
    return {
      appVersion,
      consoleId: consoleId(),
      electron: versions['electron'] ?? null,
      chromium: versions['chrome'] ?? null,
      node: versions.node,
      system: `${platform} ${arch}`,
    };
  }

  async health(): Promise<HealthView> {
    const { store, clock, appVersion, health } = this.#deps;
    return health.view(appVersion, await store.countDeliveries(), await store.room(), clock.now());
  }

  /** What somebody needs who is to help, as JSON text without secrets; with the raw reports of an operation when one is given. */
  async bundle(reportsOf: OperationId | null): Promise<string> {
    const { store, diagnostics, clock, settings, secretTexts, secretsKeptIn, connections } = this.#deps;
    return supportBundle({
      store,
      diagnostics,
      madeAt: clock.now(),
      settings: settings(),
      secrets: secretTexts(),
      running: { health: await this.health(), keptIn: secretsKeptIn(), connections: connections() },
      reportsOf,
    });
  }
}
