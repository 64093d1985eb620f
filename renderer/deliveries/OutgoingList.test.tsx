import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView } from '../../protocol/model';
import { text, verbatim } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { useDeliveryDrawer } from './drawer-state';

let opened: WindowUnderTest | undefined;
afterEach(() => {
  useDeliveryDrawer.getState().close();
  opened?.close();
});

const delivery = (name: string, createdAt: number, state: DeliveryView['state']): DeliveryView => ({
  key: `log/${name}/1` as DeliveryKey,
  kind: 'log',
  operationId: name,
  state,
  summary: verbatim(name),
  attempts: 1,
  nextTryAt: null,
  problem: [],
  createdAt,
  settledAt: null,
});

it('has first an earlier list of which a device waits, and says what is to be done, or that it is settled', async () => {
  const base = sceneNamed('finished');
  const problem = [text('delivery.someRefused', { refused: 1, sent: 16, named: 'Q186I15901' })];
  const pair = (name: string, createdAt: number, state: DeliveryView['state'], unsettled: number): DeliveryView => ({
    ...delivery(name, createdAt, state),
    kind: 'pair',
    unsettled,
  });
  const deliveries = [
    { ...pair('OP-1', 1_000, 'accepted', 1), problem },
    delivery('OP-2', 2_000, 'accepted'),
    pair('OP-3', 3_000, 'unknown', 0),
  ];
  opened = await openWindow({ ...base, snapshot: { ...base.snapshot, deliveries } });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Deliveries 1 problem' })));
  await opened.settle();
  const items = within(screen.getByRole('list', { name: messages.deliveries.outgoing })).getAllByRole('listitem');
  expect(items.map(({ textContent }) => /OP-\d/.exec(textContent)?.[0])).toEqual(['OP-1', 'OP-3', 'OP-2']);
  const [partly, settled] = items;
  expect(partly?.textContent).toContain('Pair refused');
  expect(partly?.textContent).not.toContain('Accepted');
  expect(partly?.textContent).toContain('1 device of this operation waits to be settled. Open the operation to settle it.');
  expect(settled?.textContent).toContain('A person settled this');
  expect(settled?.textContent).not.toContain('It is not known');
  expect(settled?.textContent).not.toContain(messages.pair.again);
});

it('has first what waits for a person, and moves nothing while somebody looks', async () => {
  const base = sceneNamed('finished');
  const deliveries = [
    delivery('OP-1', 1_000, 'rejected'),
    delivery('OP-2', 2_000, 'accepted'),
    delivery('OP-3', 3_000, 'unknown'),
    delivery('OP-4', 4_000, 'queued'),
    { ...delivery('OP-5', 5_000, 'rejected'), replacedBy: 'log/OP-6/1' as DeliveryKey },
    delivery('OP-6', 6_000, 'accepted'),
  ];
  opened = await openWindow({ ...base, snapshot: { ...base.snapshot, deliveries } });
  const open = async () => {
    await act(async () => fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${messages.names.deliveries}`) })));
    await opened?.settle();
  };
  const order = () => {
    const list = within(screen.getByRole('list', { name: messages.deliveries.outgoing }));
    return list.getAllByRole('listitem').map(({ textContent }) => /OP-\d/.exec(textContent)?.[0]);
  };
  await open();
  expect(order()).toEqual(['OP-3', 'OP-1', 'OP-6', 'OP-5', 'OP-4', 'OP-2']);
  const changed = [delivery('OP-3', 3_000, 'accepted'), delivery('OP-4', 4_000, 'rejected')];
  act(() => opened?.api.patch({ deliveries: changed }));
  expect(order()).toEqual(['OP-3', 'OP-1', 'OP-6', 'OP-5', 'OP-4', 'OP-2']);
  act(() => useDeliveryDrawer.getState().close());
  await open();
  expect(order()).toEqual(['OP-4', 'OP-1', 'OP-6', 'OP-5', 'OP-3', 'OP-2']);
});
