import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { english } from '../../../messages/english';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { MAX_MESSAGE_BYTES } from '../../../protocol/topology';
import { err, type Result } from '../../../protocol/result';
import { readReportClaim } from '../../../protocol/wire/claimed-serial';
import type { ScanSession } from '../../domain/scan/state';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { receiveReport } from '../../../protocol/wire/receive-report';
import { AppError } from '../../domain/errors';
import type { Clock } from '../../domain/ports/clock';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { IncomingMessage, MessageBus } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import { isSilent } from '../../domain/scan/state';
import type { ScanEngine } from './engine';
import { decodeUtf8 } from './load-session';
import type { Identities } from '../../domain/ports/identities';
import type { ReportVerifier } from './report-verifier';
import { Strays } from './strays';

export interface ReportIngestDeps {
  readonly engine: ScanEngine;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly bus: () => MessageBus;
  readonly gate: ReportVerifier;
  /** Counts what comes. */
  readonly health: {
    received(message: object): void;
    triedAgain(): void;
    filed(before: ScanSession['counts'], after: ScanSession['counts']): void;
    quarantined(): void;
  };
  readonly onQuarantined: (reason: Texts) => void;
}

/** One message on its way, and under what it is held while it belongs nowhere yet; null: with the broker. */
interface OnItsWay {
  readonly message: IncomingMessage;
  readonly heldAs: string | null;
}

/**
 * From a message to where it belongs: a report of the open operation to the engine, one of an unknown operation to the
 * other consoles and then to the stale ones, anything unreadable to quarantine. A promise that it gives the message bus
 * resolves when the message is durable somewhere.
 */
export class ReportIngest {
  readonly #deps: ReportIngestDeps;
  readonly #strays: Strays;
  /** Offers of other consoles that are filed, and of which those do not know yet. */
  readonly #unclaimed = new WeakMap<IncomingMessage, string>();

  constructor(deps: ReportIngestDeps) {
    this.#deps = deps;
    this.#strays = new Strays({
      ...deps,
      file: (message, id) => this.#take({ message, heldAs: id }),
      claimedLate: (id) => deps.engine.claimedLate(id),
    });
  }

  /** Takes up what an earlier run of the program could not bring to its place. */
  resume(): Promise<void> {
    return this.#strays.resume();
  }

  stop(): void {
    this.#strays.stop();
  }

  onReport(message: IncomingMessage): Promise<void> {
    const { health } = this.#deps;
    health.received(message);
    const taken = this.#take({ message, heldAs: null });
    taken.catch(() => health.triedAgain());
    return taken;
  }

  /** Whether messages can be stored and judged now. */
  async canTake(): Promise<boolean> {
    return this.#deps.engine.failure === null && (await this.#deps.gate.canJudge());
  }

  onBrokerUp(): void {
    this.#strays.onBrokerUp();
  }

  onStrayClaimed(strayId: string): void {
    this.#strays.onClaimed(strayId);
  }

  // Hundreds of reports are under way at once: what most of them pass through adds no promise of its own to each.
  #take(taken: OnItsWay): Promise<void> {
    const { message } = taken;
    // It comes again because the claim could not go out: it is not filed twice for that.
    const strayId = this.#unclaimed.get(message);
    if (strayId !== undefined) return this.#deps.bus().publishClaim(strayId);
    const read = message.problem === undefined ? readReport(message) : err([message.problem]);
    if (!read.ok) return this.#refuse(taken, read.error);
    const filed = this.#deps.gate.closed ? this.#admit(taken, read.value) : this.#file(taken, read.value, null);
    return filed.catch((error: unknown) => this.#afterFailure(taken, error));
  }

  /** What can be corrected is tried again; a message that this program itself fails at is kept, and holds up nothing. */
  async #afterFailure(taken: OnItsWay, error: unknown): Promise<void> {
    if (error instanceof AppError) throw error;
    this.#deps.log.error('The console failed at a message.', { error });
    await this.#refuse(taken, [text('message.consoleFailed')]);
  }

  async #admit(taken: OnItsWay, report: HardwareReport): Promise<void> {
    const refusal = await this.#deps.gate.pass(report, taken.message, (nonce) => this.#file(taken, report, nonce));
    if (refusal !== null) await this.#refuse(taken, [refusal]);
  }

  async #refuse(taken: OnItsWay, reason: Texts): Promise<void> {
    // What another console offers is that console's to keep.
    if (taken.message.source !== 'strays') await this.#quarantine(taken, reason);
  }

  #file(taken: OnItsWay, report: HardwareReport, nonce: string | null): Promise<void> {
    const { engine, health } = this.#deps;
    const open = engine.session;
    if (open === null || report.operationId !== open.operationId) return this.#fileElsewhere(taken, report, nonce);
    const before = { ...open.counts };
    const filed = engine.receive(report, this.#stored(taken, report, nonce), releaseOf(taken));
    // It is in memory already; on disk it is when `filed` resolves.
    health.filed(before, open.counts);
    const { message } = taken;
    return message.strayId === null ? filed : filed.then(() => this.#claim(message));
  }

  /** What another console offered is filed here: that console does not keep it as one of an operation that nobody knows. */
  async #claim(message: IncomingMessage): Promise<void> {
    const { strayId } = message;
    if (strayId === null) return;
    this.#unclaimed.set(message, strayId);
    await this.#deps.bus().publishClaim(strayId);
  }

  async #fileElsewhere(taken: OnItsWay, report: HardwareReport, nonce: string | null): Promise<void> {
    const { message, heldAs } = taken;
    // An interrupted or closed scan of these records is told, too.
    if (message.source === 'strays') {
      const whyNot = await this.#fileLate(taken, report, nonce);
      if (whyNot === null) await this.#claim(message);
    } else if (message.source === 'work' && heldAs === null)
      await this.#strays.hold(this.#deps.ids.unique(), report.operationId, message);
    else await this.#fileStale(taken, report, nonce);
  }

  async #fileStale(taken: OnItsWay, report: HardwareReport, nonce: string | null): Promise<void> {
    const { engine, health } = this.#deps;
    const whyNot = await this.#fileLate(taken, report, nonce);
    if (whyNot === null) return;
    const { session } = engine;
    if (session === null) {
      await this.#quarantine(taken, [whyNot]);
      return;
    }
    const stored = this.#stored(taken, report, nonce);
    const before = { ...session.counts };
    const filed = engine.fileStale(report, stored, releaseOf(taken));
    health.filed(before, session.counts);
    await filed;
  }

  /** A scan that is not open may get an answer later, also while another is open: what it claims speaks against a device there. */
  async #fileLate(taken: OnItsWay, report: HardwareReport, nonce: string | null): Promise<Text | null> {
    const { engine, log } = this.#deps;
    let whyNot: Text | null;
    try {
      const stored = { ...this.#stored(taken, report, nonce), operationId: report.operationId };
      whyNot = await engine.fileLate(report, stored, releaseOf(taken));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'notAllowedNow')) engine.storeFailed(error);
      throw error;
    }
    if (whyNot === null)
      await engine
        .noteAnsweredOther(report.sn as SerialNumber, report.operationId)
        // The report itself is on disk: it must not be taken up again.
        .catch((error: unknown) => log.warn('The row of a device that answered another scan does not say so.', { error }));
    return whyNot;
  }

  async #quarantine(taken: OnItsWay, reason: Texts): Promise<void> {
    const { store, clock, ids, log, engine } = this.#deps;
    const { bytes, properties, whole } = taken.message;
    const evidence = whole === undefined ? properties : { ...properties, bodyBytes: whole.size, bodySha256: whole.sha256 };
    const commit: Commit = {
      quarantined: [{ id: ids.unique(), at: clock.now(), reason, bytes, properties: evidence }],
      ...releaseOf(taken),
    };
    const sn = this.#silentClaimant(bytes);
    try {
      await (sn === null ? store.commit(commit) : engine.noteUnusable(sn, reason, commit));
    } catch (error) {
      engine.storeFailed(error);
      throw error;
    }
    log.warn('A message was quarantined.', { sentence: english(reason), bytes: bytes.byteLength });
    this.#deps.health.quarantined();
    this.#deps.onQuarantined(reason);
  }

  /** The device of the open scan that is still to answer, and under whose serial number a message comes. */
  #silentClaimant(bytes: Uint8Array): SerialNumber | null {
    const { session } = this.#deps.engine;
    if (session === null) return null;
    const claim = readReportClaim(decodeLeniently(bytes));
    if (claim === null || (claim.operationId ?? session.operationId) !== session.operationId) return null;
    const sn = claim.sn as SerialNumber;
    const device = session.devices.get(deviceIdOf(sn));
    return device !== undefined && isSilent(device) ? sn : null;
  }

  /** What was held keeps its name, so that a console that claims it late can be told of what became of it. */
  #stored({ message, heldAs }: OnItsWay, report: HardwareReport, nonce: string | null): StoredReport {
    const { clock, ids, engine } = this.#deps;
    return {
      id: heldAs ?? ids.unique(),
      operationId: engine.session?.operationId ?? report.operationId,
      sn: report.sn,
      at: clock.now(),
      bytes: message.bytes,
      properties: message.properties,
      ...(nonce === null ? {} : { nonce }),
    };
  }
}

function releaseOf({ heldAs }: OnItsWay): Commit {
  return heldAs === null ? {} : { released: [heldAs] };
}

function decodeLeniently(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function readReport({ bytes, whole }: IncomingMessage): Result<HardwareReport, Texts> {
  if (whole !== undefined) {
    const { size, sha256 } = whole;
    return err([text('message.tooLarge', { bytes: size, most: MAX_MESSAGE_BYTES, kept: bytes.byteLength, sha256 })]);
  }
  const read = receiveReport(bytes, decodeUtf8);
  return read.ok ? read : err([read.error.reason]);
}
