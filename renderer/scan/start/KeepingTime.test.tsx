import { verbatim } from '../../../protocol/texts/text';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/people';
import { sceneNamed } from '../../dev/scenes';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('how long closed scans are kept', () => {
  let opened: WindowUnderTest;
  afterEach(() => opened.close());

  const question = () => screen.queryByRole('region', { name: 'Keep closed scans for' });
  const asked = (name: string) => opened.api.calls.filter((call) => call.name === name).map(({ input }) => input);
  const press = async (on: HTMLElement): Promise<void> => {
    fireEvent.click(on);
    await opened.settle();
  };

  it('is asked at the first start, with two years suggested and what the disk holds, and not again', async () => {
    opened = await openWindow(sceneNamed('firstStart'));
    const part = within(question() ?? document.body);
    expect(part.getByRole('radio', { name: '2 years' })).toHaveProperty('checked', true);
    expect(question()?.textContent).toContain('The disk lasts for more than 10 years');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Operator' }));
    await press(part.getByRole('radio', { name: 'No limit' }));
    await press(part.getByRole('button', { name: 'OK' }));
    expect(asked('records.keep')).toEqual([{ days: 0 }]);
    expect(question()).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Operator' }));
  });

  it('stands until it is answered when main refuses the answer', async () => {
    opened = await openWindow(sceneNamed('firstStart'), (api) => {
      api.answers['records.keep'] = () => ({
        ok: false,
        error: { kind: 'failed', code: 'diskFull', texts: verbatim('The disk is full.') },
      });
    });
    await press(within(question() ?? document.body).getByRole('button', { name: 'OK' }));
    expect(asked('records.keep')).toEqual([{ days: 730 }]);
    expect(question()).not.toBeNull();
    expect(document.body.textContent).toContain('The disk is full.');
  });

  it('keeps no scan from starting', async () => {
    opened = await openWindow(sceneNamed('firstStart'));
    fireEvent.change(screen.getByRole('textbox', { name: 'Operator' }), { target: { value: '4711' } });
    await opened.settle();
    await press(screen.getByRole('button', { name: /^Start scan/ }));
    expect(asked('scan.start')).toHaveLength(1);
    expect(asked('records.keep')).toEqual([]);
  });

  it.each([
    ['operator', false],
    ['supervisor', false],
    ['engineer', true],
  ] as const)('where people sign in, an engineer is asked: %s', async (role: Role, isAsked) => {
    const scene = sceneNamed('firstStart');
    const signIn = { required: true, person: { badge: '4711', name: 'Ines Moreau', role } };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, signIn } });
    expect(question() !== null).toBe(isAsked);
  });

  it('is not asked where it was chosen before, for ever included', async () => {
    opened = await openWindow(sceneNamed('idle'));
    expect(question()).toBeNull();
  });
});
