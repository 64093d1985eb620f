import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { deviceIdOf, type DeliveryKey, type OperationId, type SerialNumber } from '../../../protocol/ids';
import { AppError, isDamage } from '../../domain/errors';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { DeviceResult } from '../../domain/ports/records';
import type { Store } from '../../domain/ports/store';
import { isLastPassContested } from '../../domain/scan/contest';
import { type AddressOf, elsewhere } from '../../domain/delivery/made-for';
import { isContested, type DeviceState, type ScanSession, unsettledPair } from '../../domain/scan/state';
import { reasonFor } from '../../domain/scan/session-changes';
import { isVerdict, speaksAgainst } from '../../domain/compare/verdict';
import type { AnyOperation } from '../scan/any-operation';
import { FoldedAnswers, type Folded } from './folded-answers';
import { keptBackBecause, stillStands, type Withdrawal, whyWithdrawn } from './pair-standing';
import type { SessionKeeper } from '../scan/session-keeper';

/** By serial number: why it is not sent. */
type Reasons = ReadonlyMap<string, Text>;

/** Of some devices of a scan those whose reports would not be let in now, with why. */
export type Distrusted = (session: ScanSession, serials: readonly string[]) => Promise<Reasons>;

/** How a reason speaks of its device: in its row, or by its serial number in what is said of a list. */
type As = 'row' | 'list';

/** The verdict on a device that was made last, and in which operation. */
type Latest = Pick<DeviceResult, 'operationId' | 'status'>;

interface Found {
  readonly sn: string;
  readonly latest: Latest;
  /** What of it is newer than all there is elsewhere: the verdict, or only the report that it was made from. */
  readonly newer: 'verdict' | 'report';
}

/** Looks at what all records of this console say of the devices of a list. No operation is opened meanwhile. */
export class PairLook {
  readonly #store: Store;
  readonly #keeper: SessionKeeper;
  readonly #any: AnyOperation;
  readonly #folded: FoldedAnswers;
  readonly #addressOf: AddressOf;
  readonly #distrusted: Distrusted;

  constructor(
    store: Store,
    keeper: SessionKeeper,
    any: AnyOperation,
    addressOf: AddressOf,
    distrusted: Distrusted = async () => new Map(),
  ) {
    this.#addressOf = addressOf;
    this.#distrusted = distrusted;
    this.#store = store;
    this.#keeper = keeper;
    this.#any = any;
    this.#folded = new FoldedAnswers(store, () => keeper.session);
  }

  /** See `ScanEngine.pairStillStands`. */
  stillStands(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<boolean> {
    return this.#keeper.inTurn(async () => {
      try {
        if (!stillStands(await this.#any.sessionOf(operationId), key, serials)) return false;
      } catch (error) {
        if (isDamage(error)) throw new AppError('notAllowedNow', damaged(operationId, error));
        throw error;
      }
      const own = (await this.#store.openDeliveries(operationId, 0)).find((head) => head.key === key);
      return own === undefined || (await this.#underWay(own, await this.#store.unsettledPairs(), 'list')).size === 0;
    });
  }

  /** See `ScanEngine.whyPairWithdrawn`. */
  whyWithdrawn(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<Withdrawal | null> {
    return this.#keeper.inTurn(async () => {
      const held = new Set((await this.#store.listHeld()).map((message) => message.operationId));
      requireAllFiled(held, operationId);
      try {
        const session = await this.#any.sessionOf(operationId);
        const sentBefore = await this.#sentBefore(key);
        const later = await this.#foundLater(operationId, serials);
        for (const { latest } of later) requireAllFiled(held, latest.operationId);
        const distrusted = session === null ? [] : await this.#distrusted(session, serials);
        const elsewhere = new Map([...distrusted, ...sentBefore, ...(await this.#saidAgainst(later))]);
        return whyWithdrawn(session, key, serials, elsewhere);
      } catch (error) {
        if (!isDamage(error)) throw error;
        const mayBeTaken = await this.#mayHaveArrived(key);
        return { reason: keptBackBecause(damaged(operationId, error), mayBeTaken), mayBeTaken };
      }
    });
  }

  /**
   * Why serial numbers that a list of this operation could have are not offered: they are under way in another one, what was found there
   * would keep the list back, or the report that they passed by would not be let in now.
   */
  async underWayElsewhere(session: ScanSession): Promise<Reasons> {
    const { operationId, scanMode, devices } = session;
    const known = [...devices.values()].flatMap(({ sn, status }) => (sn === null ? [] : [{ sn, status }]));
    const serials = known.map(({ sn }) => sn);
    const distrusted = await this.#distrustedNow(
      session,
      known.flatMap(({ sn, status }) => (status === 'pass' ? [sn] : [])),
    );
    const kind = scanMode === 1 ? 'burn' : 'pair';
    return this.#keeper.inTurn(async () => {
      const [later, unsettled] = await Promise.all([this.#foundLater(operationId, serials), this.#store.unsettledPairs()]);
      const underWay = await this.#underWay({ operationId, kind, serials }, unsettled, 'row');
      return new Map([...distrusted, ...(await this.#saidAgainst(later)), ...underWay]);
    });
  }

  /** While the keys cannot be read nothing is said against anybody: the list waits then, and says why. */
  async #distrustedNow(session: ScanSession, serials: readonly string[]): Promise<Reasons> {
    try {
      return await this.#distrusted(session, serials);
    } catch (error) {
      if (error instanceof AppError) return new Map();
      throw error;
    }
  }

  /** What lists of other operations that were confirmed before this one have of it: of two, the first goes. */
  async #sentBefore(key: DeliveryKey): Promise<Reasons> {
    const unsettled = await this.#store.unsettledPairs();
    const place = unsettled.findIndex((head) => head.key === key);
    const own = unsettled[place];
    return own === undefined ? new Map() : this.#underWay(own, unsettled.slice(0, place), 'list');
  }

  async #underWay(
    { operationId, kind, serials }: Pick<DeliveryHead, 'operationId' | 'kind' | 'serials'>,
    unsettled: readonly DeliveryHead[],
    as: As,
  ): Promise<Reasons> {
    const wanted = new Set(serials);
    const reasons = new Map<string, Text>();
    for (const head of unsettled) {
      if (head.operationId === operationId || head.kind !== kind) continue;
      const shared = head.serials.filter((sn) => wanted.has(sn));
      if (shared.length === 0) continue;
      const said =
        head.state === 'unknown'
          ? await this.#mayBeTaken(head, shared, as)
          : shared.map((serial) => [serial, this.#onItsWay(head, serial, as)] as const);
      for (const [serial, reason] of said) reasons.set(serial, reason);
    }
    return reasons;
  }

  #onItsWay(head: DeliveryHead, serial: string, as: As): Text {
    const { kind, state, operationId: operation } = head;
    const other = state === 'queued' ? elsewhere(head, this.#addressOf) : null;
    if (other !== null) return text('pair.otherAddress', { as, serial, operation, ...other });
    return text('pair.onItsWay', { as, serial, operation, target: kind });
  }

  /** Of an unknown list: whom it may have been taken of, which a person has not settled since. */
  async #mayBeTaken({ operationId, key }: DeliveryHead, serials: readonly string[], as: As): Promise<Reasons> {
    const questions = new Map(
      serials.map((serial) => [
        JSON.stringify(['taken', key, serial, as]),
        (scan: Folded): Text | null => {
          const where = { as, serial, operation: operationId };
          if (typeof scan === 'string') return text('pair.mayBeTakenDamaged', where);
          const device = scan.devices.get(deviceIdOf(serial as SerialNumber));
          const isOpen = device?.pair?.key === key && unsettledPair(device) === 'unknown';
          return isOpen ? text('pair.mayBeTaken', where) : null;
        },
      ]),
    );
    const fold = async (): Promise<Folded> => (await this.#any.readableSession(operationId)) ?? 'damaged';
    const answers = await this.#folded.ask(operationId, questions, fold);
    return new Map(
      [...questions.keys()].flatMap((name, place) => {
        const answer = answers.get(name) ?? null;
        return answer === null ? [] : [[serials[place] ?? '', answer] as const];
      }),
    );
  }

  /** The verdicts that another operation has of serial numbers: made last, or from their newest report. */
  async #foundLater(operationId: OperationId, serials: readonly string[]): Promise<readonly Found[]> {
    const { session: open } = this.#keeper;
    const found: Found[] = [];
    for (const { sn, latest, newest, stored } of await this.#store.verdictsOn(serials, open?.operationId ?? null)) {
      const status = beingWritten(open?.devices.get(deviceIdOf(sn as SerialNumber)), stored);
      const last = open === null || status === null ? latest : { operationId: open.operationId, status };
      if (last !== null && last.operationId !== operationId) found.push({ sn, latest: last, newer: 'verdict' });
      if (newest !== null && newest.operationId !== operationId && newest.operationId !== last?.operationId)
        found.push({ sn, latest: newest, newer: 'report' });
    }
    return found;
  }

  async #saidAgainst(found: readonly Found[]): Promise<Reasons> {
    const asked = new Map<OperationId, Map<string, (scan: Folded) => Text | null>>();
    for (const one of found) {
      const { operationId } = one.latest;
      const questions = asked.get(operationId) ?? new Map<string, (scan: Folded) => Text | null>();
      asked.set(
        operationId,
        questions.set(nameOf(one), (scan) => saysAgainst(one, scan)),
      );
    }
    const answers = new Map<string, Text | null>();
    for (const [operationId, questions] of asked)
      for (const [name, answer] of await this.#folded.ask(operationId, questions, () => this.#foldedElsewhere(operationId)))
        answers.set(`${operationId} ${name}`, answer);
    const reasons = new Map<string, Text>();
    for (const one of found) {
      const against = answers.get(`${one.latest.operationId} ${nameOf(one)}`) ?? null;
      if (against !== null && !reasons.has(one.sn)) reasons.set(one.sn, against);
    }
    return reasons;
  }

  async #foldedElsewhere(operationId: OperationId): Promise<Folded> {
    try {
      return (await this.#any.sessionOf(operationId)) ?? 'removed';
    } catch (error) {
      if (isDamage(error)) return 'damaged';
      throw error;
    }
  }

  /** As far as its messages tell: the records of its scan cannot. */
  async #mayHaveArrived(key: DeliveryKey): Promise<boolean> {
    return (await this.#store.listTries(key)).some(({ outcome }) => outcome === 'unknown');
  }
}

function damaged(operationId: OperationId, { texts }: AppError): Texts {
  return [text('pair.recordsDamaged', { operation: operationId }), ...texts];
}

/** What is held for other consoles may yet be filed in this scan, and speak against a device of it. */
function requireAllFiled(held: ReadonlySet<string>, operationId: OperationId): void {
  if (held.has(operationId)) throw new AppError('notAllowedNow', text('pair.lateAnswersFirst', { operation: operationId }));
}

/** The latest verdict on a device of the open scan, where the records do not have it yet. @param stored what they have of it */
function beingWritten(device: DeviceState | undefined, stored: Pick<DeviceResult, 'status' | 'attempt'> | null): string | null {
  if (device === undefined) return null;
  const made = lastVerdict(device);
  if (made === undefined) return null;
  const isStored =
    stored !== null && (stored.attempt > made.attempt || (stored.attempt === made.attempt && stored.status === made.status));
  return isStored ? null : made.status;
}

function lastVerdict(device: DeviceState): Pick<DeviceState, 'status' | 'attempt'> | undefined {
  return isVerdict(device.status) ? device : device.earlier.findLast(({ status }) => isVerdict(status));
}

/** Under which what is said of it is kept. */
function nameOf({ sn, latest, newer }: Found): string {
  return JSON.stringify([newer, latest.status, sn]);
}

const SAID_OF = {
  verdict: { alone: 'pair.newer', because: 'pair.newerBecause', lost: 'pair.newerLost' },
  report: { alone: 'pair.newerReport', because: 'pair.newerReportBecause', lost: 'pair.newerReportLost' },
} as const;

/** @param session as it is now; the device may have been asked again since the verdict was made */
function saysAgainst({ sn, latest, newer }: Found, session: Folded): Text | null {
  const serial = sn as SerialNumber;
  const where = { serial, operation: latest.operationId };
  const codes = SAID_OF[newer];
  if (typeof session === 'string') {
    const how = latest.status === 'pass' ? 'mayBeOnHold' : isVerdict(latest.status) ? 'fails' : 'mayFail';
    return text(codes.lost, { ...where, how, lost: session });
  }
  const device = session.devices.get(deviceIdOf(serial));
  const found = isVerdict(latest.status) || device === undefined ? latest : lastVerdict(device);
  if (found === undefined) return null;
  const { status } = found;
  const isHeld = status === 'pass' && device !== undefined && isOnHold(device, session);
  if (!isHeld && !speaksAgainst(status)) return null;
  const how = isHeld ? 'onHold' : 'fails';
  const why = device !== undefined && device.status === status ? reasonFor(device) : NO_TEXT;
  return why.length === 0 ? text(codes.alone, { ...where, how }) : text(codes.because, { ...where, how, why });
}

function isOnHold(device: DeviceState, session: ScanSession): boolean {
  if (device.status === 'pass') return isContested(device);
  // What spoke against it may be what was altered.
  return device.comparison?.kind === 'altered' || isLastPassContested(device, session);
}
