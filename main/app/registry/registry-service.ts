import { text, type Texts } from '../../../protocol/texts/text';
import type { Settings } from '../../../protocol/settings';
import { AppError } from '../../domain/errors';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { Registry } from '../../domain/ports/registry';
import { watchedRegistry } from './watched-registry';

/** The registry's HTTP service while it runs. */
export interface RunningService {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the HTTP service; implemented by `adapters/registry-http/`. Rejects with `badSettings`. */
export type ServeRegistry = (options: {
  readonly registry: Registry;
  readonly host: string;
  readonly port: number;
  readonly token: string | null;
  readonly log: Log;
  /** Whether a scan goes first now. */
  readonly isScanning: () => boolean;
}) => Promise<RunningService>;

export interface RegistryServiceDeps {
  readonly registry: Registry;
  readonly serve: ServeRegistry;
  readonly log: Log;
  readonly notice: (level: 'info' | 'error', what: Texts) => void;
  readonly clock: Clock;
  readonly isScanning: () => boolean;
  /** Something was written over HTTP; called at most twice a second. */
  readonly onChanged: () => void;
}

const LOOPBACK = '127.0.0.1';

/** The console's own HTTP service of the registry: on or off as the settings say, for programs on this machine only. */
export class RegistryService {
  readonly #deps: RegistryServiceDeps;
  #running: { readonly service: RunningService; readonly key: string } | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(deps: RegistryServiceDeps) {
    const { registry, clock, onChanged } = deps;
    this.#deps = { ...deps, registry: watchedRegistry(registry, clock, onChanged) };
  }

  /** Where it listens; null while it is off. */
  get url(): string | null {
    return this.#running?.service.url ?? null;
  }

  /** Starts, stops or moves the service. Never rejects: what fails is said to the operator. */
  apply({ httpEnabled, httpPort }: Settings['registry'], token: string | null): Promise<void> {
    this.#last = this.#last.then(() => this.#apply(httpEnabled ? httpPort : null, token));
    return this.#last;
  }

  async #apply(port: number | null, token: string | null): Promise<void> {
    const key = port === null ? '' : JSON.stringify([port, token]);
    if (key === (this.#running?.key ?? '')) return;
    const { registry, serve, log, notice, isScanning } = this.#deps;
    await this.#running?.service.close();
    this.#running = null;
    if (port === null) return;
    try {
      this.#running = { service: await serve({ registry, host: LOOPBACK, port, token, log, isScanning }), key };
      notice('info', [text('notice.registryServed', { address: this.#running.service.url })]);
    } catch (error) {
      log.error('The registry could not be served.', { error });
      notice('error', error instanceof AppError ? error.texts : [text('notice.registryNotServed')]);
    }
  }
}
