import type { Texts } from '../../../protocol/texts/text';
import type { Settings } from '../../../protocol/settings';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import type { Registry } from '../../domain/ports/registry';
import type { ScanSession } from '../../domain/scan/state';
import { RegistryService, type ServeRegistry } from './registry-service';
import { ScanRegistry } from './scan-registry';

export interface RegistryPartsDeps {
  readonly store: Store;
  /** Absent where no part of the registry is used. */
  readonly registry: Registry | undefined;
  /** Absent where the registry is not served over HTTP. */
  readonly serve: ServeRegistry | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly session: () => ScanSession | null;
  readonly settings: () => Settings['registry'];
  readonly notice: (level: 'info' | 'error', what: Texts) => void;
  /** What the registry says is something else now. */
  readonly onChanged: () => void;
  /** A report of a scan was given up. */
  readonly onSkipped: () => void;
}

function isOpen(session: ScanSession | null): boolean {
  return session !== null && session.phase !== 'closed';
}

/** What the console does with the device registry by itself: reports of scans go into it, and other programs are served. */
export class RegistryParts {
  /** Null where there is none. */
  readonly registry: Registry | null;
  /** Null where there is no registry. */
  readonly scans: ScanRegistry | null;
  readonly #service: RegistryService | null;
  readonly #settings: () => Settings['registry'];

  constructor({ store, registry, serve, clock, log, session, settings, notice, onChanged, onSkipped }: RegistryPartsDeps) {
    this.#settings = settings;
    this.registry = registry ?? null;
    const enabled = (): boolean => settings().fromScans;
    this.scans =
      registry === undefined
        ? null
        : new ScanRegistry({ store, registry, clock, log, session, enabled, onSubmitted: onChanged, onSkipped });
    this.#service =
      registry === undefined || serve === undefined
        ? null
        : new RegistryService({ registry, serve, log, notice, clock, isScanning: () => isOpen(session()), onChanged });
  }

  /** Serves as the settings say. @param token what clients must send; null: there is none */
  async serve(token: string | null): Promise<void> {
    await this.#service?.apply(this.#settings(), token);
  }

  /** Serves nobody any more, and submits nothing. */
  async stop(): Promise<void> {
    await this.#service?.apply({ ...this.#settings(), httpEnabled: false }, null);
    await this.scans?.stop();
  }
}
