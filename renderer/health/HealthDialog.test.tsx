import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

describe('the health of the console', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const dialog = () => within(screen.getByRole('dialog'));
  const press = async (name: RegExp): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await opened?.settle();
  };
  const asked = (name: string) => opened?.api.calls.filter((call) => call.name === name).map(({ input }) => input);
  const openHealth = async (): Promise<void> => {
    opened = await openWindow(sceneNamed('finished'));
    await press(/^Health/);
  };

  it('shows its counters, and marks what somebody should look at', async () => {
    await openHealth();
    const reports = within(dialog().getByRole('region', { name: 'Reports' }));
    expect(reports.getByText('Received').nextSibling?.textContent).toBe('4,812');
    expect(reports.getByText('Quarantined').parentElement?.className).toBe('bad');
    expect(reports.getByText('Received').parentElement?.className).not.toBe('bad');
    expect(dialog().getByRole('region', { name: 'Program' }).textContent).toContain('Longest stall61 ms');
    // What runs out comes first.
    const facts = [...document.querySelectorAll('.health dt')].slice(0, 4).map(({ textContent }) => textContent);
    expect(facts).toEqual(['Disk full in', 'Free on the disk', 'Size of the records', 'Growth per day']);
    const records = dialog().getByRole('region', { name: 'Records' }).textContent;
    expect(records).toContain('Size of the records412 MB');
    expect(records).toContain('Free on the disk182 GB');
    expect(records).toContain('Disk full inmore than 10 years');
  });

  it('is read again when asked', async () => {
    await openHealth();
    expect(asked('app.health')).toHaveLength(1);
    await press(/^Refresh/);
    expect(asked('app.health')).toHaveLength(2);
  });

  it('goes into a support bundle, with raw reports only when that is chosen, and says where it was saved', async () => {
    await openHealth();
    await press(/^Save support bundle/);
    fireEvent.click(dialog().getByRole('switch', { name: /^With raw reports/ }));
    await press(/^Save support bundle/);
    expect(asked('support.bundle')).toEqual([{ reportsOf: null }, { reportsOf: 'BI-20261121-214502' }]);
    expect(document.body.textContent).toContain('Saved to /home/operator/burnin-support-2026-11-21T214502Z.json');
  });
});
