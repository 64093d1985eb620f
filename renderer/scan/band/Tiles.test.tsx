import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('the tiles', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const shown = (): { readonly expected: number; readonly addends: readonly number[]; readonly sum: string } => {
    const tiles = screen.getByRole('group', { name: 'Counts, press to filter' });
    const [expected = 0, ...addends] = within(tiles)
      .getAllByRole('button')
      .filter((button) => button.className.includes('tile'))
      .map(({ textContent }) => Number(/[\d,]+$/.exec(textContent ?? '')?.[0].replaceAll(',', '')));
    return { expected, addends, sum: tiles.textContent ?? '' };
  };

  it.each(['scanning', 'finished', 'everything', 'passed', 'nobody', 'tenDone'])('add up on the screen: %s', async (scene) => {
    opened = await openWindow(sceneNamed(scene));
    const { expected, addends, sum } = shown();
    expect(addends).toHaveLength(8);
    expect(addends.reduce((total, count) => total + count, 0)).toBe(expected);
    expect(sum).toContain('=');
  });

  it('may fold away in a narrow window where they have nothing to say, but never Pass', async () => {
    for (const scene of ['scanning', 'finished', 'nobody'] as const) {
      opened = await openWindow(sceneNamed(scene));
      const tiles = screen.getByRole('group', { name: 'Counts, press to filter' });
      const [, pass, ...others] = [...tiles.querySelectorAll('.tile')];
      expect(pass?.classList.contains('folds')).toBe(false);
      for (const tile of others)
        expect([scene, tile.textContent, tile.classList.contains('folds')]).toEqual([
          scene,
          tile.textContent,
          tile.textContent?.endsWith(' 0'),
        ]);
      opened.close();
    }
  });

  it('know how many signs their number has, so that it stays whole', async () => {
    opened = await openWindow(sceneNamed('tenDone'));
    const expected = document.querySelector<HTMLElement>('.tile.expected');
    expect(expected?.style.getPropertyValue('--signs')).toBe(String('10,000'.length));
  });

  it('say so when the counts that came do not add up', async () => {
    opened = await openWindow(sceneNamed('finished'));
    const state = opened.console.facts.getState();
    const session = state.kind === 'ready' ? state.facts.session : null;
    if (session === null) throw new Error('The scene has no session.');
    opened.api.patch({ session: { ...session, counts: { ...session.counts, pass: session.counts.pass + 1 } } });
    await opened.settle();
    expect(shown().sum).toContain('≠');
    expect(screen.getByRole('alert').textContent).toContain('do not add up');
  });

  it('show what is not in the sum beside it, and only when there is some', async () => {
    opened = await openWindow(sceneNamed('everything'));
    const beside = screen.getByRole('group', { name: 'Not in the sum' });
    expect(
      within(beside)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Paired 1', 'Not on the list 1', 'No serial 1', 'On hold 1', 'Late 2', 'Ignored messages 5']);
    opened.close();
    opened = await openWindow(sceneNamed('passed'));
    expect(screen.queryByRole('button', { name: /Not on the list/ })).toBeNull();
  });
});
