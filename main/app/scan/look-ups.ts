import type { MesAnswer } from '../../../protocol/device-info';
import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import type { CardStay } from '../../domain/compare/card-stay';
import type { RawAnswer } from '../../domain/scan/events';
import type { Clock } from '../../domain/ports/clock';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import type { Log } from '../../domain/ports/log';
import type { Registry } from '../../domain/ports/registry';
import type { Effect } from '../../domain/scan/state';
import { lookUpCards } from './card-look-up';
import type { ScanEngine } from './engine';

export interface LookUpsDeps {
  readonly engine: () => ScanEngine;
  readonly mes: () => DeviceInfoApi;
  /** Null where there is none. */
  readonly registry: () => Registry | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts answers. */
  readonly health: { lookedUp(answered: boolean): void };
}

/** Asks MES what should be in a device, and the registry where cards were that should not, and puts the answer on record. */
export class LookUps {
  readonly #deps: LookUpsDeps;

  constructor(deps: LookUpsDeps) {
    this.#deps = deps;
  }

  ask({ sn, attempt }: Extract<Effect, { kind: 'lookUp' }>): void {
    const { engine, mes, health, log } = this.#deps;
    const asker = engine().requireSession();
    const lookUp = async (): Promise<void> => {
      let raw: RawAnswer | null = null;
      const keep = (came: RawAnswer): void => void (raw = came);
      const answer = await mes().lookUp(sn, { aborted: false }, keep);
      health.lookedUp(answer.kind !== 'couldNotCheck');
      await engine().mesAnswered(asker, sn, attempt, answer, raw, await this.#whereCardsWere(sn, answer));
    };
    lookUp().catch((error: unknown) => log.error('A MES answer could not be recorded.', { sn, error }));
  }

  async #whereCardsWere(sn: SerialNumber, answer: MesAnswer): Promise<readonly CardStay[]> {
    const { engine, clock, log } = this.#deps;
    const registry = this.#deps.registry();
    const report = engine().session?.devices.get(deviceIdOf(sn))?.report ?? null;
    if (registry === null || report === null || answer.kind !== 'expected') return [];
    return lookUpCards(sn, report, answer.interfaces, { registry, clock, log });
  }
}
