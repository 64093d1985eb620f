import { err } from '../../protocol/result';
import { readJsonObject, type Malformed } from '../../protocol/wire/body';
import { readHardwareReport, type HardwareReport } from '../../protocol/wire/read-report';
import type { Clock, IncomingMessage, Log, MessageBus, Store, StoredReport } from '../domain/ports';
import type { ScanEngine } from './engine';
import type { Health } from './health';
import { decodeUtf8 } from './load-session';
import type { Identities } from './ports';
import type { ReportGate } from './report-gate';

export interface IntakeDeps {
  readonly engine: ScanEngine;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly bus: () => MessageBus;
  readonly gate: ReportGate;
  readonly health: Health;
  readonly onQuarantined: (sentence: string) => void;
}

const CLAIM_WAIT_MS = 2_000;
/** How long an operation that nobody claimed counts as nobody's: its console may be just starting again. */
const UNCLAIMED_FOR_MS = 5_000;

/**
 * From a message to where it belongs: a report of the open operation to the engine, one of an unknown operation to the
 * other consoles and then to the stale ones, anything unreadable to quarantine. A promise that it gives the message bus
 * resolves when the message is durable somewhere.
 */
export class Intake {
  readonly #deps: IntakeDeps;
  readonly #offers = new Map<string, () => void>();
  readonly #unclaimedUntil = new Map<string, number>();

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  onReport(message: IncomingMessage): Promise<void> {
    return this.#deps.health.taking(() => this.#take(message));
  }

  // Hundreds of reports are under way at once: what most of them pass through adds no promise of its own to each.
  #take(message: IncomingMessage): Promise<void> {
    const read = message.problem === undefined ? readReport(message.bytes) : err({ sentence: message.problem });
    if (!read.ok) return this.#refuse(message, read.error);
    return this.#deps.gate.closed ? this.#admit(message, read.value) : this.#file(message, read.value, null);
  }

  async #admit(message: IncomingMessage, report: HardwareReport): Promise<void> {
    const refusal = await this.#deps.gate.pass(report, message, (nonce) => this.#file(message, report, nonce));
    if (refusal !== null) await this.#refuse(message, { sentence: refusal });
  }

  async #refuse(message: IncomingMessage, problem: Pick<Malformed, 'sentence'>): Promise<void> {
    // What another console offers is that console's to keep.
    if (message.source !== 'strays') await this.#quarantine(message, problem);
  }

  #file(message: IncomingMessage, report: HardwareReport, nonce: string | null): Promise<void> {
    const { engine, health, bus } = this.#deps;
    const open = engine.session;
    if (open === null || report.operationId !== open.operationId) return this.#fileElsewhere(message, report, nonce);
    const filed = health.filing(open, () => engine.receive(report, this.#stored(message, report, nonce)));
    const { strayId } = message;
    return strayId === null ? filed : filed.then(() => bus().publishClaim(strayId));
  }

  async #fileElsewhere(message: IncomingMessage, report: HardwareReport, nonce: string | null): Promise<void> {
    if (message.source === 'strays') return;
    if (message.source === 'work' && (await this.#claimedElsewhere(message, report))) return;
    await this.#fileStale(message, report, nonce);
  }

  onStrayClaimed(strayId: string): void {
    this.#offers.get(strayId)?.();
  }

  async #claimedElsewhere(message: IncomingMessage, report: HardwareReport): Promise<boolean> {
    const { clock, ids, bus } = this.#deps;
    if ((this.#unclaimedUntil.get(report.operationId) ?? 0) > clock.now()) return false;
    const strayId = ids.unique();
    const claimed = new Promise<boolean>((resolve) => {
      const cancel = clock.after(CLAIM_WAIT_MS, () => resolve(false));
      this.#offers.set(strayId, () => {
        cancel();
        resolve(true);
      });
    });
    try {
      await bus().publishStray(message, strayId);
      if (await claimed) return true;
    } finally {
      this.#offers.delete(strayId);
    }
    this.#unclaimedUntil.set(report.operationId, clock.now() + UNCLAIMED_FOR_MS);
    return false;
  }

  async #fileStale(message: IncomingMessage, report: HardwareReport, nonce: string | null): Promise<void> {
    const { engine, health } = this.#deps;
    if (engine.session !== null) {
      await health.filing(engine.session, () => engine.fileStale(report, this.#stored(message, report, nonce)));
      return;
    }
    await this.#quarantine(message, {
      sentence: `Answer to operation ${report.operationId}, but no scan is open here.`,
    });
  }

  async #quarantine(message: IncomingMessage, { sentence }: Pick<Malformed, 'sentence'>): Promise<void> {
    const { store, clock, ids, log } = this.#deps;
    await store.commit({
      quarantined: [
        { id: ids.unique(), at: clock.now(), reason: sentence, bytes: message.bytes, properties: message.properties },
      ],
    });
    log.warn('A message was quarantined.', { sentence, bytes: message.bytes.byteLength });
    this.#deps.health.quarantined();
    this.#deps.onQuarantined(sentence);
  }

  #stored(message: IncomingMessage, report: HardwareReport, nonce: string | null): StoredReport {
    const { clock, ids, engine } = this.#deps;
    return {
      id: ids.unique(),
      operationId: engine.session?.operationId ?? report.operationId,
      sn: report.sn,
      at: clock.now(),
      bytes: message.bytes,
      properties: message.properties,
      ...(nonce === null ? {} : { nonce }),
    };
  }
}

function readReport(bytes: Uint8Array): ReturnType<typeof readHardwareReport> {
  const body = readJsonObject(bytes, decodeUtf8);
  return body.ok ? readHardwareReport(body.value) : body;
}
