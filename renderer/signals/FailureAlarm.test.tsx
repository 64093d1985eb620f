import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { counted, sessionOf } from '../dev/counted';
import { makeDevice } from '../dev/made-devices';
import { sceneNamed, type Scene } from '../dev/scenes';
import { scriptedSettings } from '../dev/scripted-settings';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { ALARM_EVERY_MS } from './FailureAlarm';
import * as sounds from './play';

describe('the failure alarm', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const alarmed = (isOn = true): Scene => {
    const scene = sceneNamed('failureAlarm');
    const { settings } = scene.snapshot;
    return {
      ...scene,
      snapshot: { ...scene.snapshot, settings: { ...settings, station: { ...settings.station, failureAlarm: isOn } } },
    };
  };
  const strip = () => screen.queryByRole('region', { name: 'Failure alarm' });
  const asked = () => opened?.api.calls.filter(({ name }) => name === 'scan.acknowledge').map(({ input }) => input);
  const scan = async (code: string): Promise<void> => {
    for (const key of [...Array.from(code), 'Enter']) fireEvent.keyDown(document.activeElement ?? document.body, { key });
    await opened?.settle();
  };

  it('stands over the screen, says which devices, and goes with the button', async () => {
    opened = await openWindow(alarmed());
    expect(strip()?.textContent).toContain('2 failed devices, nobody has acknowledged them');
    expect(strip()?.textContent).toContain('Q186I15804');
    fireEvent.click(within(strip() as HTMLElement).getByRole('button', { name: 'Acknowledge' }));
    await opened.settle();
    expect(asked()).toEqual([
      {
        operation: 'BI-20261121-214502',
        devices: [
          { id: 'Q186I15804', attempt: 1 },
          { id: 'Q186I15812', attempt: 1 },
        ],
      },
    ]);
    expect(strip()).toBeNull();
  });

  it('goes with F4', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    opened = await openWindow(alarmed());
    vi.useRealTimers();
    fireEvent.keyDown(document.body, { key: 'F4' });
    await act(() => new Promise((done) => setTimeout(done, 400)));
    expect(asked()).toHaveLength(1);
  });

  it('is not there where the setting is off, and in an earlier operation', async () => {
    opened = await openWindow(alarmed(false));
    expect(strip()).toBeNull();
    opened.close();
    const scene = alarmed();
    opened = await openWindow({ ...scene, newest: 'BI-20261124-080211' });
    expect(strip()).toBeNull();
  });

  it('sounds at once, again and again, once more for each device that comes to them, and not after they are acknowledged', async () => {
    const heard: string[] = [];
    vi.spyOn(sounds, 'play').mockImplementation((signal) => void heard.push(signal));
    opened = await openWindow(alarmed());
    expect(ALARM_EVERY_MS).toBeLessThan(6_000);
    expect(heard).toEqual(['alarm']);
    const failed = makeDevice(8, { status: 'fail', faults: [] }).row;
    const rows = opened.api.rows.map((row) => (row.id === failed.id ? failed : row));
    const session = sessionOf(rows, {
      phase: 'scanning',
      closedAt: null,
      closeReason: null,
      counts: counted(rows),
      unacknowledged: 3,
    });
    opened.api.patch({ devices: [failed], session });
    await opened.settle();
    expect(heard).toEqual(['alarm', 'alarm']);
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await opened.settle();
    expect(strip()).toBeNull();
    expect(scriptedSettings.station.failureAlarm).toBe(false);
  });

  it('says in the review who has acknowledged it', async () => {
    opened = await openWindow(alarmed());
    await scan('Q186I15812');
    expect(asked()).toEqual([{ operation: 'BI-20261121-214502', devices: [{ id: 'Q186I15812', attempt: 1 }] }]);
    expect(screen.getByRole('complementary', { name: 'Review' }).textContent).toContain('Acknowledged by OP-7');
  });
});
