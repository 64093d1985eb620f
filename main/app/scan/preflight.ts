import type { Online, Preflight } from '../../../protocol/ipc';
import type { MesAnswer } from '../../../protocol/device-info';
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
  /** Of the checks that are under way. */
  readonly #signals = new Set<{ aborted: boolean }>();

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
    const signal = { aborted: false };
    this.#signals.add(signal);
    try {
      const [mes, log, pair] = await Promise.all([
        tests.testMes(...now),
        tests.testPost(...now, 'log'),
        tests.testPost(...now, scanMode === 1 ? 'burn' : 'pair'),
      ]);
      const { unknown, unchecked } = mes.ok ? await this.#lookUp(serials, signal) : { unknown: [], unchecked: serials.length };
      const [notRegistered, notRegisteredMore] = firstOf(unknown);
      return { mes, log, pair, notRegistered, notRegisteredMore, unchecked };
    } finally {
      this.#signals.delete(signal);
    }
  }

  /** A scan asks MES from now on: what a check under way has not asked yet is not checked. */
  end(): void {
    for (const signal of this.#signals) signal.aborted = true;
  }

  /**
   * Asks MES for all of them, half as many at a time as it is asked in a scan, so that a scan finds room beside it; when it cannot be asked
   * any more, the rest is not checked.
   */
  async #lookUp(
    serials: readonly string[],
    signal: { aborted: boolean },
  ): Promise<{ readonly unknown: string[]; readonly unchecked: number }> {
    const mes = this.#deps.mes();
    const answers = new Map<string, MesAnswer['kind']>();
    const left = serials.values();
    const askOneByOne = async (): Promise<void> => {
      for (const sn of left) {
        if (signal.aborted) return;
        const answer = await mes.lookUp(sn as SerialNumber, signal);
        if (answer.kind === 'couldNotCheck' && answer.cause === 'unreachable') signal.aborted = true;
        answers.set(sn, answer.kind);
      }
    };
    await Promise.all(Array.from({ length: Math.ceil(this.#deps.settings().api.concurrency / 2) }, askOneByOne));
    return {
      unknown: serials.filter((sn) => answers.get(sn) === 'notRegistered'),
      unchecked: serials.filter((sn) => (answers.get(sn) ?? 'couldNotCheck') === 'couldNotCheck').length,
    };
  }
}

function firstOf(serials: readonly string[]): readonly [string[], number] {
  return [serials.slice(0, MAX_NAMED), Math.max(0, serials.length - MAX_NAMED)];
}
