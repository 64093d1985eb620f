import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed, type Scene } from '../dev/scenes';
import { readable } from '../testing/readable';
import { scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { messages } from '../messages';

describe('a PIN that is scanned where it is not asked for', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  /** The form of a new scan, with somebody signed in. */
  const signedIn = (): Scene => {
    const { snapshot, ...scene } = sceneNamed('idle');
    return { ...scene, snapshot: { ...snapshot, signIn: sceneNamed('operator').snapshot.signIn } };
  };
  const press = async (name: string | RegExp): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await opened?.settle();
  };

  it.each([
    ['the list of labels', 'Scan serials'],
    ['a list that is pasted', 'Paste a list'],
    ['whoever answers', 'All devices that answer'],
  ])('on the form of a new scan stands nowhere: %s', async (_name, source) => {
    opened = await openWindow(signedIn());
    fireEvent.click(screen.getByRole('radio', { name: source }));
    await opened.settle();
    for (const pin of ['5319', '000186', '400638133393', '48291507']) {
      await scanKeys(pin);
      await opened.settle();
      expect(readable()).not.toContain(pin);
      expect(screen.getByText(messages.start.mayBePin)).toBeDefined();
    }
    expect(opened.console.draft.getState()).toMatchObject({ scanned: [], pasted: '', lastScan: null, typed: '' });
    await scanKeys('Q186I15901');
    await opened.settle();
    expect(readable()).toContain('Q186I15901');
  });

  it('into a field of a sheet stands nowhere; another code does', async () => {
    const scene = sceneNamed('operator');
    const person = { badge: '1', name: 'Mira Okafor', role: 'engineer' as const };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, signIn: { required: true, person } } });
    await press('Settings');
    const name = screen.getByLabelText('Station name');
    name.focus();
    await scanKeys('53190');
    await opened.settle();
    expect(readable()).not.toContain('53190');
    await scanKeys('LINE-9');
    await opened.settle();
    expect(name).toHaveProperty('value', 'LINE-9');
  });

  it('digits are a serial number where the plant says so, and where nobody signs in', async () => {
    const scene = signedIn();
    const settings = { ...scene.snapshot.settings, labels: { ...scene.snapshot.settings.labels, serial: ['######'] } };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, settings } });
    await scanKeys('000186');
    await opened.settle();
    expect(opened.console.draft.getState().scanned).toEqual(['000186']);
    opened.close();
    opened = await openWindow(sceneNamed('idle'));
    await scanKeys('000187');
    await opened.settle();
    expect(opened.console.draft.getState().scanned).toEqual(['000187']);
  });
});
