import type { Online, Preflight } from '../../../protocol/ipc';
import type { SerialNumber } from '../../../protocol/ids';
import type { Settings } from '../../../protocol/settings';
import type { ScanMode } from '../../../protocol/wire/v1';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import type { ConnectionFactory, SecretValues } from '../ports';

export interface PreflightDeps {
  /** Serial numbers of agents that were heard of lately. */
  readonly present: () => ReadonlySet<string>;
  readonly mes: () => DeviceInfoApi;
  readonly tests: Pick<ConnectionFactory, 'testMes' | 'testPost'>;
  readonly settings: () => Settings;
  readonly secrets: () => SecretValues;
}

/** So many are named; the rest is counted. */
const MAX_NAMED = 200;

/** What a scan needs, looked at before it starts. Nothing of it is put on record, and nothing is sent. */
export class PreflightService {
  readonly #deps: PreflightDeps;

  constructor(deps: PreflightDeps) {
    this.#deps = deps;
  }

  online(serials: readonly string[]): Online {
    const present = this.#deps.present();
    const missing = serials.filter((sn) => !present.has(sn));
    const [named, more] = firstOf(missing);
    return { online: serials.length - missing.length, missing: named, missingMore: more };
  }

  async check(serials: readonly string[], scanMode: ScanMode): Promise<Preflight> {
    const { tests, settings, secrets } = this.#deps;
    const now = [settings(), secrets()] as const;
    const [mes, log, pair] = await Promise.all([
      tests.testMes(...now),
      tests.testPost(...now, 'log'),
      tests.testPost(...now, scanMode === 1 ? 'burn' : 'pair'),
    ]);
    const { unknown, unchecked } = mes.ok ? await this.#lookUp(serials) : { unknown: [], unchecked: serials.length };
    const [notRegistered, notRegisteredMore] = firstOf(unknown);
    return { mes, log, pair, notRegistered, notRegisteredMore, unchecked };
  }

  /** Asks MES for all of them, as many at a time as it is asked in a scan; when it cannot be asked any more, the rest is not checked. */
  async #lookUp(serials: readonly string[]): Promise<{ readonly unknown: string[]; readonly unchecked: number }> {
    const mes = this.#deps.mes();
    const signal = { aborted: false };
    const answers = await Promise.all(
      serials.map(async (sn) => {
        const answer = await mes.lookUp(sn as SerialNumber, signal);
        if (answer.kind === 'couldNotCheck' && answer.cause === 'unreachable') signal.aborted = true;
        return answer.kind;
      }),
    );
    return {
      unknown: serials.filter((_sn, index) => answers[index] === 'notRegistered'),
      unchecked: answers.filter((kind) => kind === 'couldNotCheck').length,
    };
  }
}

function firstOf(serials: readonly string[]): readonly [string[], number] {
  return [serials.slice(0, MAX_NAMED), Math.max(0, serials.length - MAX_NAMED)];
}
