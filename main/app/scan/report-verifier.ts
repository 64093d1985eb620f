import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { readReportSignature } from '../../../protocol/wire/report-signature';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { AppError } from '../../domain/errors';
import type { DeviceKeys, KeyCheck } from '../../domain/ports/device-keys';
import type { IncomingMessage } from '../../domain/ports/bus';
import type { Store } from '../../domain/ports/store';
import type { ScanSession } from '../../domain/scan/state';
import { replayed, type SigningMode, trustOf } from '../../domain/scan/report-trust';

export interface ReportVerifierDeps {
  readonly store: Pick<Store, 'findNonce' | 'loadReport'>;
  readonly mode: () => SigningMode;
  readonly keys: () => DeviceKeys;
  /** The keys cannot be read, with why; null when they can be again. Told once each. */
  readonly onKeysProblem: (problem: Texts | null) => void;
}

/** `nonce`: to be stored with the report; null for one whose signature was not checked. */
export type Admission =
  | { readonly kind: 'admitted'; readonly nonce: string | null }
  | { readonly kind: 'refused'; readonly reason: Text };

/**
 * Lets reports in by their signature. While the keys cannot be read nothing is judged: checking rejects, and the message stays
 * unacknowledged.
 */
export class ReportVerifier {
  readonly #deps: ReportVerifierDeps;
  /** Let in and not stored yet: a copy that comes meanwhile is a repetition too. */
  readonly #underWay = new Set<string>();
  #problem: Texts | null = null;

  constructor(deps: ReportVerifierDeps) {
    this.#deps = deps;
  }

  /** False: nothing is checked here, every report is let in. */
  get closed(): boolean {
    return this.#deps.mode() !== 'off';
  }

  /** Why reports wait that cannot be judged, as it was when the keys were read last; null when none do. */
  get problem(): Texts | null {
    return this.closed ? this.#problem : null;
  }

  /** Whether reports can be judged now: false while the keys cannot be read. */
  async canJudge(): Promise<boolean> {
    if (!this.closed) return true;
    try {
      await this.#deps.keys().load();
      this.#tell(null);
      return true;
    } catch (error) {
      if (error instanceof AppError) this.#tell(error.texts);
      return false;
    }
  }

  /**
   * Checks a report and, when it is let in, runs `file` with its nonce.
   * @returns why it was not let in, or null
   */
  async pass(
    report: Pick<HardwareReport, 'sn'>,
    message: IncomingMessage,
    file: (nonce: string | null) => Promise<void>,
  ): Promise<Text | null> {
    const admission = await this.#admit(report.sn, message);
    if (admission.kind === 'refused') return admission.reason;
    const { nonce } = admission;
    if (nonce === null) {
      await file(null);
      return null;
    }
    this.#underWay.add(nonce);
    try {
      await file(nonce);
      return null;
    } finally {
      this.#underWay.delete(nonce);
    }
  }

  /**
   * Of these devices of a scan those whose report that counts would not be let in as things are now, with why: signing is asked for
   * since, or a key was taken out. Rejects while the keys cannot be read.
   */
  async distrusted({ devices }: ScanSession, serials: readonly string[]): Promise<ReadonlyMap<string, Text>> {
    const mode = this.#deps.mode();
    const found = new Map<string, Text>();
    if (mode === 'off') return found;
    for (const sn of serials) {
      const reportId = devices.get(deviceIdOf(sn as SerialNumber))?.reportId ?? null;
      const stored = reportId === null ? null : await this.#deps.store.loadReport(reportId);
      if (stored === null) continue;
      const { bytes, properties } = stored;
      const read = readReportSignature(properties);
      const trust = trustOf(mode, sn, read.kind, await this.#check(sn, read.kind === 'signed' ? read.signature : null, bytes));
      if (trust.kind === 'refused') found.set(sn, text('pair.trustLost', { serial: sn, why: trust.reason }));
    }
    return found;
  }

  async #admit(sn: string, message: IncomingMessage): Promise<Admission> {
    const mode = this.#deps.mode();
    if (mode === 'off') return { kind: 'admitted', nonce: null };
    const read = readReportSignature(message.properties);
    const signature = read.kind === 'signed' ? read.signature : null;
    const trust = trustOf(mode, sn, read.kind, await this.#check(sn, signature, message.bytes));
    if (trust.kind === 'refused') return trust;
    if (!trust.proven || signature === null) return { kind: 'admitted', nonce: null };
    const nonce = `${signature.keyId} ${signature.nonce}`;
    // What the broker itself delivers again was let in already, and is set aside as repeated further on if it was stored.
    if (message.properties['redelivered'] === true) return { kind: 'admitted', nonce };
    const first = await this.#deps.store.findNonce(nonce);
    if (first !== null || this.#underWay.has(nonce)) return { kind: 'refused', reason: replayed(sn, first) };
    return { kind: 'admitted', nonce };
  }

  async #check(...args: Parameters<DeviceKeys['check']>): Promise<KeyCheck> {
    try {
      const check = await this.#deps.keys().check(...args);
      this.#tell(null);
      return check;
    } catch (error) {
      if (error instanceof AppError) this.#tell(error.texts);
      throw error;
    }
  }

  #tell(problem: Texts | null): void {
    if (JSON.stringify(problem) === JSON.stringify(this.#problem)) return;
    this.#problem = problem;
    this.#deps.onKeysProblem(problem);
  }
}
