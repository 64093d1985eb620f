import { deviceIdOf, type DeliveryKey, type OperationId, type SerialNumber } from '../../protocol/ids';
import { AppError, isDamage } from '../domain/errors';
import type { DeliveryHead, Store } from '../domain/ports';
import { isContested, type DeviceState, type ScanSession, unsettledPair } from '../domain/session/state';
import { reasonFor } from '../domain/session/tracker';
import type { AnyOperation } from './any-operation';
import { keptBackBecause, stillStands, type Withdrawal, whyWithdrawn, withReason } from './pair-standing';
import type { SessionKeeper } from './session-keeper';

/** By serial number: why it is not sent, as the end of a sentence that begins with it. */
type Reasons = ReadonlyMap<string, string>;

/** Verdicts against a device. What only was not found out (no answer, MES silent) says nothing against it. */
const SPEAKS_AGAINST: ReadonlySet<string> = new Set(['fail', 'waived', 'conflict', 'notRegistered']);

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
      return own === undefined || (await this.#underWay(own, await this.#store.unsettledPairs())).size === 0;
    });
  }

  /** See `ScanEngine.whyPairWithdrawn`. */
  whyWithdrawn(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<Withdrawal | null> {
    return this.#keeper.inTurn(async () => {
      await this.#requireAllFiled(operationId);
      try {
        const session = await this.#any.sessionOf(operationId);
        const elsewhere = new Map([...(await this.#sentBefore(key)), ...(await this.#foundLater(operationId, serials))]);
        return whyWithdrawn(session, key, serials, elsewhere);
      } catch (error) {
        if (!isDamage(error)) throw error;
        const mayBeTaken = await this.#mayHaveArrived(key);
        return { sentence: keptBackBecause(damaged(operationId, error), mayBeTaken), mayBeTaken };
      }
    });
  }

  /** What is held for other consoles may yet be filed in this scan, and speak against a device of it. */
  async #requireAllFiled(operationId: OperationId): Promise<void> {
    const held = await this.#store.listHeld();
    if (held.some((message) => message.operationId === operationId))
      throw new AppError(
        'notAllowedNow',
        `Late answers to operation ${operationId} are offered to other consoles first, which needs the broker.`,
      );
  }

  /** Why serial numbers that a list of this operation could have are not offered: they are under way in another one. */
  underWayElsewhere({ operationId, scanMode, devices }: ScanSession): Promise<Reasons> {
    const serials = [...devices.values()].flatMap(({ sn }) => (sn === null ? [] : [sn]));
    const kind = scanMode === 1 ? 'burn' : 'pair';
    return this.#keeper.inTurn(async () => this.#underWay({ operationId, kind, serials }, await this.#store.unsettledPairs()));
  }

  /** What lists of other operations that were confirmed before this one have of it: of two, the first goes. */
  async #sentBefore(key: DeliveryKey): Promise<Reasons> {
    const unsettled = await this.#store.unsettledPairs();
    const place = unsettled.findIndex((head) => head.key === key);
    const own = unsettled[place];
    return own === undefined ? new Map() : this.#underWay(own, unsettled.slice(0, place));
  }

  async #underWay(
    { operationId, kind, serials }: Pick<DeliveryHead, 'operationId' | 'kind' | 'serials'>,
    unsettled: readonly DeliveryHead[],
  ): Promise<Reasons> {
    const wanted = new Set(serials);
    const reasons = new Map<string, string>();
    for (const head of unsettled) {
      if (head.operationId === operationId || head.kind !== kind) continue;
      const shared = head.serials.filter((sn) => wanted.has(sn));
      if (shared.length === 0) continue;
      const session = head.state === 'unknown' ? await this.#any.readableSession(head.operationId) : null;
      for (const sn of shared) {
        const device = session?.devices.get(deviceIdOf(sn as SerialNumber));
        if (head.state !== 'unknown') reasons.set(sn, `is on its way to ${kind} in operation ${head.operationId} already.`);
        else if (session === null) reasons.set(sn, damagedElsewhere(head));
        else if (device?.pair?.key === head.key && unsettledPair(device) === 'unknown')
          reasons.set(sn, `may have been taken in operation ${head.operationId}: open that operation and settle it there.`);
      }
    }
    return reasons;
  }

  /** What newer operations say against serial numbers: their latest verdict counts. */
  async #foundLater(operationId: OperationId, serials: readonly string[]): Promise<Reasons> {
    const latest = new Map<string, { readonly operationId: OperationId; readonly status: string }>();
    for (const result of await this.#store.laterResults(operationId, serials))
      if (!latest.has(result.sn) && isVerdict(result.status)) latest.set(result.sn, result);
    const { session: open } = this.#keeper;
    const isNewest = open !== null && (await this.#store.latestOperation())?.operationId === open.operationId;
    const sessions = new Map<OperationId, ScanSession | null>();
    const reasons = new Map<string, string>();
    for (const sn of serials) {
      const found = latest.get(sn);
      // Of the open operation memory knows more than the disk.
      const here = open?.operationId === operationId ? undefined : open?.devices.get(deviceIdOf(sn as SerialNumber));
      const isHere = here !== undefined && isVerdict(here.status) && (isNewest || found?.operationId === open?.operationId);
      const where = isHere ? open?.operationId : found?.operationId;
      if (where === undefined) continue;
      if (!sessions.has(where)) sessions.set(where, await this.#any.readableSession(where));
      const device = sessions.get(where)?.devices.get(deviceIdOf(sn as SerialNumber));
      const against = saysAgainst(isHere ? here.status : (found?.status ?? ''), device, where);
      if (against !== null) reasons.set(sn, against);
    }
    return reasons;
  }

  /** As far as its messages tell: the records of its scan cannot. */
  async #mayHaveArrived(key: DeliveryKey): Promise<boolean> {
    return (await this.#store.listTries(key)).some(({ outcome }) => outcome === 'unknown');
  }
}

function damaged(operationId: OperationId, { message }: AppError): string {
  return `The records of operation ${operationId} are damaged, so nobody can tell whether its devices still pass. Scan them again in a new operation. ${message}`;
}

function damagedElsewhere({ operationId }: DeliveryHead): string {
  return `may have been taken in operation ${operationId}, whose records are damaged: ask there, then settle the list in Deliveries.`;
}

function isVerdict(status: string): boolean {
  return status === 'pass' || SPEAKS_AGAINST.has(status);
}

/** @param status as the verdict was when it was made; the device may be asked anew since */
function saysAgainst(status: string, device: DeviceState | undefined, operationId: OperationId): string | null {
  const isHeld = status === 'pass' && device !== undefined && isContested(device);
  if (!isHeld && !SPEAKS_AGAINST.has(status)) return null;
  const what = `${isHeld ? 'is on hold' : 'does not pass any more'} in the newer operation ${operationId}`;
  return withReason(what, device !== undefined && device.status === status ? reasonFor(device) : '');
}
