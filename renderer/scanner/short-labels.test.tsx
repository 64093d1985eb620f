import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { useScreen } from '../store/screen';
import { scanInto, scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

describe('a short label that is scanned with the cursor in a text field', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    useScreen.setState({ screen: 'scan' });
  });

  const open = async (scene: string): Promise<WindowUnderTest> => (opened = await openWindow(sceneNamed(scene)));
  const input = (found: HTMLElement): HTMLInputElement => {
    if (!(found instanceof HTMLInputElement)) throw new TypeError('That is no field.');
    return found;
  };
  const search = () => input(screen.getByRole('searchbox', { name: messages.names.search }));

  it('names the slot, as it does anywhere else, and the search holds what it held', async () => {
    const { console, settle } = await open('rack');
    for (const before of ['', 'Q186']) {
      fireEvent.change(search(), { target: { value: before } });
      await settle();
      console.rackView.setState({ aimed: null });
      await scanInto(search(), 'B4');
      await settle();
      expect([console.rackView.getState().aimed, search().value]).toEqual(['B4', before]);
    }
    await scanKeys('Q186I15801', ['Enter'], search());
    await settle();
    expect(opened?.api.calls.filter(({ name }) => name === 'scan.place').map(({ input: asked }) => asked)).toMatchObject([
      { slot: 'B4' },
    ]);
  });

  it('is a code in the search of the device registry, too', async () => {
    const { api, settle } = await open('finished');
    fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${messages.registry.names.devices}`) }));
    await settle();
    const field = input(screen.getByRole('searchbox', { name: messages.registry.names.search }));
    await scanInto(field, 'B4');
    await settle();
    expect(field.value).toBe('');
    expect(api.calls.filter(({ name }) => name === 'registry.lookUp').map(({ input: asked }) => asked)).toEqual([{ code: 'B4' }]);
  });

  it('goes to the list of labels where a new scan is prepared, and not into the name of the operation', async () => {
    const { console, settle } = await open('idle');
    const field = input(screen.getByRole('textbox', { name: new RegExp(`^${messages.names.operationField}`) }));
    await scanInto(field, 'B4');
    await settle();
    expect([field.value, console.draft.getState().operationId, console.draft.getState().scanned]).toEqual(['', '', ['B4']]);
  });

  it('is nothing that a reason is made of', async () => {
    const { settle } = await open('operator');
    await scanInto(search(), 'Q186I15812');
    await settle();
    fireEvent.click(screen.getByRole('button', { name: messages.waive.button }));
    await settle();
    const reason = screen.getByLabelText(messages.waive.reason);
    if (!(reason instanceof HTMLTextAreaElement)) throw new TypeError('That is no field.');
    await scanInto(reason, 'B4');
    await settle();
    expect(reason.value).toBe('');
  });
});
