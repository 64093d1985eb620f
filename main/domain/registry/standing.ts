import type { DeviceStanding, EventRecord } from './model';
import type { EventType } from '../../../protocol/registry/event-types';
import type { PhysicalState, TradingState } from '../../../protocol/registry/vocabulary';

export const NO_STANDING: DeviceStanding = {
  trading: null,
  physical: null,
  rating: null,
  price: null,
  owner: null,
  possessor: null,
  reservation: null,
  toDispose: null,
};

const TRADING: Readonly<Partial<Record<EventType, TradingState>>> = {
  Reserve: 'Reserved',
  CancelTrade: 'Cancelled',
  Sell: 'Sold',
  Donate: 'Donated',
  Rent: 'Renting',
  ToDispose: 'ToBeDisposed',
  DisposeProduct: 'ProductDisposed',
  DisposeWaste: 'WasteDisposed',
  Recover: 'Recovered',
};

const PHYSICAL: Readonly<Partial<Record<EventType, PhysicalState>>> = {
  ToRepair: 'ToBeRepaired',
  Repair: 'Repaired',
  ToPrepare: 'Preparing',
  Prepare: 'Prepared',
  ReadyToUse: 'ReadyToBeUsed',
  Live: 'InUse',
};

/** Trades that give the device to another owner or user. */
export const TRANSFERS: readonly EventType[] = ['Sell', 'Donate', 'Rent', 'DisposeProduct'];

/** What only the life of the device says; asked where it is needed. */
export interface Life {
  /** Who it belonged to before its last trade, for CancelTrade. */
  ownerBefore(): DeviceStanding['owner'];
  /** The price that holds without what was computed from a rating before; null for none. */
  priceWithoutRating(): DeviceStanding['price'];
}

/** What a device's standing is after one more event of it. */
export function standingAfter(standing: DeviceStanding, event: EventRecord, life: Life): DeviceStanding {
  const states = {
    ...standing,
    trading: TRADING[event.type] ?? standing.trading,
    physical: PHYSICAL[event.type] ?? standing.physical,
  };
  const { details } = event;
  if (details.family === 'aggregateRating' && details.result !== null) {
    const rating = { event: event.id, value: details.result.rating, range: details.result.range };
    return { ...states, rating, price: standing.price === null ? null : life.priceWithoutRating() };
  }
  const price = priceOf(event);
  if (price !== null) return { ...states, price };
  if (details.family === 'receive') return { ...states, possessor: details.recipient ?? event.agent };
  switch (event.type) {
    case 'Reserve':
      return { ...states, reservation: event.id };
    case 'CancelReservation':
      return { ...states, reservation: null, trading: standing.trading === 'Reserved' ? 'Cancelled' : standing.trading };
    case 'ToDispose':
      return { ...states, toDispose: event.id };
    case 'CancelTrade':
      return { ...states, owner: life.ownerBefore(), reservation: null, toDispose: null };
    case 'DisposeWaste':
    case 'Recover':
      return { ...states, reservation: null, toDispose: null };
    default:
      if (details.family === 'trade') return { ...states, owner: details.to ?? states.owner, reservation: null, toDispose: null };
      return states;
  }
}

/** What the event makes the price of its devices; null where it is about no price. */
export function priceOf({ id, details }: EventRecord): DeviceStanding['price'] {
  return details.family === 'price' ? { event: id, amount: details.amount, currency: details.currency } : null;
}
