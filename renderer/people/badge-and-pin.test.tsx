import { act, createEvent, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { operationId } from '../../protocol/ids';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { readable } from '../testing/readable';
import { scanInto, scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

const { people, waive, names } = messages;
const SUPERVISOR = { badge: '0815', pin: '2222' };
const WAIVED = {
  operation: operationId('BI-20261121-214502'),
  ids: ['Q186I15812'],
  reason: 'label misprinted',
  approval: SUPERVISOR,
};

describe('badge and PIN, on every sheet that asks for them', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const dialog = () => within(screen.getByRole('dialog'));
  const field = (label: string): HTMLInputElement | HTMLTextAreaElement => {
    const found = dialog().getByLabelText(label);
    if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found;
    throw new TypeError(`${label} is no field.`);
  };
  const type = async (label: string, value: string): Promise<void> => {
    fireEvent.change(field(label), { target: { value } });
    await opened?.settle();
  };
  const press = async (name: string): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await opened?.settle();
  };
  /** A person presses Enter on what has the keyboard, some time after everything else. */
  const enter = async (on: Element | null = document.activeElement, waitMs = 250): Promise<void> => {
    await act(async () => {
      await new Promise((done) => setTimeout(done, waitMs));
      const target = on ?? document.body;
      for (const event of [createEvent.keyDown(target, { key: 'Enter' }), createEvent.keyUp(target, { key: 'Enter' })]) {
        Object.defineProperty(event, 'timeStamp', { value: performance.now() });
        fireEvent(target, event);
      }
      await new Promise((done) => setTimeout(done, 600));
    });
    await opened?.settle();
  };
  const asked = (name: string) => opened?.api.calls.filter((call) => call.name === name).map(({ input }) => input);
  /** Scans with the keyboard on what is named so. */
  const scanOn = async (label: string, code: string): Promise<void> => {
    const button = dialog().queryByRole('button', { name: label });
    if (button === null) await scanInto(field(label), code);
    else await scanKeys(code, ['Enter'], button);
    await opened?.settle();
    await act(async () => new Promise<void>((done) => requestAnimationFrame(() => done())));
  };

  describe('Waive', () => {
    const open = async (reason = WAIVED.reason): Promise<void> => {
      opened = await openWindow(sceneNamed('operator'));
      await scanKeys('Q186I15812');
      await opened.settle();
      await press(waive.button);
      if (reason !== '') await type(waive.reason, reason);
    };
    const confirm = () => dialog().getByRole('button', { name: waive.confirm });

    it('Enter after a PIN that was typed waives, once', async () => {
      await open();
      await type(people.badge, SUPERVISOR.badge);
      await enter(field(people.badge));
      expect(document.activeElement).toBe(field(people.pin));
      await type(people.pin, SUPERVISOR.pin);
      await enter(field(people.pin));
      expect(asked('device.waive')).toEqual([WAIVED]);
      expect(screen.queryByRole('dialog')).toBeNull();
    });

    it.each([people.badge, people.pin, waive.reason, names.close, messages.settings.cancel])(
      'both scanned in a row with the cursor on “%s” are taken, and a person’s Enter waives, once',
      async (on) => {
        await open();
        await scanOn(on, SUPERVISOR.badge);
        expect(document.activeElement).toBe(field(people.pin));
        await scanOn(on, SUPERVISOR.pin);
        expect([field(people.badge).value, field(people.pin).value]).toEqual([SUPERVISOR.badge, SUPERVISOR.pin]);
        expect(field(waive.reason).value).toBe(WAIVED.reason);
        expect(readable()).not.toContain(SUPERVISOR.pin);
        expect(asked('device.waive')).toEqual([]);
        expect(document.activeElement).toBe(confirm());
        await enter();
        expect(asked('device.waive')).toEqual([WAIVED]);
        expect(screen.queryByRole('dialog')).toBeNull();
      },
    );

    it('both scanned one after the other wherever the cursor is by then', async () => {
      await open();
      await scanOn(people.badge, SUPERVISOR.badge);
      await scanOn(people.pin, SUPERVISOR.pin);
      await enter();
      expect(asked('device.waive')).toEqual([WAIVED]);
    });

    it('what is missing gets the cursor', async () => {
      await open('');
      await type(people.pin, SUPERVISOR.pin);
      await enter(field(people.pin));
      expect(document.activeElement).toBe(field(people.badge));
      await type(people.badge, SUPERVISOR.badge);
      await enter(field(people.pin));
      expect(document.activeElement).toBe(field(waive.reason));
      expect(asked('device.waive')).toEqual([]);
    });

    it('a badge and a PIN that do not belong together are asked for again, and scanned again', async () => {
      await open();
      await scanOn(people.badge, SUPERVISOR.badge);
      await scanOn(people.pin, '9999');
      await enter();
      expect(dialog().getByRole('alert').textContent).not.toBe('');
      expect([document.activeElement, field(people.pin).value]).toEqual([field(people.pin), '']);
      await scanOn(people.pin, SUPERVISOR.badge);
      await scanOn(people.pin, SUPERVISOR.pin);
      await enter();
      expect(asked('device.waive')).toHaveLength(2);
      expect(asked('device.waive')?.at(-1)).toEqual(WAIVED);
    });
  });

  it.each([people.badge, people.pin, names.close])('signs in what is scanned in a row with the cursor on “%s”', async (on) => {
    opened = await openWindow(sceneNamed('signIn'));
    await scanOn(on, '0815-77');
    await scanOn(on, '1234');
    expect(asked('person.signIn')).toEqual([{ badge: '0815-77', pin: '1234' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('sign-in asks for the badge first where Enter is pressed in the PIN without one', async () => {
    opened = await openWindow(sceneNamed('signIn'));
    await type(people.pin, '1234');
    await enter(field(people.pin));
    expect(asked('person.signIn')).toEqual([]);
    expect(document.activeElement).toBe(field(people.badge));
  });

  it('a new person is saved by Enter in the PIN, not by the end of a scan', async () => {
    opened = await openWindow(sceneNamed('finished'));
    await press(names.settings);
    fireEvent.click(dialog().getByRole('tab', { name: messages.settings.sections.people }));
    await opened.settle();
    await type(people.badge, '5000');
    await enter(field(people.badge));
    expect(document.activeElement).toBe(field(people.name));
    await type(people.name, 'Mira Okafor');
    await enter(field(people.name));
    expect(document.activeElement).toBe(field(people.pin));
    await scanInto(field(people.pin), '5319');
    await opened.settle();
    expect(asked('person.save')).toEqual([]);
    await enter(field(people.pin));
    expect(asked('person.save')).toEqual([{ badge: '5000', name: 'Mira Okafor', role: 'operator', pin: '5319' }]);
    expect(asked('settings.save')).toEqual([]);
  });
});
