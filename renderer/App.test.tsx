import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { verbatim } from '../protocol/texts/text';
import { makeDevice } from './dev/made-devices';
import { sceneNamed } from './dev/scenes';
import { openWindow, type WindowUnderTest } from './testing/window-under-test';

describe('the window', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  it('asks for a snapshot again when a patch is missing, and goes on', async () => {
    opened = await openWindow(sceneNamed('scanning'));
    const snapshots = () => opened?.api.calls.filter(({ name }) => name === 'app.snapshot').length;
    expect(snapshots()).toBe(1);
    opened.api.patch({ devices: [makeDevice(0, { status: 'fail', change: { at: 7 } }).row] }, 9);
    await opened.settle();
    expect(snapshots()).toBe(2);
    expect(opened.console.rows.row(0)?.status).toBe('fail');
    expect(opened.console.rows.size).toBe(24);
  });

  it('keeps what the operator chose when the same scan is read again', async () => {
    opened = await openWindow(sceneNamed('finished'));
    opened.console.view.setBuckets(new Set(['fail']));
    opened.api.patch({}, 40);
    await opened.settle();
    expect([...opened.console.view.store.getState().buckets]).toEqual(['fail']);
  });

  it('shows the state of broker and MES in words', async () => {
    opened = await openWindow(sceneNamed('offline'));
    const header = within(screen.getByRole('banner'));
    expect(header.getByText('Broker').parentElement?.textContent).toBe('Broker Down');
    expect(header.getByText('MES').parentElement?.textContent).toBe('MES Down');
    expect(header.getByRole('button', { name: /Deliveries/ }).textContent).toContain('1 problem');
  });

  it('shows notices until they are dismissed', async () => {
    opened = await openWindow(sceneNamed('finished'));
    opened.api.notice('error', verbatim('The broker closed the connection.'));
    await opened.settle();
    expect(screen.getByRole('alert').textContent).toContain('The broker closed the connection.');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    await opened.settle();
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  it.each([
    ['idle', 'at-top'],
    ['finished', 'at-bottom'],
  ])('shows them where they cover nothing that is needed: %s', async (scene, corner) => {
    opened = await openWindow(sceneNamed(scene));
    expect(screen.getByLabelText('Notices').className).toContain(corner);
  });

  it('puts the worst first, also when an earlier operation is opened in its place', async () => {
    opened = await openWindow(sceneNamed('finished'));
    const first = () => screen.getAllByRole('row')[1]?.getAttribute('class');
    expect(first()).toContain('bad');
    const state = opened.console.facts.getState();
    if (state.kind !== 'ready' || state.facts.session === null) throw new Error('The scene has no session.');
    opened.api.patch({
      reset: true,
      session: { ...state.facts.session, startedAt: 1 },
      devices: [makeDevice(30, { status: 'pass' }).row, makeDevice(31, { status: 'fail' }).row],
    });
    await opened.settle();
    expect(first()).toContain('bad');
    expect(opened.console.rows.size).toBe(2);
  });

  it('shows the sentence of a command that was refused', async () => {
    opened = await openWindow(sceneNamed('finished'));
    opened.api.answers['export.scanLog'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'disk', texts: verbatim('The file could not be written: the disk is full.') },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await opened.settle();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Scan log (JSON) …' }));
    await opened.settle();
    expect(screen.getByRole('alert').textContent).toContain('the disk is full');
  });

  it('changes theme and type size by saving them', async () => {
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.click(screen.getByRole('button', { name: 'Use dark theme' }));
    await opened.settle();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    fireEvent.click(screen.getByRole('button', { name: 'Large type' }));
    await opened.settle();
    expect(document.documentElement.dataset['size']).toBe('large');
    expect(opened.api.calls.filter(({ name }) => name === 'window.look').map(({ input }) => input)).toEqual([
      { theme: 'dark', size: 'normal', language: 'system' },
      { theme: 'dark', size: 'large', language: 'system' },
    ]);
  });

  it('lists earlier operations and shows why one cannot be opened', async () => {
    opened = await openWindow(sceneNamed('scanning'));
    fireEvent.click(screen.getByRole('button', { name: 'Earlier operations' }));
    await opened.settle();
    const lines = screen.getByRole('dialog');
    const line = (operationId: string) => within(lines).getByText(operationId).closest('article')?.textContent;
    expect(line('BI-20261126-214512')).not.toMatch(/not paired|refused|unknown/);
    expect(line('BI-20261127-214511')).toMatch(/3 not paired, 2 refused/);
    fireEvent.click(screen.getByRole('button', { name: 'Open BI-20261127-214511' }));
    await opened.settle();
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('A scan is running');
  });

  it('shows an earlier operation unmistakably as one, wherever it was opened from, and goes back', async () => {
    opened = await openWindow(sceneNamed('passed'));
    expect(screen.queryByRole('region', { name: 'Earlier operation' })).toBeNull();
    const primary = (): string[] =>
      screen.getAllByRole('button').flatMap((one) => (one.classList.contains('primary') ? [one.textContent] : []));
    expect(primary()).toEqual(['Pair 24 devices']);
    fireEvent.click(screen.getByRole('radio', { name: /^Devices/ }));
    await opened.settle();
    fireEvent.click(screen.getByRole('button', { name: 'Earlier operations' }));
    await opened.settle();
    fireEvent.click(screen.getByRole('button', { name: 'Open BI-20261127-214511' }));
    await opened.settle();
    const banner = within(screen.getByRole('region', { name: 'Earlier operation' }));
    expect(banner.getByText(/BI-20261127-214511/).closest('p')?.textContent).toMatch(/\d{1,2} \w{3} \d{4}.* · Operator 4711/);
    expect(primary()).toEqual([]);
    fireEvent.click(banner.getByRole('button', { name: 'Back to BI-20261121-214502' }));
    await opened.settle();
    expect(screen.queryByRole('region', { name: 'Earlier operation' })).toBeNull();
    expect(primary()).toEqual(['Pair 24 devices']);
  });

  it('says once, above the grid, what concerns the whole rack', async () => {
    opened = await openWindow(sceneNamed('renamed'));
    const notice = screen.getAllByRole('region', { name: 'For the whole rack' });
    expect(notice).toHaveLength(1);
    expect(notice[0]?.textContent).toContain('24 devices have the right MACs on ports that MES knows by other names');
    expect(notice[0]?.textContent).toContain('Do not move cards.');
    const grid = screen.getByRole('treegrid');
    expect(notice[0]?.compareDocumentPosition(grid)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const state = opened.console.facts.getState();
    if (state.kind !== 'ready' || state.facts.session === null) throw new Error('The scene has no session.');
    opened.api.patch({ session: { ...state.facts.session, notices: [] } });
    await expect.poll(() => screen.queryByRole('region', { name: 'For the whole rack' }), { timeout: 3_000 }).toBeNull();
  });

  it('warns before a new scan of what passed and is not paired', async () => {
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.click(screen.getByRole('button', { name: 'New scan' }));
    await opened.settle();
    const dialog = within(screen.getByRole('dialog', { name: 'This scan is not finished' }));
    expect(dialog.getByText('20 not paired')).toBeDefined();
    fireEvent.click(dialog.getByRole('button', { name: 'New scan anyway' }));
    await opened.settle();
    expect(screen.getByRole('main', { name: 'New scan' })).toBeDefined();
  });

  it('shows what was set aside, escaped, and exports it', async () => {
    opened = await openWindow(sceneNamed('offline'));
    fireEvent.click(screen.getByRole('button', { name: 'Ignored messages 5' }));
    await opened.settle();
    const drawer = within(screen.getByRole('dialog', { name: 'Deliveries' }));
    expect(drawer.getByText('\\u0000\\u0001PNG\\u202e{{{{')).toBeDefined();
    fireEvent.click(drawer.getByRole('button', { name: 'Export ignored messages' }));
    await opened.settle();
    expect(opened.api.calls.some(({ name }) => name === 'aside.export')).toBe(true);
  });

  it('tells a screen reader the totals of a closed scan', async () => {
    opened = await openWindow(sceneNamed('finished'));
    await expect
      .poll(() => screen.getAllByRole('status').map(({ textContent }) => textContent))
      .toContain('4 of 24 need attention: 2 failed, 1 not registered, 1 did not answer, 20 passed');
  });

  it('says when main does not answer at all', async () => {
    const scene = sceneNamed('idle');
    opened = await openWindow(scene, (api) => {
      api.answers['app.snapshot'] = () => ({
        ok: false,
        error: { kind: 'failed', code: 'internal', texts: verbatim('The store cannot be read.') },
      });
    });
    expect(screen.getByRole('alert').textContent).toContain('The store cannot be read.');
  });
});
