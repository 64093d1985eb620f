import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('what concerns the whole rack', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    opened?.close();
  });

  const shown = () => screen.queryByRole('region', { name: 'For the whole rack' }) !== null;

  it('waits while the pointer is at work in the grid, and not for one that only lies there', async () => {
    const scene = sceneNamed('renamed');
    const { session } = scene.snapshot;
    if (session === null) throw new Error('The scene has no session.');
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, session: { ...session, notices: [] } } });
    const query = document.querySelector.bind(document);
    // The simulated page has no pointer that could lie anywhere.
    vi.spyOn(document, 'querySelector').mockImplementation((selector: string) => query(selector.replace(':hover', '')));
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const wait = async (ms: number): Promise<void> => act(async () => void vi.advanceTimersByTime(ms));
    opened.api.patch({ session });
    await opened.settle();
    for (let turn = 0; turn < 5; turn += 1) {
      await wait(1_000);
      fireEvent.pointerMove(screen.getByRole('treegrid'));
    }
    expect(shown()).toBe(false);
    await wait(2_500);
    expect(shown()).toBe(true);
  });
});
