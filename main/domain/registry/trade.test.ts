import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { keyOf, textOf, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';

interface Cast {
  readonly registry: MemoryRegistry;
  /** A person. */
  readonly to: string;
  /** An organisation that recycles. */
  readonly center: string;
}

/** Devices 1 and 2, and whom they are traded with. */
function cast(settings = {}): Cast {
  const registry = createMemoryRegistry(settings);
  for (const serialNumber of ['one', 'two']) registry.snapshot(workbench(desktop({ serialNumber })));
  const agent = (body: object) => {
    const made = registry.run({ kind: 'createAgent', body });
    return made.ok ? textOf(made.value.answer, 'id') : english(made.error.texts);
  };
  return {
    registry,
    to: agent({ type: 'Person', name: 'Ada' }),
    center: agent({ type: 'Organization', name: 'Scrap', roles: ['RecyclingCenter'] }),
  };
}

const standing = ({ registry }: Cast, device = 1) => registry.reads.device(device)?.standing;
const lastType = ({ registry }: Cast, device = 1) =>
  registry.state().events.findLast(({ devices }) => devices.includes(device))?.type;

describe('trades', () => {
  it.each([
    ['Sell', 'Sold'],
    ['Donate', 'Donated'],
    ['Rent', 'Renting'],
    ['DisposeProduct', 'ProductDisposed'],
    ['Dispose', 'ProductDisposed'],
  ])('%s gives the devices to somebody: %s', (type, state) => {
    const all = cast();
    const body = { type, devices: [1], to: all.to, shippingDate: '2026-06-29T12:28:54', invoiceNumber: 'ABC' };
    const answer = all.registry.post(body);
    expect(verdict(answer)).toBe('201');
    const devices = keyOf(answer.body, 'devices');
    expect(Array.isArray(devices) && keyOf(devices[0], 'id')).toBe(1);
    expect(answer.body).toMatchObject({ to: all.to, shippingDate: '2026-06-29T12:28:54.000Z', invoiceNumber: 'ABC' });
    expect(lastType(all)).toBe(textOf(answer, 'type'));
    expect(standing(all)).toMatchObject({ trading: state, owner: all.to });
  });

  it('makes an amount the Price of each device, with the trade or not at all', () => {
    const all = cast({ currency: 'CHF' });
    const { registry, to } = all;
    const prices = () => registry.state().events.filter(({ type }) => type === 'Price');
    expect(verdict(registry.post({ type: 'Sell', devices: [1], price: 25.25 }))).not.toBe('201');
    expect(verdict(registry.post({ type: 'Sell', devices: [1], to, price: -1 }))).not.toBe('201');
    expect(prices()).toEqual([]);
    const one = registry.post({ type: 'Sell', devices: [1], to, price: 25.25 });
    const [price] = prices();
    expect(one.body).toMatchObject({
      type: 'Sell',
      price: price?.id,
      events: [{ type: 'Price', price: 25.25, currency: 'CHF' }],
    });
    expect(standing(all)).toMatchObject({ trading: 'Sold', price: { event: price?.id, amount: 25.25, currency: 'CHF' } });
    const both = registry.post({ type: 'Rent', devices: [1, 2], to, price: 7 });
    expect(both.body).toMatchObject({ type: 'Rent', price: null });
    for (const device of [1, 2]) expect(standing(all, device)?.price).toMatchObject({ amount: 7 });
    expect(prices()).toHaveLength(3);
  });

  it('goes back with CancelTrade to who had it before', () => {
    const all = cast();
    const { registry, to, center } = all;
    registry.post({ type: 'Sell', devices: [1], to });
    registry.post({ type: 'Donate', devices: [1], to: center });
    registry.post({ type: 'CancelTrade', devices: [1] });
    expect(standing(all)).toMatchObject({ trading: 'Cancelled', owner: to });
    registry.post({ type: 'CancelTrade', devices: [1] });
    expect(standing(all)?.owner).toBeNull();
  });

  it('reserves a device once, and a trade confirms that', () => {
    const all = cast();
    const { registry, to } = all;
    const reserve = registry.post({ type: 'Reserve', devices: [1] });
    expect(standing(all)?.trading).toBe('Reserved');
    expect(verdict(registry.post({ type: 'Reserve', devices: [2, 1] }))).toBe('422 ValidationError devices');
    expect(standing(all, 2)?.trading).toBeNull();
    const confirms = textOf(reserve, 'id');
    expect(verdict(registry.post({ type: 'Sell', devices: [2], to, confirms }))).toBe('422 ValidationError confirms');
    expect(verdict(registry.post({ type: 'Sell', devices: [1], to, confirms }))).toBe('201');
    expect(standing(all)?.reservation).toBeNull();
    expect(verdict(registry.post({ type: 'CancelReservation', devices: [1] }))).toBe('422 ValidationError devices');
  });

  it('is no longer reserved when the reservation is cancelled', () => {
    const all = cast();
    all.registry.post({ type: 'Reserve', devices: [1] });
    all.registry.post({ type: 'CancelReservation', devices: [1] });
    expect(standing(all)).toMatchObject({ reservation: null, trading: 'Cancelled' });
  });

  it.each([
    ['a sale to nobody', { type: 'Sell', devices: [1] }, '422 ValidationError to'],
    [
      'a sale to an unknown agent',
      { type: 'Sell', devices: [1], to: '00000000-0000-4000-8000-0000000fffff' },
      '404 ResourceNotFound to',
    ],
    [
      'a price that is not there',
      { type: 'DisposeProduct', devices: [1], price: '00000000-0000-4000-8000-0000000fffff' },
      '404 ResourceNotFound price',
    ],
    ['an unknown role of a receiver', { type: 'Receive', devices: [1], role: 'King' }, '422 ValidationError role'],
    [
      'an invoice number without end',
      { type: 'DisposeProduct', devices: [1], invoiceNumber: 'x'.repeat(65) },
      '422 ValidationError invoiceNumber',
    ],
  ])('refuses %s', (_what, body, expected) => {
    expect(verdict(cast().registry.post(body))).toBe(expected);
  });

  it('sets a price by hand, which a sale may name', () => {
    const all = cast();
    const price = all.registry.post({ type: 'Price', device: 1, price: 25.25, currency: 'EUR' });
    expect(price.body).toMatchObject({ price: 25.25, currency: 'EUR', software: null });
    expect(standing(all)?.price).toEqual({ event: textOf(price, 'id'), amount: 25.25, currency: 'EUR' });
    const sale = { type: 'Sell', devices: [1], to: all.to, price: textOf(price, 'id') };
    expect(verdict(all.registry.post(sale))).toBe('201');
  });
});

describe('states', () => {
  it.each([
    ['ToRepair', 'ToBeRepaired'],
    ['Repair', 'Repaired'],
    ['ToPrepare', 'Preparing'],
    ['Prepare', 'Prepared'],
    ['ReadyToUse', 'ReadyToBeUsed'],
  ])('%s makes it %s', (type, state) => {
    const all = cast();
    all.registry.post({ type, devices: [1, 2] });
    all.registry.post({ type: 'Live', device: 2, ip: '192.0.2.1' });
    expect([standing(all)?.physical, standing(all, 2)?.physical]).toEqual([state, 'InUse']);
    expect(standing(all)?.trading).toBeNull();
  });

  it('has one who holds it, the last who received it', () => {
    const all = cast();
    all.registry.post({ type: 'Receive', devices: [1], agent: all.to });
    expect(standing(all)?.possessor).toBe(all.to);
    all.registry.post({ type: 'Receive', devices: [1], role: 'Transporter', recipient: all.center });
    expect(standing(all)).toMatchObject({ possessor: all.center, owner: null });
  });
});

describe('the end of a device', () => {
  it('follows by itself from ToDispose and Receive at a recycling center', () => {
    const all = cast();
    const { registry, center } = all;
    const marked = textOf(registry.post({ type: 'ToDispose', devices: [1] }), 'id');
    expect(standing(all)?.trading).toBe('ToBeDisposed');
    registry.post({ type: 'Receive', devices: [1, 2], role: 'Transporter' });
    expect(standing(all)?.trading).toBe('ToBeDisposed');
    const received = registry.post({ type: 'Receive', devices: [1, 2], role: 'RecyclingCenter', agent: center });
    const disposal = registry.reads.lastEvent(1, ['DisposeProduct']);
    expect(disposal).toMatchObject({
      devices: [1],
      details: { to: center, derivedFrom: [marked, textOf(received, 'id')] },
    });
    expect([standing(all), standing(all, 2)]).toMatchObject([
      { trading: 'ProductDisposed', toDispose: null, possessor: center, owner: center },
      { trading: null, possessor: center },
    ]);
    registry.post({ type: 'Receive', devices: [1], agent: center });
    expect(registry.reads.eventsOf(1, ['DisposeProduct'])).toHaveLength(1);
  });

  it('knows a recycling center by its role, whatever the Receive says', () => {
    const all = cast();
    all.registry.post({ type: 'ToDispose', devices: [1] });
    all.registry.post({ type: 'Receive', devices: [1], agent: all.center });
    expect(standing(all)?.trading).toBe('ProductDisposed');
  });

  it('does not follow when the trade was cancelled', () => {
    const all = cast();
    for (const type of ['ToDispose', 'CancelTrade']) all.registry.post({ type, devices: [1] });
    all.registry.post({ type: 'Receive', devices: [1], agent: all.center });
    expect(standing(all)?.trading).toBe('Cancelled');
  });

  it('does not follow by itself when the setting is off', () => {
    const all = cast({ deriveDisposal: false });
    all.registry.post({ type: 'ToDispose', devices: [1] });
    all.registry.post({ type: 'Receive', devices: [1], role: 'RecyclingCenter', agent: all.center });
    expect(standing(all)?.trading).toBe('ToBeDisposed');
  });

  it.each(['DisposeWaste', 'Recover'])('%s is for recycling centers only', (type) => {
    const all = cast();
    for (const agent of [undefined, all.to]) {
      expect(verdict(all.registry.post({ type, devices: [1], agent }))).toBe('422 ValidationError agent');
    }
    expect(verdict(all.registry.post({ type, devices: [1], agent: all.center }))).toBe('201');
  });

  it('may be a new product, which is registered with it', () => {
    const all = cast();
    const { registry, center } = all;
    const product = {
      type: 'RecoveredMaterial',
      manufacturer: 'Scrap',
      model: 'Copper 1 kg',
      serialNumber: 'batch-7',
      weight: 1,
    };
    const body = { type: 'Recover', devices: [1, 2], agent: center, product };
    expect(registry.post(body).body).toMatchObject({ product: 3 });
    expect(registry.reads.device(3)).toMatchObject({ hid: 'scrap-batch-7-copper_1_kg', properties: { weight: 1 } });
    expect(standing(all)?.trading).toBe('Recovered');
    expect(verdict(registry.post(body))).toBe('422 ValidationError product');
    expect(verdict(registry.post({ ...body, product: 3 }))).toBe('201');
    expect(verdict(registry.post({ ...body, product: 1 }))).toBe('422 ValidationError product');
    expect(verdict(registry.post({ ...body, product: 99 }))).toBe('404 ResourceNotFound product');
  });
});
