import { verbatim } from '../../../protocol/texts/text';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rosterText } from '../../../protocol/labels/roster-text';
import { sceneNamed } from '../../dev/scenes';
import { messages } from '../../messages';
import { scanKeys } from '../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('the start screen', () => {
  let opened: WindowUnderTest;

  beforeEach(async () => {
    opened = await openWindow(sceneNamed('idle'));
  });

  afterEach(() => opened.close());

  const field = (name: string | RegExp): HTMLElement => screen.getByRole('textbox', { name });
  const type = async (into: HTMLElement, text: string): Promise<void> => {
    fireEvent.change(into, { target: { value: text } });
    await opened.settle();
  };
  const enter = async (on: Element = document.activeElement ?? document.body): Promise<void> => {
    fireEvent.keyDown(on, { key: 'Enter' });
    fireEvent.keyUp(on, { key: 'Enter' });
    await opened.settle();
  };
  const choose = async (name: string): Promise<void> => {
    fireEvent.click(screen.getByRole('radio', { name }));
    await opened.settle();
  };
  const start = async (): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name: /^Start scan/ }));
    await opened.settle();
  };
  const started = () => opened.api.calls.filter(({ name }) => name === 'scan.start').map(({ input }) => input);
  /** Keys as a scanner sends them, wherever the focus is. */
  const scan = async (code: string, ends = 1): Promise<void> => {
    await scanKeys(
      code,
      Array.from({ length: ends }, () => 'Enter'),
    );
    await opened.settle();
  };

  it('has the cursor in the operator field, and Enter goes from field to field and never starts', async () => {
    expect(document.activeElement).toBe(field('Operator'));
    await type(field('Operator'), '4711');
    await enter();
    expect(document.activeElement).toBe(field('Operation'));
    await enter();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'All devices that answer' }));
    for (let press = 0; press < 5; press += 1) await enter();
    expect(started()).toEqual([]);
  });

  it('is not started by a scan while the Start button has the focus, even by one that ends with two Enters', async () => {
    await type(field('Operator'), '4711');
    await act(async () => screen.getByRole('button', { name: /^Start scan/ }).focus());
    await scan('Q186I15901', 2);
    expect(started()).toEqual([]);
    expect(opened.console.draft.getState()).toMatchObject({ source: 'scan', scanned: ['Q186I15901'] });
  });

  describe('takes a code by what it is, wherever the cursor stands', () => {
    const CURSORS: readonly (readonly [string, () => HTMLElement])[] = [
      ['operator', () => field('Operator')],
      ['operation', () => field('Operation')],
      ['serial number', () => field('Serial number')],
      ['a radio button', () => screen.getByRole('radio', { name: 'Scan serials' })],
      ['Start', () => screen.getByRole('button', { name: /^Start scan/ })],
    ];
    const taken = () => {
      const { operatorId, operationId, scanned } = opened.console.draft.getState();
      return { operatorId, operationId, scanned };
    };

    it.each(CURSORS)('with the cursor on %s', async (_name, find) => {
      await choose('Scan serials');
      for (const code of ['OP-4711', 'WO-17', 'Q186I15901', 'OP-9999', 'Q186I15902']) {
        await act(async () => find().focus());
        await scan(code);
      }
      expect(taken()).toEqual({ operatorId: 'OP-9999', operationId: 'WO-17', scanned: ['Q186I15901', 'Q186I15902'] });
    });

    it.each([
      ['4006381333931', 'article number'],
      ['e0:18:7d:2e:ca:68', 'MAC address'],
      ['https://maker.example/p/17', 'web address'],
      ['To be filled by O.E.M.', 'placeholder'],
      ['SN:A1,SN:B2', 'several fields'],
    ])('and puts %s nowhere, naming it', async (code, what) => {
      await choose('Scan serials');
      for (const [, find] of CURSORS) {
        await act(async () => find().focus());
        await scan(code);
        expect(taken()).toEqual({ operatorId: '', operationId: '', scanned: [] });
        expect(screen.getByText('Not added.').closest('p')?.textContent).toContain(what);
      }
    });
  });

  it('lets a list that was pasted, or comes from a file, be the person’s own', async () => {
    await choose('Paste a list');
    await type(field(/one per line/), 'SN1');
    await scan('Q186I15901');
    expect(opened.console.draft.getState()).toMatchObject({ source: 'paste', pasted: 'SN1\nQ186I15901\n' });
    await choose('From a file');
    fireEvent.click(screen.getByRole('button', { name: /Choose a file/ }));
    await opened.settle();
    await scan('Q186I15902');
    expect(opened.console.draft.getState()).toMatchObject({ source: 'file', scanned: [] });
    expect(screen.getByText(/Q186I15902 was not added/)).toBeDefined();
  });

  it('drops no serial number that was typed without Enter', async () => {
    await type(field('Operator'), '4711');
    await choose('Scan serials');
    await type(field('Serial number'), 'SN1');
    await enter(field('Serial number'));
    await type(field('Serial number'), 'SN2');
    expect(screen.getByRole('button', { name: /^Start scan for 2 devices$/ })).toBeDefined();
    await start();
    expect(started()).toMatchObject([{ rosterText: rosterText(['SN1', 'SN2']) }]);
  });

  it('counts what is typed as Start takes it: a serial number that is new', async () => {
    await choose('Scan serials');
    await type(field('Serial number'), 'SN1');
    await enter(field('Serial number'));
    for (const [text, count] of [
      ['', '1 device'],
      ['SN1', '1 device'],
      ['OP-4711', '1 device'],
      ['SN2', '2 devices'],
    ] as const) {
      await type(field('Serial number'), text);
      expect(screen.getByRole('button', { name: `Start scan for ${count}` })).toBeDefined();
    }
  });

  it('marks what was refused, so that the next code takes its place', async () => {
    await choose('Scan serials');
    const serial = field('Serial number');
    if (!(serial instanceof HTMLInputElement)) throw new Error('no field');
    const marked = (): string => serial.value.slice(serial.selectionStart ?? 0, serial.selectionEnd ?? 0);
    for (const code of ['OP-4711', 'https://asset.example/ht/Q1', '0000000']) {
      await type(serial, code);
      serial.setSelectionRange(code.length, code.length);
      await enter(serial);
      expect([serial.value, marked()]).toEqual([code, code]);
    }
    await type(field('Operator'), '4711');
    serial.setSelectionRange(7, 7);
    await start();
    expect(marked()).toBe('0000000');
  });

  it('takes what stands in the serial field with Tab, and keeps nobody there', async () => {
    await choose('Scan serials');
    const serial = field('Serial number');
    const tab = (shiftKey = false): boolean => fireEvent.keyDown(serial, { key: 'Tab', shiftKey });
    await type(serial, 'SN-A1');
    expect(tab()).toBe(false);
    await opened.settle();
    expect(opened.console.draft.getState()).toMatchObject({ scanned: ['SN-A1'], typed: '' });
    expect(tab()).toBe(true);
    await type(serial, 'SN-A2');
    expect(tab(true)).toBe(true);
    await type(serial, 'OP-4711');
    expect(tab()).toBe(true);
    expect(opened.console.draft.getState()).toMatchObject({ scanned: ['SN-A1'], typed: 'OP-4711' });
  });

  it('does not start with a text in the serial field that is no serial number', async () => {
    await type(field('Operator'), '4711');
    await choose('Scan serials');
    await type(field('Serial number'), 'SN1');
    await enter(field('Serial number'));
    await type(field('Serial number'), 'OP-4711');
    await start();
    expect(started()).toEqual([]);
    expect(screen.getByText(/"OP-4711" is typed but not on the list/)).toBeDefined();
    expect(document.activeElement).toBe(field('Serial number'));
  });

  it('takes a badge scanned before anything has the focus', async () => {
    await act(async () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await scan('OP-4711');
    expect(field('Operator')).toHaveProperty('value', 'OP-4711');
  });

  it('starts with what was filled in, and shows the scan', async () => {
    await type(field('Operator'), ' 4711 ');
    await type(field('Operation'), 'BI-7');
    await choose('Direct burn');
    await start();
    expect(started()).toEqual([{ operatorId: '4711', operationId: 'BI-7', scanMode: 1 }]);
    expect(screen.getByRole('region', { name: 'Scan' }).textContent).toContain('0 of 24 checked');
  });

  it('asks for the operator, and puts the cursor there', async () => {
    await start();
    expect(started()).toEqual([]);
    expect(screen.getByText(/Scan your badge first/)).toBeDefined();
    expect(document.activeElement).toBe(field('Operator'));
  });

  it('collects scanned serials, counts them, shows the last, and warns of one that was there', async () => {
    await type(field('Operator'), '4711');
    await choose('Scan serials');
    for (const sn of ['SN1', 'SN2', 'SN1']) {
      await type(field('Serial number'), sn);
      await enter(field('Serial number'));
    }
    expect(screen.getByText(/serials scanned/).textContent).toBe('2 serials scanned');
    expect(screen.getByText(messages.start.duplicate({ sn: 'SN1' }))).toBeDefined();
    await act(async () => screen.getByRole('button', { name: /^Start scan/ }).focus());
    await scan('SN3-FROM-ANYWHERE');
    expect(screen.getByText(/serials scanned/).textContent).toBe('3 serials scanned');
    fireEvent.click(screen.getByRole('button', { name: 'Remove SN2' }));
    await opened.settle();
    await start();
    expect(started()).toEqual([
      { operatorId: '4711', operationId: '', scanMode: 0, rosterText: rosterText(['SN1', 'SN3-FROM-ANYWHERE']) },
    ]);
  });

  it('names the lines of a pasted list that cannot be used, and takes them out', async () => {
    await type(field('Operator'), '4711');
    await choose('Paste a list');
    const list = field(/one per line/);
    await type(list, 'SN1\n??\nSN2');
    await expect.poll(() => screen.queryByText('2 serial numbers')).not.toBeNull();
    expect(screen.getByText('1 line to correct before the scan can start')).toBeDefined();
    expect(screen.getByText('Line 2')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Remove these lines' }));
    await opened.settle();
    expect(list).toHaveProperty('value', 'SN1\nSN2');
    await expect.poll(() => screen.queryByRole('button', { name: 'Start scan for 2 devices' })).not.toBeNull();
    await start();
    expect(started()).toEqual([{ operatorId: '4711', operationId: '', scanMode: 0, rosterText: 'SN1\nSN2' }]);
  });

  it('starts no list with lines to correct, and says so', async () => {
    await type(field('Operator'), '4711');
    await choose('Paste a list');
    await type(field(/one per line/), 'SN1\n??');
    await expect.poll(() => screen.queryByText('Line 2')).not.toBeNull();
    await start();
    expect(started()).toEqual([]);
    expect(screen.getByText(/lines that cannot be used/)).toBeDefined();
  });

  it('lets a person say which column holds the serial numbers, and shows how the list was read', async () => {
    opened.api.answers['roster.parse'] = ({ text }) => ({
      ok: true,
      value: text.includes('Serial number')
        ? { serials: ['SN1', 'SN2'], problems: [], notes: [verbatim('The serial numbers are in column 2.')] }
        : {
            serials: [],
            problems: [{ line: 1, text: 'Name;Nr', reason: verbatim('No column is named as the serial number.') }],
            notes: [],
            columns: {
              separator: ';',
              firstLine: 1,
              samples: [
                ['Name', 'pc', 'pd'],
                ['Nr', 'SN1', 'SN2'],
              ],
            },
          },
    });
    await choose('Paste a list');
    const list = field(/one per line/);
    await type(list, 'Name;Nr\npc;SN1\npd;SN2');
    await expect.poll(() => screen.queryByRole('button', { name: /Column 2/ })).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove these lines' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /Column 2/ }));
    await opened.settle();
    expect(list).toHaveProperty('value', ';Serial number\npc;SN1\npd;SN2');
    await expect.poll(() => screen.queryByText('The serial numbers are in column 2.')).not.toBeNull();
  });

  it('looks as if it could not start while lines are to be corrected, with the reason beside the button', async () => {
    const button = () => screen.getByRole('button', { name: /^Start scan/ });
    const looks = () => ({ muted: button().className.includes('not-yet'), primary: button().className.includes('primary') });
    expect(looks()).toEqual({ muted: false, primary: true });
    await type(field('Operator'), '4711');
    await choose('Paste a list');
    await type(field(/one per line/), 'SN1\nno serial');
    await expect.poll(looks).toEqual({ muted: true, primary: false });
    const reason = document.getElementById(button().getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('The list has lines that cannot be used.');
    await start();
    expect(started()).toEqual([]);
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(
      'The list has lines that cannot be used. Correct or remove them first.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Remove these lines' }));
    await expect.poll(looks).toEqual({ muted: false, primary: true });
    expect(button().getAttribute('aria-describedby')).toBeNull();
  });

  it('looks as if it could not start while the broker is down', async () => {
    opened.close();
    opened = await openWindow(sceneNamed('idleOffline'));
    expect(screen.getByRole('button', { name: /^Start scan/ }).className).toContain('not-yet');
    expect(screen.getByText(/A scan cannot start without the broker\./)).toBeDefined();
  });

  it('does not start an empty list, and says so', async () => {
    await type(field('Operator'), '4711');
    await choose('Paste a list');
    await start();
    expect(started()).toEqual([]);
    expect(screen.getByText(/The list is empty/)).toBeDefined();
  });

  it('shows why main refused, and keeps everything that was filled in', async () => {
    opened.api.answers['scan.start'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'brokerDown', texts: verbatim('The broker is down. Start again when it is back.') },
    });
    await type(field('Operator'), '4711');
    await type(field('Operation'), 'BI-7');
    await start();
    expect(screen.getByText('The broker is down. Start again when it is back.')).toBeDefined();
    expect(field('Operation')).toHaveProperty('value', 'BI-7');
  });
});
