import type { DeliveryKey, OperationId } from '../../../protocol/ids';
import type { DeliveryKind, DeliveryState } from '../../../protocol/model';
import type { Texts } from '../../../protocol/texts/text';
import type { FactoryAddress, PostOutcome } from './factory';

export interface NewDelivery {
  readonly key: DeliveryKey;
  readonly kind: DeliveryKind;
  readonly operationId: OperationId;
  /** Exact bytes of the POST, as text. */
  readonly body: string;
  readonly summary: string;
  /** Serial numbers inside, for pair and burn. */
  readonly serials: readonly string[];
  readonly createdAt: number;
  /** It goes nowhere else unless a person says so. Absent in records of before: these go wherever the settings say. */
  readonly madeFor?: FactoryAddress;
  /** The rejected delivery that this one goes out in place of. */
  readonly replaces?: DeliveryKey;
}

/** One try to send a delivery. */
export interface DeliveryTry {
  readonly key: DeliveryKey;
  readonly at: number;
  readonly outcome: PostOutcome['kind'];
  readonly status: number | null;
  /** Why it was not taken; nothing when it was. */
  readonly reason: Texts;
  readonly answer: string;
}

export interface StoredDelivery extends NewDelivery {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextTryAt: number | null;
  readonly problem: Texts;
  readonly settledAt: number | null;
  /** The edited delivery that goes out in place of this one. */
  readonly replacedBy?: DeliveryKey;
}

/** A delivery without its body, which may be large and is needed only when it is sent or looked at. */
export type DeliveryHead = Omit<StoredDelivery, 'body'>;

/** How many deliveries of one kind are in one state. */
export interface DeliveryCount {
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly count: number;
}

/** How many devices of an operation wait to be settled. */
export interface UnsettledDevices {
  readonly operationId: OperationId;
  readonly devices: number;
}

export interface DeliveryUpdate {
  readonly key: DeliveryKey;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextTryAt: number | null;
  readonly problem: Texts;
  readonly settledAt: number | null;
}

/** A person says that a delivery goes to another address than the one that it was made for. */
export interface Readdressed {
  readonly key: DeliveryKey;
  readonly madeFor: FactoryAddress;
}

/** What goes out to the factory APIs, as it is on record. */
export interface Deliveries {
  /** Those of one operation, or of all (for tools), with their bodies. */
  listDeliveries(operationId: OperationId | null): Promise<readonly StoredDelivery[]>;
  /** Of an operation, and the newest of any that neither were accepted nor replaced; in the order in which they were made. */
  openDeliveries(operationId: OperationId | null, mostOfOthers: number): Promise<readonly DeliveryHead[]>;
  /** All that were ever made. */
  countDeliveries(): Promise<readonly DeliveryCount[]>;
  loadDelivery(key: DeliveryKey): Promise<StoredDelivery | null>;
  /** Every try to send a delivery, oldest first. */
  listTries(key: DeliveryKey): Promise<readonly DeliveryTry[]>;
  /** Everything that is `queued` or `sending`, oldest first, across operations. */
  pendingDeliveries(): Promise<readonly DeliveryHead[]>;
  /** Every pair or burn that is `queued`, `sending` or `unknown` and was not edited, oldest first, across operations. */
  unsettledPairs(): Promise<readonly DeliveryHead[]>;
  /** Every pair and burn of the newest operations that hold devices which were refused, or may have been taken, and were not settled. */
  unsettledLists(mostOperations: number): Promise<readonly DeliveryHead[]>;
  /** How many devices of these operations were refused, or may have been taken, and were not settled; without those that were not counted. */
  countUnsettled(operations: readonly OperationId[]): Promise<readonly UnsettledDevices[]>;
}
