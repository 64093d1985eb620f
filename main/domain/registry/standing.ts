import type { AgentUuid, DeviceStanding, EventRecord } from '../../../protocol/registry/model';
import type { EventType, PhysicalState, TradingState } from '../../../protocol/registry/vocabulary';

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

/**
 * What a device's standing is after one more event of it.
 * @param ownerBefore who it belonged to before its last trade, for CancelTrade
 */
export function standingAfter(standing: DeviceStanding, event: EventRecord, ownerBefore: () => AgentUuid | null): DeviceStanding {
  const states = {
    ...standing,
    trading: TRADING[event.type] ?? standing.trading,
    physical: PHYSICAL[event.type] ?? standing.physical,
  };
  const { details } = event;
  if (details.family === 'aggregateRating' && details.result !== null) {
    return { ...states, rating: { event: event.id, value: details.result.rating, range: details.result.range } };
  }
  if (details.family === 'price')
    return { ...states, price: { event: event.id, amount: details.amount, currency: details.currency } };
  if (details.family === 'receive') return { ...states, possessor: details.recipient ?? event.agent };
  switch (event.type) {
    case 'Reserve':
      return { ...states, reservation: event.id };
    case 'CancelReservation':
      return { ...states, reservation: null, trading: standing.trading === 'Reserved' ? 'Cancelled' : standing.trading };
    case 'ToDispose':
      return { ...states, toDispose: event.id };
    case 'CancelTrade':
      return { ...states, owner: ownerBefore(), reservation: null, toDispose: null };
    case 'DisposeWaste':
    case 'Recover':
      return { ...states, reservation: null, toDispose: null };
    default:
      if (details.family === 'trade') return { ...states, owner: details.to ?? states.owner, reservation: null, toDispose: null };
      return states;
  }
}
