import { readReportBytes } from '../../main/app/scan/load-session';
import { createQueries } from '../../main/adapters/store/queries';
import { scanEventOf } from '../../main/adapters/store/read-entries';
import { applyEvent, startSession } from '../../main/domain/scan/fold';
import type { ScanSession } from '../../main/domain/scan/state';
import { deviceIdOf, type DeliveryKey, type SerialNumber } from '../../protocol/ids';
import type { DeliveryKind } from '../../protocol/model';
import { isPair } from '../../main/domain/delivery/outbox-policy';
import { beforeEvent } from '../invariants/at-every-event';
import { whyNotEarned } from '../invariants/pair-is-earned';
import { outlineOf } from '../invariants/session-picture';
import type { Disk } from './disk';
import type { Surroundings } from './surroundings';
import type { Written } from './written';

/** One message that goes out, as it stands now. */
export interface Outgoing {
  readonly key: string;
  readonly kind: string;
  readonly state: string;
  readonly operation_id: string;
  /** Key of the message that goes out in its place. */
  readonly replaced_by: string | null;
  readonly body: string;
}

interface EventRow {
  readonly seq: number;
  readonly operation_id: string;
  readonly at: number;
  readonly body: string;
  readonly report_id: string | null;
}

interface NewRow {
  readonly position: number;
  readonly key: string;
  readonly body: string;
  readonly replaces: string | null;
}

/** The last row of each table; null where it has none. */
type Last = Readonly<Record<'report' | 'quarantine' | 'delivery' | 'held' | 'event', number | null>>;

function isBehind(last: number | null, seen: number): boolean {
  return last !== null && last > seen;
}

/**
 * Sees everything that is committed at the moment when it is, with statements of its own, and folds it: what a session must be is
 * known without asking the program.
 */
export class Witness {
  readonly #surroundings: Surroundings;
  readonly #name: string;
  readonly disk: Disk;
  readonly #statements: ReturnType<typeof prepare>;
  #seenEvent = 0;
  #seenReport = 0;
  #seenQuarantine = 0;
  #seenDelivery = 0;
  readonly sessions = new Map<string, ScanSession>();
  readonly #outlines = new Map<string, string>();
  readonly written = new Map<string, Written[]>();
  /** Serial numbers that had passed whenever a scan ended, by operation. */
  readonly passed = new Map<string, string[][]>();
  /** Bodies of messages that were ever committed here, as text, with the id of the report that they became; null for another place. */
  readonly #kept = new Map<string, string | null>();
  /** What was there when the world began; null while that is being found out. */
  #before: { readonly operations: ReadonlySet<string>; readonly deliveries: ReadonlySet<string> } | null = null;
  /** Where the settings have said that the factory is, one after the other. */
  readonly #bases: string[] = [];
  /** Where every message that was made here may go: to the address that was set then, where that changed just now the one before, or where a person has sent it. */
  readonly #madeFor = new Map<string, readonly string[]>();
  /** Of every message that goes out, as it was written first. */
  readonly #bodies = new Map<string, string>();

  constructor(surroundings: Surroundings, name: string, disk: Disk) {
    this.#surroundings = surroundings;
    this.#name = name;
    this.disk = disk;
    this.#statements = statementsOf(disk);
    this.look();
    this.#before = { operations: new Set(this.sessions.keys()), deliveries: new Set(this.#bodies.keys()) };
  }

  /** Whether a scan, or a message that goes out, was there before this world began: nobody here knows how it came about. */
  isOld(operationOrKey: string): boolean {
    return this.#before === null || this.#before.operations.has(operationOrKey) || this.#before.deliveries.has(operationOrKey);
  }

  #keep(bytes: Uint8Array, reportId: string | null): void {
    const text = textOf(bytes);
    if (reportId !== null || !this.#kept.has(text)) this.#kept.set(text, reportId);
  }

  /** Looks at what is new on disk. */
  look(): void {
    const { last, reports, quarantined, held, events, report, newDeliveries } = this.#statements;
    const upTo = last.get() as Last;
    if (isBehind(upTo.report, this.#seenReport))
      for (const row of reports.all(this.#seenReport) as { place: number; id: string; bytes: Uint8Array }[]) {
        this.#seenReport = row.place;
        this.#keep(row.bytes, row.id);
      }
    if (isBehind(upTo.quarantine, this.#seenQuarantine))
      for (const row of quarantined.all(this.#seenQuarantine) as { place: number; bytes: Uint8Array }[]) {
        this.#seenQuarantine = row.place;
        this.#keep(row.bytes, null);
      }
    if (isBehind(upTo.delivery, this.#seenDelivery))
      for (const row of newDeliveries.all(this.#seenDelivery) as NewRow[]) {
        this.#seenDelivery = row.position;
        this.#bodies.set(row.key, row.body);
        if (this.#before !== null) this.#madeFor.set(row.key, this.#basesOf(row.replaces));
      }
    // These are taken away again, and their places are given again.
    if (upTo.held !== null) for (const row of held.all() as { bytes: Uint8Array }[]) this.#keep(row.bytes, null);
    if (!isBehind(upTo.event, this.#seenEvent)) return;
    for (const row of events.all(this.#seenEvent) as EventRow[]) {
      this.#seenEvent = row.seq;
      if (row.operation_id === '') continue;
      const found = row.report_id === null ? undefined : (report.get(row.report_id) as { bytes: Uint8Array } | undefined);
      if (row.report_id !== null && found === undefined)
        this.#surroundings.violated(
          'acknowledged-is-on-disk',
          `Event ${row.seq} of ${this.#name} names a report that is not there.`,
        );
      const bytes = found?.bytes ?? null;
      const event = scanEventOf(row);
      const { seq, at } = row;
      this.#fold(row.operation_id, { seq, at, event, bytes, report: bytes === null ? null : readReportBytes(bytes) });
    }
  }

  /** What is edited stays made for what it was made for. */
  #basesOf(replaces: string | null): readonly string[] {
    return (replaces === null ? undefined : this.#madeFor.get(replaces)) ?? this.#bases.slice(-2);
  }

  /** The outline of a session as it is on disk, made again after each event of it; null where there is no such session. */
  outlineOf(operationId: string): string | null {
    const known = this.#outlines.get(operationId);
    if (known !== undefined) return known;
    const session = this.sessions.get(operationId);
    if (session === undefined) return null;
    const outline = outlineOf(session);
    this.#outlines.set(operationId, outline);
    return outline;
  }

  /** Whether a message was ever committed here. */
  hasKept(bytes: Uint8Array): boolean {
    return this.#kept.has(textOf(bytes));
  }

  /** Whether a message is here now: as a report, in quarantine, or held for whoever knows its operation. */
  async hasNow(bytes: Uint8Array): Promise<boolean> {
    const id = this.#kept.get(textOf(bytes));
    if (id === undefined) return false;
    const { quarantinedOf, heldOf, queries } = this.#statements;
    if (id === null) return quarantinedOf.get(bytes) !== undefined || heldOf.get(bytes) !== undefined;
    const report = await queries.loadReport(id);
    return report !== null && Buffer.from(report.bytes).equals(bytes);
  }

  /** Null, or what is wrong with the chain of events. */
  async brokenChain(): Promise<string | null> {
    const { problem } = await this.#statements.queries.checkChain(null);
    return problem;
  }

  /** The settings in use say that the factory is there. */
  factoryIsAt(base: string): void {
    if (this.#bases.at(-1) !== base) this.#bases.push(base);
  }

  /** A person has whatever waits for one address sent to another. */
  movedByPerson(from: string, to: string): void {
    for (const [key, made] of this.#madeFor) if (made.includes(from)) this.#madeFor.set(key, [...made, to]);
  }

  /** Null, or why a message does not belong there: it was made for another address, and nobody had it sent here. */
  #whyNotThere(key: DeliveryKey, base: string): string | null {
    const made = this.#madeFor.get(key);
    return made === undefined || made.includes(base) ? null : `it was made for ${made.join(' or ')} and goes to ${base}.`;
  }

  /** Null, or what the records say against a POST that goes out now. @param isAskedFor by a person, since its last answer @param base where it goes */
  whyNotPosted(key: DeliveryKey, body: string, isAskedFor: boolean, base: string): string | null {
    const elsewhere = this.#whyNotThere(key, base);
    if (elsewhere !== null) return elsewhere;
    const row = this.#statements.delivery.get(key) as Omit<Outgoing, 'key' | 'body'> | undefined;
    if (row === undefined) return 'the records do not know its key.';
    if (row.state !== 'sending') return `on disk it is ${row.state}.`;
    if (row.replaced_by !== null) return 'it was edited, and the edited one goes out in its place.';
    if (this.#bodies.get(key) !== body) return 'its body is another than that on disk.';
    const outcomes = this.triesOf(key);
    if (outcomes.includes('accepted')) return 'on disk it was accepted before.';
    if (outcomes.at(-1) === 'rejected' && !isAskedFor) return 'on disk it was refused, and nobody has asked for it since.';
    return isPair(row.kind as DeliveryKind) ? this.#whyNotPaired(key, row.operation_id, body) : null;
  }

  /** Null, or why a list that goes out is not what it was when it was confirmed. */
  #whyNotPaired(key: DeliveryKey, operationId: string, body: string): string | null {
    const session = this.sessions.get(operationId);
    if (session === undefined || this.isOld(operationId)) return null;
    const history = this.written.get(operationId) ?? [];
    for (const sn of (JSON.parse(body) as { readonly snArray: readonly SerialNumber[] }).snArray) {
      const device = session.devices.get(deviceIdOf(sn));
      if (device?.pair?.key !== key) return `${sn} was confirmed last under ${device?.pair?.key ?? 'no key'}.`;
      const why = whyNotEarned(sn, session, history, this.#surroundings.plan.book);
      if (why !== null) return `of ${sn}: ${why}`;
    }
    return null;
  }

  /** What came of each try of a message, as far as it is on disk. */
  triesOf(key: DeliveryKey): readonly string[] {
    return (this.#statements.tries.all(key) as { outcome: string }[]).map(({ outcome }) => outcome);
  }

  /** How a message stands on disk. */
  stateOf(key: DeliveryKey): string {
    return (this.#statements.delivery.get(key) as { state: string } | undefined)?.state ?? 'unknown to them';
  }

  /** Every message that goes out, with how it stands. */
  deliveries(): readonly Outgoing[] {
    const rows = this.#statements.deliveries.all() as Omit<Outgoing, 'body'>[];
    return rows.map((row) => ({ ...row, body: this.#bodies.get(row.key) ?? '' }));
  }

  heldCount(): number {
    return (this.#statements.heldCount.get() as { held: number }).held;
  }

  #fold(operationId: string, written: Written): void {
    const { event, at, report } = written;
    this.#outlines.delete(operationId);
    const history = this.written.get(operationId) ?? [];
    this.written.set(operationId, history);
    if (event.kind === 'scanStarted') {
      this.sessions.set(operationId, startSession(event, at).session);
    } else {
      const session = this.sessions.get(operationId);
      if (session === undefined) {
        this.#surroundings.violated('session-is-the-fold', `${operationId} has events before it was started.`);
        return;
      }
      if (event.kind === 'pairConfirmed')
        for (const sn of event.serials) {
          const book = this.isOld(operationId) ? null : this.#surroundings.plan.book;
          const why = session.phase === 'closed' ? whyNotEarned(sn, session, history, book) : 'the scan is running.';
          if (why !== null) this.#surroundings.violated('pair-is-earned', `${sn} of ${operationId} is sent to Pair: ${why}`);
        }
      const after = this.isOld(operationId) ? null : beforeEvent({ session, history, written }, this.#surroundings);
      applyEvent(session, event, at, report);
      for (const { invariant, sentence } of after?.() ?? []) this.#surroundings.violated(invariant, sentence);
      if (event.kind === 'scanClosed') this.#notePassed(session);
    }
    history.push(written);
  }

  #notePassed({ operationId, devices }: ScanSession): void {
    const passed = [...devices.values()].flatMap(({ sn, status }) => (sn !== null && status === 'pass' ? [sn] : []));
    this.passed.set(operationId, [...(this.passed.get(operationId) ?? []), passed]);
  }
}

/** Prepared once for each disk, which is used again and again. */
const PREPARED = new WeakMap<Disk, ReturnType<typeof prepare>>();

function statementsOf(disk: Disk): ReturnType<typeof prepare> {
  const known = PREPARED.get(disk) ?? prepare(disk);
  PREPARED.set(disk, known);
  return known;
}

function prepare({ db }: Disk) {
  return {
    queries: createQueries(db),
    last: db.prepare(
      'select (select max(rowid) from report) report, (select max(position) from quarantine) quarantine, ' +
        '(select max(position) from delivery) delivery, (select max(position) from held) held, (select max(seq) from event) event',
    ),
    events: db.prepare('select seq, operation_id, at, body, report_id from event where seq > ? order by seq'),
    report: db.prepare('select bytes from report where id = ?'),
    reports: db.prepare('select rowid as place, id, bytes from report where rowid > ? order by rowid'),
    quarantined: db.prepare('select position as place, bytes from quarantine where position > ? order by position'),
    held: db.prepare('select bytes from held order by position'),
    quarantinedOf: db.prepare('select 1 from quarantine where bytes = ?'),
    heldOf: db.prepare('select 1 from held where bytes = ?'),
    heldCount: db.prepare('select count(*) as held from held'),
    delivery: db.prepare('select kind, state, operation_id, replaced_by from delivery where key = ?'),
    tries: db.prepare('select outcome from delivery_try where key = ? order by position'),
    deliveries: db.prepare('select key, kind, state, operation_id, replaced_by from delivery order by position'),
    newDeliveries: db.prepare('select position, key, body, replaces from delivery where position > ? order by position'),
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
