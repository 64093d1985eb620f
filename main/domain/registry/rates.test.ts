import { describe, expect, it } from 'vitest';
import { editionName } from '../../../protocol/registry/editions';
import { keyOf, textOf, verdict } from './testing/answers';
import { REGISTERED_PRICES } from './rating/price-editions';
import { OFFICIAL_RATE, REGISTERED_RATES } from './rating/rate-softwares';
import { createMemoryRegistry, type MemoryRegistry, TEST_SETTINGS } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';

const GRADES = { type: 'WorkbenchRate', appearanceRange: 'A', functionalityRange: 'A' };
/** A computer of 2010: the four parts that are rated, well measured. */
const PARTS = [
  {
    type: 'Processor',
    speed: 3.4,
    cores: 2,
    events: [
      { type: 'BenchmarkProcessorSysbench', rate: 9.6 },
      { type: 'BenchmarkProcessor', rate: 27_136.44 },
    ],
  },
  { type: 'RamModule', size: 4096, speed: 1600 },
  { type: 'RamModule', size: 2048, speed: 1067 },
  { type: 'HardDrive', size: 476_940, events: [{ type: 'BenchmarkDataStorage', readSpeed: 126, writeSpeed: 29.8 }] },
];

function rated(type = 'Desktop', parts: readonly object[] = PARTS): MemoryRegistry {
  const registry = createMemoryRegistry();
  expect(verdict(registry.snapshot(workbench(desktop({ type, events: [GRADES] }), parts)))).toBe('201');
  return registry;
}

describe('rates', () => {
  it('gives one WorkbenchRate for every software and version, one AggregateRating and one price', () => {
    const registry = rated();
    const rates = registry.reads.eventsOf(1, ['WorkbenchRate']);
    const named = rates.map(({ details }) => ({ software: keyOf(details, 'software'), version: keyOf(details, 'version') }));
    expect(named).toEqual(REGISTERED_RATES.map(({ software, version }) => ({ software, version })));
    for (const { details } of rates) expect(details).toMatchObject({ appearanceRange: 'A', functionalityRange: 'A' });
    const [aggregate, another] = registry.reads.eventsOf(1, ['AggregateRating']);
    expect(another).toBeUndefined();
    expect(aggregate?.details).toMatchObject({
      version: '1.0',
      workbench: rates[0]?.id,
      result: { rating: 4.61, range: 'HIGH', processor: 3.95, ram: 3.79, dataStorage: 4.02 },
    });
    const [price] = registry.reads.eventsOf(1, ['EreusePrice']);
    expect(price?.details).toMatchObject({
      amount: 92.2,
      rating: aggregate?.id,
      shares: {
        retailer: { standard: { amount: 40.97 }, warranty2: { amount: 55.3 } },
        platform: { standard: { amount: 18.84 }, warranty2: { amount: 25.43 } },
        refurbisher: { standard: { amount: 32.38 }, warranty2: { amount: 43.72 } },
        warranty2: 124.45,
      },
    });
    expect(registry.reads.device(1)?.standing).toMatchObject({ rating: { value: 4.61 }, price: { amount: 92.2 } });
  });

  const PAIRS = REGISTERED_RATES.flatMap(({ software, version }) =>
    REGISTERED_PRICES.map((price) => [{ software, version }, price] as const),
  );

  it.each(PAIRS.map(([rate, price]) => [editionName(rate), editionName(price), rate, price] as const))(
    'rates and prices by the official pairs that are set: %s, %s',
    (_rate, _price, official, officialPrice) => {
      const registry = createMemoryRegistry({ official, officialPrice });
      registry.snapshot(workbench(desktop({ events: [GRADES] }), PARTS));
      const [aggregate, another] = registry.reads.eventsOf(1, ['AggregateRating']);
      expect(another).toBeUndefined();
      expect(aggregate?.details).toMatchObject({ ...official, result: { rating: expect.any(Number) } });
      const [priced] = registry.reads.eventsOf(1, ['EreusePrice']);
      expect(priced?.details).toMatchObject({ ...officialPrice, rating: aggregate?.id });
      const same = registry.reads.eventsOf(1, ['WorkbenchRate']).find(({ id }) => id === keyOf(aggregate?.details, 'workbench'));
      expect(keyOf(same?.details, 'result')).toEqual(keyOf(aggregate?.details, 'result'));
      expect(registry.reads.eventsOf(1, ['WorkbenchRate'])).toHaveLength(REGISTERED_RATES.length);
    },
  );

  it.each(REGISTERED_RATES.map(({ software, version }) => [`${software} ${version}`, software, version] as const))(
    'what was submitted before %s was there is rated without it, and as before',
    (_name, software, version) => {
      const rates = TEST_SETTINGS.rates.filter((rate) => rate.software !== software || rate.version !== version);
      const [official] = rates;
      const before = createMemoryRegistry({ rates, official: official ?? OFFICIAL_RATE });
      before.snapshot(workbench(desktop({ events: [GRADES] }), PARTS));
      const made = before.reads.eventsOf(1, ['WorkbenchRate']).map(({ details }) => details);
      expect(made.map((details) => [keyOf(details, 'software'), keyOf(details, 'version')])).toEqual(
        rates.map((rate) => [rate.software, rate.version]),
      );
      const all = rated()
        .reads.eventsOf(1, ['WorkbenchRate'])
        .map(({ details }) => details);
      expect(all).toEqual(expect.arrayContaining(made));
    },
  );

  it.each([
    ['Server', 184.4],
    ['Laptop', 138.3],
  ])('prices a %s', (type, amount) => {
    expect(rated(type).reads.device(1)?.standing.price?.amount).toBe(amount);
  });

  it.each(['Computer'])('does not rate a %s', (type) => {
    const registry = rated(type);
    expect(registry.reads.eventsOf(1, ['AggregateRating'])).toEqual([]);
    expect(registry.reads.eventsOf(1, ['WorkbenchRate'])).toMatchObject([{ details: { result: null } }]);
  });

  it('prices LOW without warranty shares', () => {
    const parts = PARTS.map((part) => (part.type === 'Processor' ? { ...part, events: [] } : part));
    const registry = rated('Desktop', parts);
    expect(registry.reads.device(1)?.standing.rating).toMatchObject({ range: 'LOW' });
    const details = registry.reads.lastEvent(1, ['EreusePrice'])?.details;
    expect(details).toMatchObject({ shares: { warranty2: null, retailer: { warranty2: null } } });
  });

  it('counts a part without a benchmark 1 and marks the rate partial', () => {
    const parts = PARTS.map((part) => (part.type === 'HardDrive' ? { ...part, events: [] } : part));
    const details = rated('Desktop', parts).reads.lastEvent(1, ['AggregateRating'])?.details;
    expect(details).toMatchObject({ result: { partial: true, dataStorage: null, processor: 3.95 } });
  });

  it('takes the latest benchmark, also one of an earlier snapshot', () => {
    const registry = rated();
    registry.post({ type: 'BenchmarkDataStorage', readSpeed: 1, writeSpeed: 1, elapsed: 1, device: 5 });
    const withoutEvents = PARTS.map((part) => ({ ...part, events: [] }));
    registry.snapshot(workbench(desktop({ events: [GRADES] }), withoutEvents));
    const details = registry.reads.lastEvent(1, ['AggregateRating'])?.details;
    expect(details).toMatchObject({ result: { partial: false, processor: 3.95 } });
    expect(Number(keyOf(keyOf(details, 'result'), 'dataStorage'))).toBeLessThan(2.5);
  });

  it('rates again when a person grades a known device', () => {
    const registry = rated();
    const answer = registry.post({ ...GRADES, appearanceRange: 'E', device: 1 });
    expect(verdict(answer)).toBe('201');
    expect(keyOf(answer.body, 'rating')).toBe(3.31);
    expect(registry.reads.device(1)?.standing).toMatchObject({
      rating: { value: 3.31, range: 'MEDIUM' },
      price: { amount: 66.2 },
    });
  });
});

describe('photobox', () => {
  const PIXEL = 'iVBORw0KGgo=';
  const BEST = {
    assembling: 5,
    parts: 5,
    buttons: 5,
    dents: 5,
    decolorization: 5,
    scratches: 5,
    tagAlignment: 3,
    tagAdhesive: 3,
    dirt: 3,
  };
  const picture = (name: string) => ({ name, fileFormat: 'png', orientation: 'Vertical', content: PIXEL });

  function photographed() {
    const registry = rated();
    const set = registry.post({ type: 'ImageSet', device: 1, images: [picture('front'), picture('back')] });
    const images = registry.state().images.map(({ id }) => id);
    return { registry, set: textOf(set, 'id'), front: images[0] ?? '', back: images[1] ?? '' };
  }

  it('keeps pictures apart from the event', () => {
    const { registry, set, front } = photographed();
    expect(registry.reads.image(front)).toMatchObject({ name: 'front', imageSet: set, device: 1 });
    expect(JSON.stringify(registry.reads.event(set))).not.toContain(PIXEL);
  });

  it('aggregates with the first picture and completes with the last', () => {
    const { registry, set, front, back } = photographed();
    const rate = (image: string, over: object = {}) => registry.post({ type: 'PhotoboxUserRate', image, ...BEST, ...over });
    const first = rate(front);
    expect(first.body).toMatchObject({ rating: 10, imageSet: set });
    const aggregates = () => registry.reads.eventsOf(1, ['AggregateRating']).slice(1);
    expect(aggregates()).toMatchObject([
      { id: textOf(first, 'aggregateRating'), details: { photobox: [textOf(first, 'id')], waitsFor: 'photos', result: null } },
    ]);
    expect(registry.reads.device(1)?.standing.rating?.value).toBe(4.61);

    const second = rate(back);
    expect(aggregates()).toMatchObject([
      {
        details: {
          photobox: [textOf(first, 'id'), textOf(second, 'id')],
          waitsFor: 'nothing',
          imageSet: set,
          workbench: registry.reads.eventsOf(1, ['WorkbenchRate'])[0]?.id,
          result: { appearance: 0.5, photobox: { condition: 1 } },
        },
      },
    ]);
    expect(registry.reads.device(1)?.standing.rating?.value).toBe(4.81);
    expect(registry.reads.device(1)?.standing.price?.amount).toBe(96.2);

    rate(front, { dents: 1 });
    expect(aggregates()).toHaveLength(2);
    rate(front);
    rate(back);
    expect(aggregates()).toHaveLength(2);
    expect(aggregates()[1]?.details).toMatchObject({ result: { photobox: { pictures: [1, 1] } } });
  });

  it('keeps what two agents find apart', () => {
    const { registry, front, back } = photographed();
    registry.run({ kind: 'createAgent', body: { type: 'Person', name: 'Ada' } });
    const agent = registry.reads.agentByName('Ada')?.id;
    registry.post({ type: 'PhotoboxUserRate', image: front, ...BEST });
    registry.post({ type: 'PhotoboxUserRate', image: back, ...BEST, agent });
    const waits = registry.reads.eventsOf(1, ['AggregateRating']).map(({ details }) => keyOf(details, 'waitsFor'));
    expect(waits).toEqual(['nothing', 'photos', 'photos']);
  });

  it.each([
    ['nobody is named', null, 'PhotoboxUserRate'],
    ['a person', 'Person', 'PhotoboxUserRate'],
    ['an organisation', 'Organization', 'PhotoboxUserRate'],
    ['a software', 'Software', 'PhotoboxAIRate'],
  ] as const)('distinguishes the rate of a person from that of a software by who rates: %s', (_who, kind, expected) => {
    const { registry, front } = photographed();
    if (kind !== null) registry.run({ kind: 'createAgent', body: { type: kind, name: 'Rater' } });
    const agent = registry.reads.agentByName('Rater')?.id ?? null;
    for (const fields of [BEST, { rating: 5 }, { ...BEST, rating: 5 }]) {
      const post = (type: string) => registry.post({ type, image: front, agent, ...fields });
      expect(textOf(post('PhotoboxRate'), 'type')).toBe(expected);
      expect(textOf(post(expected), 'type')).toBe(expected);
      expect(keyOf(post('PhotoboxRate').body, 'rating')).toBe('dirt' in fields ? 10 : 5);
      const other = expected === 'PhotoboxAIRate' ? 'PhotoboxUserRate' : 'PhotoboxAIRate';
      expect(verdict(post(other))).toBe(kind === null ? '201' : '422 ValidationError type');
    }
  });

  it('keeps what a person and a program find apart', () => {
    const { registry, front, back } = photographed();
    registry.post({ type: 'PhotoboxUserRate', image: front, ...BEST });
    registry.post({ type: 'PhotoboxAIRate', image: back, rating: 5 });
    registry.post({ type: 'PhotoboxSystemRate', image: front, rating: null });
    const waits = registry.reads.eventsOf(1, ['AggregateRating']).map(({ details }) => keyOf(details, 'waitsFor'));
    expect(waits).toEqual(['nothing', 'photos', 'nothing']);
    expect(registry.reads.lastEvent(1, ['AggregateRating'])?.details).toMatchObject({ result: { partial: true } });
  });

  it.each([
    ['a grade above the best', { type: 'PhotoboxUserRate', ...BEST, dirt: 4 }, '422 ValidationError dirt'],
    ['a grade that is missing', { type: 'PhotoboxUserRate', ...BEST, dents: undefined }, '422 ValidationError dents'],
    ['a picture of another device', { type: 'PhotoboxUserRate', ...BEST, device: 2 }, '422 ValidationError device'],
    [
      'a picture that is not there',
      { type: 'PhotoboxAIRate', image: '00000000-0000-4000-8000-0000000fffff' },
      '404 ResourceNotFound image',
    ],
    ['a set without pictures', { type: 'ImageSet', device: 1, images: [] }, '422 ValidationError images'],
    [
      'a picture that is not base64',
      { type: 'ImageSet', device: 1, images: [{ ...picture('x'), content: 'a b' }] },
      '422 ValidationError images[0].content',
    ],
    [
      'a picture in another format',
      { type: 'ImageSet', device: 1, images: [{ ...picture('x'), fileFormat: 'gif' }] },
      '422 ValidationError images[0].fileFormat',
    ],
  ])('refuses %s', (_what, body, expected) => {
    const { registry, front } = photographed();
    expect(verdict(registry.post({ image: front, ...body }))).toBe(expected);
  });
});
