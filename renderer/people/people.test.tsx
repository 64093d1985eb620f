import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { operationId } from '../../protocol/ids';
import { sceneNamed } from '../dev/scenes';
import { readable } from '../testing/readable';
import { scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { messages } from '../messages';
import { deviceMessages } from '../registry/messages';

const OPERATION = operationId('BI-20261121-214502');

describe('people at the console', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const dialog = () => within(screen.getByRole('dialog'));
  const type = async (label: string, text: string): Promise<void> => {
    fireEvent.change(dialog().getByLabelText(label), { target: { value: text } });
    await opened?.settle();
  };
  const press = async (name: string | RegExp): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await opened?.settle();
  };
  const asked = (name: string) => opened?.api.calls.filter((call) => call.name === name).map(({ input }) => input);

  it('are not asked for while nobody is on record', async () => {
    opened = await openWindow(sceneNamed('idle'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
  });

  /** A person presses Enter some time after the last key of a scanner. */
  const slowerThanAScanner = async (): Promise<void> => {
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  };

  it('sign in with a scanned badge and a PIN, and are the operator of the next scan', async () => {
    opened = await openWindow(sceneNamed('signIn'));
    await scanKeys('0815-77', ['Enter'], dialog().getByRole('button', { name: 'Close' }));
    await opened.settle();
    expect(dialog().getByLabelText('Badge')).toHaveProperty('value', '0815-77');
    expect(document.activeElement).toBe(dialog().getByLabelText('PIN'));
    await type('PIN', '9999');
    await slowerThanAScanner();
    fireEvent.keyDown(dialog().getByLabelText('PIN'), { key: 'Enter' });
    await opened.settle();
    expect(dialog().getByRole('alert').textContent).toContain('do not belong together');
    expect(dialog().getByLabelText('PIN')).toHaveProperty('value', '');
    await type('PIN', '1234');
    await slowerThanAScanner();
    fireEvent.keyDown(dialog().getByLabelText('PIN'), { key: 'Enter' });
    await opened.settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    const operator = screen.getByRole('textbox', { name: 'Operator' });
    expect(operator).toHaveProperty('value', 'Ines Moreau (0815-77)');
    expect(operator).toHaveProperty('readOnly', true);
    await press(/^Start scan/);
    expect(asked('scan.start')).toEqual([{ operatorId: '0815-77', operationId: '', scanMode: 0 }]);
  });

  const scan = async (code: string, target: Element = document.body): Promise<void> => {
    await scanKeys(code, ['Enter'], target);
    await opened?.settle();
  };

  it('a PIN that is scanned cannot be read anywhere, whether the badge came before it or not', async () => {
    for (const first of ['0815-77', '1234']) {
      opened = await openWindow(sceneNamed('signIn'));
      await scan(first, dialog().getByRole('button', { name: 'Close' }));
      expect(readable()).not.toContain(first);
      await scan('1234', dialog().getByRole('button', { name: 'Close' }));
      expect(readable()).not.toContain('1234');
      opened.close();
    }
    opened = await openWindow(sceneNamed('signIn'));
    fireEvent.click(dialog().getByRole('button', { name: 'Close' }));
    await opened.settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    await scan('0815-77');
    expect(document.activeElement).toBe(dialog().getByLabelText('PIN'));
    expect(readable()).not.toContain('0815-77');
    await scan('1234', dialog().getByRole('button', { name: 'Close' }));
    expect(asked('person.signIn')).toEqual([{ badge: '0815-77', pin: '1234' }]);
  });

  it('a PIN that is scanned with no sheet open cannot be read either, on the scan or on the devices', async () => {
    opened = await openWindow(sceneNamed('operator'));
    for (const pin of ['1234', '90817263', '123456789012']) {
      await scan(pin);
      expect(readable()).toContain(`${messages.unknownUnit.hidden} is not `);
      expect(readable()).not.toContain(pin);
    }
    // Neither is a number that the plant's masks refuse, while one that fits them is a serial number; nor a longer one, nor a text.
    const { settings } = sceneNamed('operator').snapshot;
    const masks = { ...settings.labels, serial: ['########'] };
    opened.api.patch({ settings: { ...settings, labels: masks } });
    await opened.settle();
    await scan('5678');
    expect(readable()).toContain('The number that was scanned is not a serial number.');
    expect(readable()).not.toContain('5678');
    await scan('90817263');
    expect(readable()).toContain('90817263');
    opened.api.patch({ settings });
    await opened.settle();
    for (const code of ['1234567890123', 'NOT-THERE-1']) {
      await scan(code);
      expect(readable()).toContain(code);
    }
    fireEvent.click(screen.getByRole('radio', { name: /^Devices/ }));
    await opened.settle();
    await scan('4321');
    expect(readable()).toContain(deviceMessages.list.nobodysNumber);
    expect(readable()).not.toContain('4321');
    fireEvent.click(screen.getByRole('radio', { name: /^Scan/ }));
    await opened.settle();
    opened.close();

    // Where nobody signs in, no number is a PIN.
    opened = await openWindow(sceneNamed('finished'));
    await scan('1234');
    expect(readable()).toContain('1234');
  });

  it('a supervisor’s badge leads on to the PIN, so that it is not typed into the reason', async () => {
    opened = await openWindow(sceneNamed('operator'));
    const search = screen.getByRole('searchbox');
    fireEvent.change(search, { target: { value: 'Q186I15812' } });
    fireEvent.keyDown(search, { key: 'Enter' });
    await opened.settle();
    await press('Waive …');
    await type('Reason', 'label misprinted');
    const close = () => dialog().getByRole('button', { name: 'Close' });
    await scan('0815', close());
    expect(document.activeElement).toBe(dialog().getByLabelText('PIN'));
    await scan('2222', close());
    dialog().getByLabelText('Reason').focus();
    await scan('Q186I15901', dialog().getByLabelText('Reason'));
    expect(screen.getByText('Close this sheet to look up a serial number.')).toBeDefined();
    expect(dialog().getByLabelText('Reason')).toHaveProperty('value', 'label misprinted');
    expect(readable()).not.toContain('2222');
    fireEvent.click(dialog().getByRole('button', { name: 'Waive' }));
    await opened.settle();
    expect(asked('device.waive')).toEqual([
      { operation: OPERATION, ids: ['Q186I15812'], reason: 'label misprinted', approval: { badge: '0815', pin: '2222' } },
    ]);
  });

  it('see nothing of a scan while nobody is signed in', async () => {
    opened = await openWindow(sceneNamed('operator'));
    expect(screen.queryByRole('treegrid')).not.toBeNull();
    opened.api.patch({ signIn: { required: true, person: null } });
    await opened.settle();
    expect(screen.queryByRole('treegrid')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Settings' })).toBeNull();
    expect(dialog().getByLabelText('PIN')).toBeDefined();
  });

  it('tell main that they are there, a few times a minute at most, and only while somebody is signed in', async () => {
    opened = await openWindow(sceneNamed('operator'));
    for (let turn = 0; turn < 50; turn += 1) fireEvent.pointerMove(document.body);
    expect(asked('person.active')).toEqual([{}]);
    opened.close();
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.keyDown(document.body, { key: 'x' });
    expect(asked('person.active')).toEqual([]);
  });

  it('need a reason, and at an operator’s console a supervisor, to waive a failed device', async () => {
    opened = await openWindow(sceneNamed('operator'));
    const search = screen.getByRole('searchbox');
    fireEvent.change(search, { target: { value: 'Q186I15812' } });
    fireEvent.keyDown(search, { key: 'Enter' });
    await opened.settle();
    await press('Waive …');
    const confirm = () => dialog().getByRole('button', { name: 'Waive' });
    expect(confirm()).toHaveProperty('disabled', true);
    await type('Reason', 'label misprinted');
    expect(confirm()).toHaveProperty('disabled', true);
    await type('Badge', '0815');
    await type('PIN', '2222');
    fireEvent.click(confirm());
    await opened.settle();
    expect(asked('device.waive')).toEqual([
      { operation: OPERATION, ids: ['Q186I15812'], reason: 'label misprinted', approval: { badge: '0815', pin: '2222' } },
    ]);
    expect(within(screen.getByRole('complementary', { name: 'Review' })).getByRole('region', { name: 'Waived' })).toBeDefined();
  });

  it('waive in the operation that stood there when they chose the device, whichever is opened under the sheet', async () => {
    const scene = sceneNamed('finished');
    opened = await openWindow(scene);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    await opened.settle();
    await press(/^Waive selected \(\d+\) …$/);
    await type('Reason', 'label misprinted');
    const { session } = scene.snapshot;
    if (session !== null) opened.api.patch({ session: { ...session, operationId: operationId('BI-2') } });
    await opened.settle();
    fireEvent.click(dialog().getByRole('button', { name: 'Waive' }));
    await opened.settle();
    expect(asked('device.waive')).toMatchObject([{ operation: OPERATION }]);
  });

  it('waive several failed devices at once, with one reason', async () => {
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    await opened.settle();
    await press(/^Waive selected \(\d+\) …$/);
    await type('Reason', 'label misprinted');
    fireEvent.click(dialog().getByRole('button', { name: 'Waive' }));
    await opened.settle();
    const waived = asked('device.waive')?.[0];
    expect(waived).toMatchObject({ reason: 'label misprinted' });
    expect(Object(waived)).toHaveProperty('ids', expect.arrayContaining(['Q186I15804', 'Q186I15812']));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('are listed, added and removed in the settings', async () => {
    opened = await openWindow(sceneNamed('finished'));
    await press('Settings');
    fireEvent.click(dialog().getByRole('tab', { name: 'People' }));
    await opened.settle();
    expect(dialog().getByRole('list', { name: 'People' }).textContent).toContain('Jonas Weber');
    await type('Badge', '5000');
    await type('Name', 'Mira Okafor');
    await type('PIN', '5319');
    fireEvent.click(dialog().getByRole('radio', { name: 'Supervisor' }));
    await press('Save person');
    expect(asked('person.save')).toEqual([{ badge: '5000', name: 'Mira Okafor', role: 'supervisor', pin: '5319' }]);
    await press('Remove Ines Moreau');
    expect(asked('person.remove')).toEqual([{ badge: '4711' }]);
  });

  it('an operator switches theme and type size, which needs no right', async () => {
    opened = await openWindow(sceneNamed('operator'));
    await press('Use dark theme');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(asked('window.look')).toEqual([{ theme: 'dark', size: 'normal', language: 'system' }]);
    expect(asked('settings.save')).toEqual([]);
  });

  it('find what was done in the audit trail', async () => {
    opened = await openWindow(sceneNamed('finished'));
    await press('Earlier operations');
    fireEvent.click(dialog().getByRole('tab', { name: 'Audit trail' }));
    await opened.settle();
    expect(dialog().getByRole('list', { name: 'Audit trail' }).textContent).toContain('0815 waived BI-20261121-214502');
  });
});
