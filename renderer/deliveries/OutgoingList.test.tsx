import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView } from '../../protocol/model';
import { verbatim } from '../../protocol/texts/text';
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
