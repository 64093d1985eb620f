import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { BundleCheck } from '../../protocol/ipc';
import { text, text as textOf, verbatim } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

const { bundle, history, names, report } = messages;
let window: WindowUnderTest;
afterEach(() => window.close());

/** The one in front: a dialog stands behind all else in the page. */
const press = async (name: string, role: 'button' | 'menuitem' | 'tab' = 'button'): Promise<void> => {
  await act(async () => fireEvent.click(screen.getAllByRole(role, { name }).at(-1) ?? document.body));
  await window.settle();
};
const save = async (kind: keyof typeof report.save): Promise<void> => {
  await press(report.save.title);
  await press(report.save[kind], 'menuitem');
};
const asked = (name: string) => window.api.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('what a supervisor takes away', () => {
  it('of a closed scan: report, table, scan log, evidence; the report speaks the language of the window', async () => {
    window = await openWindow(sceneNamed('finished'));
    for (const kind of ['pdf', 'csv', 'scanLog', 'evidence'] as const) await save(kind);
    const operation = 'BI-20261121-214502';
    expect(asked('report.operation')).toEqual([
      { operation, format: 'pdf', language: 'en' },
      { operation, format: 'csv', language: 'en' },
    ]);
    expect([asked('export.scanLog'), asked('export.evidence')]).toEqual([[{ operation }], [{ operation }]]);
    expect(screen.getByLabelText(names.notices).textContent).toContain('evidence-BI-20261121-214502.json');
  });

  it('nothing of a scan that runs', async () => {
    window = await openWindow(sceneNamed('scanning'));
    expect(screen.getByRole('button', { name: report.save.title }).hasAttribute('disabled')).toBe(true);
  });

  it('of one device and of a time', async () => {
    window = await openWindow(sceneNamed('finished'));
    await press(names.history);
    await act(async () =>
      fireEvent.change(screen.getByRole('searchbox', { name: history.search }), { target: { value: 'Q186I15901' } }),
    );
    await expect.poll(() => screen.queryByRole('button', { name: 'Q186I15901' })).not.toBeNull();
    await press('Q186I15901');
    await save('pdf');
    expect(asked('report.unit')).toEqual([{ sn: 'Q186I15901', format: 'pdf', language: 'en' }]);
    await press(history.statistics, 'tab');
    await save('csv');
    expect(asked('report.period')).toEqual([{ ...(asked('statistics.read')[0] as object), format: 'csv', language: 'en' }]);
  });
});

describe('a bundle that is checked', () => {
  const CHECK: BundleCheck = {
    fileName: 'evidence.json',
    operationId: 'OP-1',
    devices: 24,
    entries: 98,
    reports: 26,
    simulated: false,
    altered: { first: [], count: 0 },
    differences: { first: [], count: 0 },
  };
  const checked = async (check: BundleCheck | null): Promise<string> => {
    window = await openWindow(sceneNamed('finished'), (api) => {
      api.answers['evidence.check'] = () => ({ ok: true, value: check });
    });
    await press(names.history);
    await press(bundle.open);
    return screen.queryByRole('region', { name: bundle.title })?.textContent ?? '';
  };

  it('is whole and the same', async () => {
    const said = await checked(CHECK);
    expect(said).toContain(bundle.same);
    expect(said).toContain(bundle.counts({ operation: 'OP-1', devices: 24 }));
    await press(history.back);
    expect(screen.queryByRole('region', { name: bundle.title })).toBeNull();
    expect(screen.getByRole('list', { name: history.title })).toBeDefined();
  });

  it('comes to other verdicts: says which, and how many more', async () => {
    const said = await checked({ ...CHECK, differences: { first: verbatim('A1: status is pass in the bundle.'), count: 3 } });
    expect(said).toContain(bundle.different);
    expect(said).toContain('A1: status is pass in the bundle.');
    expect(said).toContain(bundle.more({ count: 2 }));
  });

  it('was altered: that is said first, whatever else differs', async () => {
    const said = await checked({
      ...CHECK,
      simulated: true,
      altered: { first: [textOf('replay.entryAltered', { entry: '7' })], count: 1 },
      differences: { first: verbatim('Another.'), count: 1 },
    });
    expect(said).toContain(bundle.altered);
    expect(said).not.toContain(bundle.different);
    expect(said).toContain('Entry 7');
    expect(said).toContain(bundle.simulated);
  });

  it('was not chosen: nothing changes', async () => {
    expect(await checked(null)).toBe('');
  });

  it('is none: the sentence says why', async () => {
    window = await openWindow(sceneNamed('finished'), (api) => {
      api.answers['evidence.check'] = () => ({
        ok: false,
        error: { kind: 'failed', code: 'fileFailed', texts: [text('evidence.noEvents')] },
      });
    });
    await press(names.history);
    await press(bundle.open);
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('The bundle holds no events.');
  });
});
