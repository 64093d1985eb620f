import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { makeDevice } from '../../dev/made-devices';
import { sceneNamed, type Scene } from '../../dev/scenes';
import { say } from '../../text/say';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('the review panel', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const review = async (scene: string | Scene, sn: string): Promise<WindowUnderTest> => {
    opened = await openWindow(typeof scene === 'string' ? sceneNamed(scene) : scene);
    const search = screen.getByRole('searchbox', { name: 'Scan or type a serial number' });
    fireEvent.change(search, { target: { value: sn } });
    fireEvent.keyDown(search, { key: 'Enter' });
    await opened.settle();
    return opened;
  };
  const panel = () => within(screen.getByRole('complementary', { name: 'Review' }));

  it('shows verdict, sentence, next act, and expected beside found with the difference marked', async () => {
    await review('finished', 'Q186I15812');
    expect(panel().getByRole('region', { name: 'Fail' }).textContent).toContain('This MAC belongs to Q186I15815.');
    expect(panel().getByRole('region', { name: 'Fail' }).textContent).toContain('Next: Find the card of this device');
    const card = panel().getByRole('article', { name: 'enp5s0' });
    expect(within(card).getByText('e0:18:7d:00:02:c1')).toBeDefined();
    expect([...card.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['03', '01']);
    expect(within(panel().getByRole('article', { name: 'enp2s0f3' })).getByText('not found')).toBeDefined();
    expect(panel().getAllByText('Match')).toHaveLength(6);
  });

  it('leads from a device whose report is in quarantine to the quarantine, and from no other', async () => {
    const scene = sceneNamed('everything');
    const reason = 'A report under its serial number cannot be used and is in quarantine: The message is not JSON.';
    const unusable = makeDevice(7, { status: 'noAnswer', reason, more: { inQuarantine: true } });
    const { sn } = unusable.row;
    await review({ ...scene, devices: scene.devices.map((device) => (device.row.sn === sn ? unusable : device)) }, sn);
    expect(panel().getByText(reason)).toBeDefined();
    fireEvent.click(panel().getByRole('button', { name: 'Show quarantine' }));
    await opened?.settle();
    const drawer = within(screen.getByRole('dialog', { name: 'Deliveries' }));
    expect(drawer.getAllByText('Quarantined').length).toBeGreaterThan(0);
    opened?.close();
    await review('everything', sn);
    expect(panel().queryByRole('button', { name: 'Show quarantine' })).toBeNull();
  });

  it('rescans this device', async () => {
    const window = await review('finished', 'Q186I15812');
    fireEvent.click(panel().getByRole('button', { name: 'Rescan this device' }));
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'scan.rescan')?.input).toEqual({
      operation: 'BI-20261121-214502',
      ids: ['Q186I15812'],
    });
    expect(panel().getByRole('region', { name: 'Waiting' })).toBeDefined();
  });

  it('lists who claims a serial number, what the agent said, and earlier scans', async () => {
    await review('everything', 'Q186I15843');
    expect(panel().getByText('Who claims this serial number')).toBeDefined();
    expect(panel().getByText('10.20.0.77')).toBeDefined();
    opened?.close();
    await review('everything', 'Q186I15845');
    expect(panel().getByText('Passed on scan 2')).toBeDefined();
    expect(panel().getByText('sysfs and netlink disagree about enp9s0f7.')).toBeDefined();
    expect(panel().getByText('Scan 1')).toBeDefined();
  });

  it('lets a device that was held back through when somebody has looked', async () => {
    const window = await review('everything', 'Q186I15844');
    const verdict = panel().getByRole('region', { name: 'On hold' });
    expect(verdict.className).not.toContain('tone-pass');
    expect(verdict.querySelector('.verdict-word')?.textContent).toBe('On hold');
    expect(panel().queryByRole('region', { name: 'Pass' })).toBeNull();
    const inGrid = (): Element | null =>
      within(screen.getByRole('treegrid'))
        .getByRole('row', { name: /Q186I15844/ })
        .querySelector('.cell.status');
    expect(inGrid()?.textContent).toBe('On hold');
    expect(window.console.hint.store.getState().text).toBe('Found Q186I15844: On hold.');
    // All of what is cleared stands there.
    expect(panel().getByText(/Q186I15841 reports e0:18:7d:2e:ca:69, too/)).toBeDefined();
    expect(panel().getByText(/10.20.0.77 answered with this serial number/)).toBeDefined();
    // The row's reason is one of the contests, and is not said once more.
    expect(say(window.console.rows.row(window.console.rows.slotOf('Q186I15844') ?? -1)?.reason ?? [])).toBe(
      'Another device reports e0:18:7d:2e:ca:69, too.',
    );
    expect(panel().queryByText('Another device reports e0:18:7d:2e:ca:69, too.')).toBeNull();
    const button = panel().getByRole('button', { name: 'Checked – allow pairing' });
    // Outside of what scrolls, however long the list is.
    expect(button.closest('.review-body')).toBeNull();
    fireEvent.click(button);
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'scan.clearContest')?.input).toEqual({
      operation: 'BI-20261121-214502',
      devices: [{ id: 'Q186I15844', seen: ['mac e0:18:7d:2e:ca:69', 'serial 10.20.0.77'] }],
    });
    expect(panel().queryByRole('button', { name: /^Checked/ })).toBeNull();
    expect(panel().getByRole('region', { name: 'Pass' })).toBeDefined();
    expect(inGrid()?.textContent).toBe('Pass');
  });

  it('shows found addresses of a device that could not be judged yet', async () => {
    await review('everything', 'Q186I15842');
    expect(panel().getByText('Found, not judged')).toBeDefined();
    expect(panel().getAllByText('Not judged')).toHaveLength(8);
  });

  it('walks from problem to problem', async () => {
    const window = await review('finished', 'Q186I15804');
    fireEvent.click(panel().getByRole('button', { name: 'Next problem' }));
    await window.settle();
    expect(panel().getByRole('heading', { level: 2 }).textContent).toBe('Q186I15812');
  });
});
