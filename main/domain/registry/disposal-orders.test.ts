import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { keyOf, textOf, verdict } from './testing/answers';
import { everyOrder } from './testing/every-order';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';

interface Cast {
  readonly registry: MemoryRegistry;
  readonly center: string;
  readonly carrier: string;
  readonly program: string;
}

function cast(settings: Parameters<typeof createMemoryRegistry>[0] = {}): Cast {
  const registry = createMemoryRegistry(settings);
  for (const serialNumber of ['one', 'two']) registry.snapshot(workbench(desktop({ serialNumber })));
  const agent = (body: object) => {
    const made = registry.run({ kind: 'createAgent', body });
    if (!made.ok) throw new Error(english(made.error.texts));
    return textOf(made.value.answer, 'id');
  };
  return {
    registry,
    center: agent({ type: 'Organization', name: 'Green Loop', roles: ['RecyclingCenter'] }),
    carrier: agent({ type: 'Organization', name: 'Fast Freight' }),
    program: agent({ type: 'Software', name: 'Eye 2.1' }),
  };
}

const STEPS = {
  mark: () => ({ type: 'ToDispose', devices: [1, 2] }),
  'mark one': () => ({ type: 'ToDispose', devices: [1] }),
  'at the center': ({ center }: Cast) => ({ type: 'Receive', devices: [1, 2], recipient: center }),
  'by the center': ({ center }: Cast) => ({ type: 'Receive', devices: [1, 2], agent: center }),
  'as a center': ({ carrier }: Cast) => ({ type: 'Receive', devices: [1, 2], recipient: carrier, role: 'RecyclingCenter' }),
  'one at the center': ({ center }: Cast) => ({ type: 'Receive', devices: [1], recipient: center }),
  carried: ({ carrier }: Cast) => ({ type: 'Receive', devices: [1, 2], recipient: carrier, role: 'Transporter' }),
  repaired: () => ({ type: 'Repair', devices: [1, 2] }),
} as const;
type Step = keyof typeof STEPS;

function run(order: readonly Step[], settings = {}): Cast {
  const all = cast(settings);
  for (const step of order) expect(verdict(all.registry.post(STEPS[step](all)))).toBe('201');
  expect(replayed(all.registry.accepted(), settings)).toEqual(all.registry.state());
  return all;
}

const tradings = ({ registry }: Cast) => [1, 2].map((id) => registry.reads.device(id)?.standing.trading);

/** What holds for one device, as the order alone says: it is marked, and it is at a center, at one and the same moment. */
function isDisposed(order: readonly Step[], device: 1 | 2): boolean {
  let marked = false;
  let atCenter = false;
  for (const step of order) {
    if (device === 2 && (step === 'mark one' || step === 'one at the center')) continue;
    if (step.startsWith('mark')) marked = true;
    if (step.endsWith('center')) atCenter = true;
    if (step === 'carried') atCenter = false;
    if (marked && atCenter) return true;
  }
  return false;
}

describe('ToDispose and Receive at a recycling center', () => {
  const sets: readonly (readonly Step[])[] = [
    ['mark', 'at the center'],
    ['mark', 'by the center', 'repaired'],
    ['mark', 'as a center', 'repaired'],
    ['mark one', 'at the center', 'repaired'],
    ['mark', 'one at the center', 'carried'],
    ['mark', 'at the center', 'carried', 'repaired'],
    ['mark one', 'one at the center', 'carried'],
  ];
  it.each(sets.map((set) => [set.join(', '), set] as const))('dispose in every order that has both at once: %s', (_name, set) => {
    for (const order of everyOrder(set)) {
      const found = tradings(run(order)).map((trading) => trading === 'ProductDisposed');
      expect([order, found]).toEqual([order, [isDisposed(order, 1), isDisposed(order, 2)]]);
    }
  });

  it('names the center and what led to it, in both orders', () => {
    for (const order of everyOrder(['mark', 'at the center'] as const)) {
      const { registry, center } = run(order);
      const [disposal, another] = registry.reads.eventsOf(1, ['DisposeProduct']);
      expect(another).toBeUndefined();
      expect(disposal).toMatchObject({ devices: [1, 2], details: { to: center } });
      const causes = ['ToDispose', 'Receive'].map((type) => registry.state().events.find((event) => event.type === type)?.id);
      expect(keyOf(disposal?.details, 'derivedFrom')).toEqual(causes);
      expect(registry.reads.device(1)?.standing).toMatchObject({ owner: center, possessor: center, toDispose: null });
    }
  });

  it('does nothing of the kind where the setting says no', () => {
    for (const order of everyOrder(['mark', 'at the center'] as const))
      expect(tradings(run(order, { deriveDisposal: false }))).toEqual(['ToBeDisposed', 'ToBeDisposed']);
  });

  it('disposes by each center what it has', () => {
    const all = cast();
    const other = all.registry.run({
      kind: 'createAgent',
      body: { type: 'Organization', name: 'B', roles: ['RecyclingCenter'] },
    });
    const second = other.ok ? textOf(other.value.answer, 'id') : '';
    all.registry.post({ type: 'Receive', devices: [1], recipient: all.center });
    all.registry.post({ type: 'Receive', devices: [2], recipient: second });
    all.registry.post(STEPS.mark());
    expect([1, 2].map((id) => all.registry.reads.device(id)?.standing.owner)).toEqual([all.center, second]);
  });
});

describe('who takes delivery', () => {
  it.each([
    ['nobody', () => ({}), '422 ValidationError recipient'],
    ['a recipient', ({ carrier }: Cast) => ({ recipient: carrier }), '201'],
    ['the agent', ({ carrier }: Cast) => ({ agent: carrier }), '201'],
    ['a software', ({ program }: Cast) => ({ recipient: program }), '422 ValidationError recipient'],
    ['a software as agent', ({ program }: Cast) => ({ agent: program }), '422 ValidationError agent'],
  ])('is said by the event: %s', (_what, who, expected) => {
    const all = cast();
    expect(verdict(all.registry.post({ type: 'Receive', devices: [1], ...who(all) }))).toBe(expected);
  });

  it('is no software in a trade either', () => {
    const all = cast();
    for (const type of ['Sell', 'Donate', 'Rent', 'ToDispose', 'DisposeProduct', 'Allocate'])
      expect(verdict(all.registry.post({ type, devices: [1], to: all.program }))).toBe('422 ValidationError to');
  });
});
