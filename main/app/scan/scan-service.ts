import { text, type Text } from '../../../protocol/texts/text';
import { OperationId, OperatorId, SerialNumber, type DeliveryKey, type DeviceId } from '../../../protocol/ids';
import type { LinkState } from '../../../protocol/connection-state';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { rosterText } from '../../../protocol/labels/roster-text';
import type { Rack } from '../../../protocol/racks';
import type { PairSettlement } from '../../../protocol/model';
import type { Role } from '../../../protocol/people';
import type { SelfTestOfScan } from '../../../protocol/self-test';
import type { Settings } from '../../../protocol/settings';
import { visibleText, hasInvisibleCharacter } from '../../../protocol/visible-text';
import { AppError } from '../../domain/errors';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import { pairDelivery } from '../delivery/deliveries-of-scan';
import { rosterSteps } from '../../domain/roster/roster';
import type { ScanSession } from '../../domain/scan/state';
import type { Clock } from '../../domain/ports/clock';
import type { Identities } from '../../domain/ports/identities';
import type { ScanEngine } from './engine';
import { inSlices } from './in-slices';

export interface StartRequest {
  /** Empty: one is made up from the time. */
  readonly operationId: string;
  readonly operatorId: string;
  readonly scanMode: 0 | 1;
  readonly rosterText?: string | undefined;
  /** In place of a text: the units in its slots are the roster. */
  readonly rack?: Rack | undefined;
}

export interface ScanServiceDeps {
  readonly engine: Pick<
    ScanEngine,
    | 'requireOpen'
    | 'start'
    | 'open'
    | 'rescan'
    | 'finish'
    | 'place'
    | 'clearContest'
    | 'acknowledge'
    | 'waive'
    | 'underWayElsewhere'
    | 'confirmPair'
    | 'settlePair'
  >;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Identities;
  readonly settings: () => Settings;
  /** How the way to RabbitMQ is. */
  readonly broker: () => LinkState;
  /** Rejects with `badSettings` when the device keys cannot be read. */
  readonly loadKeys: () => Promise<unknown>;
  readonly signIn: {
    /** Of whoever is signed in; null where nobody is. */
    badge(): string | null;
    /** Throws an AppError `notSignedIn` or `notAllowed`. */
    require(role: Role): void;
    /** Gives a question that throws once another person, or nobody, stands at the console. */
    sameAsNow(): () => void;
    /** The badge of whoever has the role and this PIN. Rejects with `notAllowed`. */
    approve(role: Role, badge: string, pin: string): Promise<string>;
  };
  /** What goes on record of the self-test of its shift; undefined: nothing. Rejects with `notAllowedNow` where the settings want one first. */
  readonly selfTest: () => Promise<SelfTestOfScan | undefined>;
}

/**
 * Everything that a person can ask of a scan; the window's commands and the `burnin` command both come through here. `shown` is the
 * operation that the person has before them: nothing is done while another one is open.
 */
export class ScanService {
  readonly #deps: ScanServiceDeps;

  constructor(deps: ScanServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Rejects with `badSettings` and the reason while reports must be signed and the device keys cannot be read: every answer would wait,
   * and its device stand there as silent.
   */
  async requireKeys(): Promise<void> {
    const { settings, loadKeys } = this.#deps;
    if (settings().broker.reportSigning !== 'off') await loadKeys();
  }

  /** The numbers under which a scan goes on record. Throws `notAllowedNow` and what is wrong with one. */
  numbersOf(request: Pick<StartRequest, 'operationId' | 'operatorId'>): {
    readonly operationId: OperationId;
    readonly operatorId: OperatorId;
  } {
    const { clock } = this.#deps;
    const operationId = OperationId.safeParse(
      request.operationId.trim() === '' ? operationIdFrom(new Date(clock.now())) : typed(request.operationId, 'operation'),
    );
    if (!operationId.success) throw new AppError('notAllowedNow', text('scan.operationTooLong'));
    const operator = this.#deps.signIn.badge() ?? typed(request.operatorId, 'operator');
    if (operator === '') throw new AppError('notAllowedNow', text('scan.operatorFirst'));
    const operatorId = OperatorId.safeParse(operator);
    if (!operatorId.success) throw new AppError('notAllowedNow', text('scan.operatorTooLong'));
    return { operationId: operationId.data, operatorId: operatorId.data };
  }

  async start(request: StartRequest): Promise<ScanSession> {
    const { settings } = this.#deps;
    const { operationId, operatorId } = this.numbersOf(request);
    const keepSame = this.#deps.signIn.sameAsNow();
    const { rack } = request;
    if (rack !== undefined && request.rosterText !== undefined) throw new AppError('badRoster', text('rack.andList'));
    const list = rack === undefined ? request.rosterText : rosterText(rack.units.map(({ sn }) => sn));
    const roster = list === undefined ? null : await rosterOf(list, settings().labels.serial, rack);
    const { state, reason } = this.#deps.broker();
    if (state !== 'up') throw new AppError('brokerUnavailable', [text('scan.noBroker'), ...reason]);
    await this.requireKeys();
    const selfTest = await this.#deps.selfTest();
    keepSame();
    const station = settings().station.name;
    return this.#deps.engine.start({
      operationId,
      operatorId,
      scanMode: request.scanMode,
      roster,
      rack,
      policy: settings().scan,
      ...(station === '' ? {} : { station }),
      ...(selfTest === undefined ? {} : { selfTest }),
    });
  }

  /** A person found a device in a slot of the rack that the scan was started on. */
  async place(shown: OperationId, device: DeviceId, slot: string): Promise<void> {
    await this.#deps.engine.place(shown, device, slot, this.#person(shown));
  }

  /** Opens an earlier operation, with its messages. Rejects with `notFound`. */
  async open(operationId: string): Promise<void> {
    await this.#deps.engine.open(operationId);
  }

  async rescan(shown: OperationId, ids: readonly DeviceId[]): Promise<void> {
    const { state, reason } = this.#deps.broker();
    if (state !== 'up') throw new AppError('brokerUnavailable', [text('scan.noBroker'), ...reason]);
    const { engine, signIn } = this.#deps;
    const [keepSame, person] = [signIn.sameAsNow(), this.#person(shown)];
    await this.requireKeys();
    keepSame();
    await engine.rescan(shown, ids, person);
  }

  async finish(shown: OperationId): Promise<void> {
    await this.#deps.engine.finish(shown, this.#person(shown));
  }

  async clearContest(
    shown: OperationId,
    devices: readonly { readonly id: DeviceId; readonly seen: readonly string[] }[],
  ): Promise<void> {
    await this.#deps.engine.clearContest(shown, devices, this.#person(shown));
  }

  /** A person has seen that these devices failed. */
  async acknowledge(shown: OperationId, devices: readonly { readonly id: DeviceId; readonly attempt: number }[]): Promise<void> {
    await this.#deps.engine.acknowledge(shown, devices, this.#person(shown));
  }

  /** Lets failed devices go on. A supervisor does it, or approves it with badge and PIN at somebody else's console. */
  async waive(
    shown: OperationId,
    ids: readonly DeviceId[],
    reason: string,
    approval: { readonly badge: string; readonly pin: string } | undefined,
  ): Promise<void> {
    const { signIn, engine } = this.#deps;
    if (approval === undefined) signIn.require('supervisor');
    else if (reason.includes(approval.pin)) throw new AppError('notAllowed', text('people.pinInReason'));
    const keepSame = signIn.sameAsNow();
    const supervisor =
      approval === undefined
        ? this.#person(shown)
        : OperatorId.parse(await signIn.approve('supervisor', approval.badge, approval.pin));
    keepSame();
    await engine.waive(shown, ids, reason, supervisor);
  }

  /** What this scan alone says; a person is shown `offeredSheet`. */
  pairSheet(shown: OperationId): PairSheet {
    return this.#sheet(this.#closed(shown));
  }

  /** The sheet without what is under way in another operation: what `confirmPair` takes. */
  async offeredSheet(shown: OperationId): Promise<PairSheet> {
    const elsewhere = await this.#deps.engine.underWayElsewhere(this.#closed(shown));
    return this.#sheet(this.#closed(shown), elsewhere);
  }

  #sheet(session: ScanSession, elsewhere?: ReadonlyMap<string, Text>): PairSheet {
    return pairSheet(session, (list) => this.#deps.ids.digest(list), elsewhere);
  }

  /** Confirms the sheet that has this digest: its serials are on their way to the Pair (or burn) API from now on. */
  async confirmPair(shown: OperationId, digest: string): Promise<PairSheet> {
    const { ids, clock, engine, signIn } = this.#deps;
    const [keepSame, operatorId] = [signIn.sameAsNow(), this.#person(shown)];
    let session = this.#closed(shown);
    const elsewhere = await engine.underWayElsewhere(session);
    await engine.confirmPair(shown, () => {
      keepSame();
      session = this.#closed(shown);
      const sheet = this.#sheet(session, elsewhere);
      if (sheet.digest !== digest) throw new AppError('sheetChanged', text('pair.listChanged'));
      if (sheet.serials.length === 0) throw new AppError('notAllowedNow', text('pair.nothingToSend'));
      const serials = sheet.serials.map((sn) => SerialNumber.parse(sn));
      const key = ids.unique() as DeliveryKey;
      return {
        event: { kind: 'pairConfirmed', digest, serials, key, operatorId },
        delivery: pairDelivery(session, serials, key, clock.now()),
      };
    });
    // It is confirmed, whichever operation was opened since.
    return this.#sheet(session, elsewhere);
  }

  /** Settles what became of devices that Pair refused, or of which nobody knows whether it took them. */
  async settlePair(shown: OperationId, ids: readonly DeviceId[], as: PairSettlement['as'], reason: string): Promise<void> {
    await this.#deps.engine.settlePair(shown, ids, as, reason, this.#person(shown));
  }

  /** Who acts: the person signed in, or whoever started the scan where nobody signs in. */
  #person(shown: OperationId): OperatorId {
    const badge = this.#deps.signIn.badge();
    const { operatorId } = this.#deps.engine.requireOpen(shown);
    return badge === null ? operatorId : OperatorId.parse(badge);
  }

  #closed(shown: OperationId): ScanSession {
    const session = this.#deps.engine.requireOpen(shown);
    if (session.phase !== 'closed') throw new AppError('notAllowedNow', text('scan.stillRunning'));
    return session;
  }
}

/** Refuses what no label and no log line can show: it was not typed on purpose, and looks like another number. */
function typed(entered: string, what: 'operation' | 'operator'): string {
  const number = entered.trim();
  if (!hasInvisibleCharacter(number)) return number;
  throw new AppError('notAllowedNow', text('scan.invisibleInNumber', { what, number: visibleText(number).slice(0, 200) }));
}

/** @param rack whose units, one on a line, are the text */
async function rosterOf(rosterText: string, serialMasks: readonly string[], rack?: Rack): Promise<readonly SerialNumber[]> {
  const { serials, problems } = await inSlices(rosterSteps(rosterText, { serialMasks }));
  const unusable = problems.filter(({ harmless }) => harmless !== true);
  const [first] = unusable;
  if (first !== undefined) {
    // Below the header.
    const slot = rack?.units[first.line - 2]?.slot;
    throw new AppError('badRoster', [
      rack !== undefined && slot !== undefined
        ? text('rack.badUnit', { rack: rack.name, slot, problem: first.reason })
        : text('roster.badLine', { line: first.line, problem: first.reason }),
      ...(unusable.length > 1 ? [text('roster.moreBadLines', { more: unusable.length - 1 })] : []),
    ]);
  }
  if (serials.length === 0) throw new AppError('badRoster', text('roster.empty'));
  return serials.map((sn) => SerialNumber.parse(sn));
}

/** `BI-20261121-214502`, local time. */
export function operationIdFrom(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `BI-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
