import { text } from '../../../protocol/texts/text';
import type { OperationId, OperatorId, SerialNumber } from '../../../protocol/ids';
import type { Rack } from '../../../protocol/racks';
import type { SelfTestOfScan } from '../../../protocol/self-test';
import type { ScanMode } from '../../../protocol/wire/v1';
import { AppError } from '../../domain/errors';
import type { Clock } from '../../domain/ports/clock';
import type { Store } from '../../domain/ports/store';
import type { ScanPolicy } from '../../domain/scan/events';
import { startSession } from '../../domain/scan/fold';
import { SCAN_RULES } from '../../domain/scan/rules';
import type { ScanSession } from '../../domain/scan/state';
import { prunedError } from '../records/prune';
import { loadSession } from './load-session';
import type { SessionKeeper } from './session-keeper';

export interface StartScan {
  readonly operationId: OperationId;
  readonly operatorId: OperatorId;
  readonly scanMode: ScanMode;
  readonly roster: readonly SerialNumber[] | null;
  /** The rack that the roster stands in. */
  readonly rack?: Rack | undefined;
  readonly policy: ScanPolicy;
  readonly station?: string;
  readonly selfTest?: SelfTestOfScan;
}

export interface OpenerDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Gives a question that throws once another person, or nobody, stands at the console. */
  readonly sameAsNow: () => () => void;
}

/** Makes an operation the open one: a new scan, or one on record. None is replaced while it is scanning. */
export class OperationOpener {
  readonly #deps: OpenerDeps;
  readonly #keeper: SessionKeeper;

  constructor(deps: OpenerDeps, keeper: SessionKeeper) {
    this.#deps = deps;
    this.#keeper = keeper;
  }

  async start({ rack, ...scan }: StartScan): Promise<ScanSession> {
    const { clock, store, sameAsNow } = this.#deps;
    const keepSame = sameAsNow();
    await this.#keeper.replaceBy(async () => {
      keepSame();
      this.#refuseWhileScanning('start');
      const at = clock.now();
      const event = { kind: 'scanStarted', ...scan, ...(rack === undefined ? {} : { rack }), rules: SCAN_RULES } as const;
      await store.commit({
        operation: {
          operationId: scan.operationId,
          startedAt: at,
          operatorId: scan.operatorId,
          ...(scan.station === undefined ? {} : { station: scan.station }),
        },
        events: [{ operationId: scan.operationId, at, event }],
      });
      return startSession(event, at);
    });
    return this.#keeper.requireSession();
  }

  /** Opens the operation that was open last; one that was still scanning goes on. */
  async openLatest(): Promise<void> {
    const { store } = this.#deps;
    const latest = await store.latestOperation();
    if (latest !== null) await this.#keeper.replaceBy(async () => ({ session: await loadSession(store, latest.operationId) }));
  }

  /** Opens an earlier operation; nothing happens when it is the open one. */
  async open(operationId: string): Promise<ScanSession> {
    const { store, sameAsNow } = this.#deps;
    const keepSame = sameAsNow();
    await this.#keeper.whenReady(async () => undefined);
    const { session } = this.#keeper;
    if (session?.operationId === operationId) return session;
    await this.#keeper.replaceBy(async () => {
      // Another call may have opened it meanwhile.
      if (this.#keeper.session?.operationId === operationId) return null;
      keepSame();
      this.#refuseWhileScanning('open');
      const record = await store.findOperation(operationId);
      if (record === null) throw new AppError('notFound', text('scan.noSuchOperation', { operation: operationId }));
      if (record.prunedAt !== undefined) throw prunedError(operationId, record.prunedAt);
      return { session: await loadSession(store, record.operationId) };
    });
    return this.#keeper.requireSession();
  }

  #refuseWhileScanning(before: 'start' | 'open'): void {
    if (this.#keeper.session?.phase === 'scanning') throw new AppError('notAllowedNow', text('scan.finishFirst', { before }));
  }
}
