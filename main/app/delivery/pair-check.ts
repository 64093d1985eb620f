import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { deviceIdOf, type DeliveryKey, type OperationId, type SerialNumber } from '../../../protocol/ids';
import { AppError, isDamage } from '../../domain/errors';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { DeviceResult } from '../../domain/ports/records';
import type { Store } from '../../domain/ports/store';
import { isLastPassContested } from '../../domain/scan/contest';
import { isContested, type DeviceState, type ScanSession, unsettledPair } from '../../domain/scan/state';
import { reasonFor } from '../../domain/scan/session-changes';
import { isVerdict, speaksAgainst } from '../../domain/compare/verdict';
import type { AnyOperation } from '../scan/any-operation';
import { keptBackBecause, stillStands, type Withdrawal, whyWithdrawn } from './pair-standing';
import type { SessionKeeper } from '../scan/session-keeper';

/** By serial number: why it is not sent. */
type Reasons = ReadonlyMap<string, Text>;

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

/** What became of the records of a scan, so that nobody can tell what stands in it. */
type Lost = 'damaged' | 'removed';

/** Looks at what all records of this console say of the devices of a list. No operation is opened meanwhile. */
export class PairLook {
  readonly #store: Store;
  readonly #keeper: SessionKeeper;
  readonly #any: AnyOperation;

  constructor(store: Store, keeper: SessionKeeper, any: AnyOperation) {
    this.#store = store;
    this.#keeper = keeper;
    this.#any = any;
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
        return whyWithdrawn(session, key, serials, new Map([...sentBefore, ...(await this.#saidAgainst(later))]));
      } catch (error) {
        if (!isDamage(error)) throw error;
        const mayBeTaken = await this.#mayHaveArrived(key);
        return { reason: keptBackBecause(damaged(operationId, error), mayBeTaken), mayBeTaken };
      }
    });
  }

  /**
   * Why serial numbers that a list of this operation could have are not offered: they are under way in another one, or what was found there
   * would keep the list back.
   */
  underWayElsewhere({ operationId, scanMode, devices }: ScanSession): Promise<Reasons> {
    const serials = [...devices.values()].flatMap(({ sn }) => (sn === null ? [] : [sn]));
    const kind = scanMode === 1 ? 'burn' : 'pair';
    return this.#keeper.inTurn(async () => {
      const [later, unsettled] = await Promise.all([this.#foundLater(operationId, serials), this.#store.unsettledPairs()]);
      const underWay = await this.#underWay({ operationId, kind, serials }, unsettled, 'row');
      return new Map([...(await this.#saidAgainst(later)), ...underWay]);
    });
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
      const session = head.state === 'unknown' ? await this.#any.readableSession(head.operationId) : null;
      for (const serial of shared) {
        const device = session?.devices.get(deviceIdOf(serial as SerialNumber));
        const where = { as, serial, operation: head.operationId };
        if (head.state !== 'unknown') reasons.set(serial, text('pair.onItsWay', { ...where, target: kind }));
        else if (session === null) reasons.set(serial, text('pair.mayBeTakenDamaged', where));
        else if (device?.pair?.key === head.key && unsettledPair(device) === 'unknown')
          reasons.set(serial, text('pair.mayBeTaken', where));
      }
    }
    return reasons;
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
    const sessions = new Map<OperationId, ScanSession | Lost>();
    const reasons = new Map<string, Text>();
    for (const one of found) {
      const { sn, latest } = one;
      const where = latest.operationId;
      if (!sessions.has(where)) sessions.set(where, await this.#sessionElsewhere(where));
      const against = saysAgainst(one, sessions.get(where));
      if (against !== null && !reasons.has(sn)) reasons.set(sn, against);
    }
    return reasons;
  }

  async #sessionElsewhere(operationId: OperationId): Promise<ScanSession | Lost> {
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

const SAID_OF = {
  verdict: { alone: 'pair.newer', because: 'pair.newerBecause', lost: 'pair.newerLost' },
  report: { alone: 'pair.newerReport', because: 'pair.newerReportBecause', lost: 'pair.newerReportLost' },
} as const;

/** @param session as it is now; the device may have been asked anew since the verdict was made */
function saysAgainst({ sn, latest, newer }: Found, session: ScanSession | Lost | undefined): Text | null {
  const serial = sn as SerialNumber;
  const where = { serial, operation: latest.operationId };
  const codes = SAID_OF[newer];
  if (typeof session === 'string') {
    const how = latest.status === 'pass' ? 'mayBeOnHold' : isVerdict(latest.status) ? 'fails' : 'mayFail';
    return text(codes.lost, { ...where, how, lost: session });
  }
  const device = session?.devices.get(deviceIdOf(serial));
  const found = isVerdict(latest.status) || device === undefined ? latest : lastVerdict(device);
  if (found === undefined) return null;
  const { status } = found;
  const isHeld = status === 'pass' && device !== undefined && session !== undefined && isOnHold(device, session);
  if (!isHeld && !speaksAgainst(status)) return null;
  const how = isHeld ? 'onHold' : 'fails';
  const why = device !== undefined && device.status === status ? reasonFor(device) : NO_TEXT;
  return why.length === 0 ? text(codes.alone, { ...where, how }) : text(codes.because, { ...where, how, why });
}

function isOnHold(device: DeviceState, { macs }: ScanSession): boolean {
  return device.status === 'pass' ? isContested(device) : isLastPassContested(device, macs);
}
