import type { AuditDetail, AuditEntry } from '../../domain/scan/events';
import type { Clock } from '../../domain/ports/clock';
import type { Journal } from '../../domain/ports/journal';
import type { Act } from '../ports';

export interface AuditTrailDeps {
  readonly journal: Pick<Journal, 'commit'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Badge of whoever is signed in; null where nobody is. */
  readonly badge: () => string | null;
  /** Who started the open scan; undefined where none is open. */
  readonly operator: () => string | undefined;
}

/** Who acts at the console, and what they did, chained with the scan events. */
export class AuditTrail {
  readonly #deps: AuditTrailDeps;

  constructor(deps: AuditTrailDeps) {
    this.#deps = deps;
  }

  /** Whoever acts now is known by: the person signed in, or whoever started the scan where nobody signs in. */
  known(): string | undefined {
    return this.#deps.badge() ?? this.#deps.operator();
  }

  /** Who acts now, as records name them; empty where nobody is known. */
  person(): string {
    return this.known() ?? '';
  }

  /** Acts of whoever is at the console when it is called. */
  acting(person = this.person()): Act {
    return (action, subject, before, after) => ({
      at: this.#deps.clock.now(),
      entry: { kind: 'audited', person, action, subject, before, after },
    });
  }

  /** Puts what a person did on record. */
  async record(
    action: AuditEntry['action'],
    subject: AuditDetail,
    before: AuditDetail | null = null,
    after: AuditDetail | null = null,
    person = this.person(),
  ): Promise<void> {
    await this.#deps.journal.commit({ audit: [this.acting(person)(action, subject, before, after)] });
  }
}
