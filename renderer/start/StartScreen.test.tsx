import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

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
    for (const key of [...code.split(''), ...Array.from({ length: ends }, () => 'Enter')]) {
      const target = document.activeElement ?? document.body;
      fireEvent.keyDown(target, { key });
      fireEvent.keyUp(target, { key });
    }
    await opened.settle();
  };

  it('has the cursor in the operator field, and Enter goes from field to field and never starts', async () => {
    expect(document.activeElement).toBe(field('Operator'));
    await type(field('Operator'), '4711');
    await enter();
    expect(document.activeElement).toBe(field('Operation'));
    await enter();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Whoever answers' }));
    for (let press = 0; press < 5; press += 1) await enter();
    expect(started()).toEqual([]);
  });

  it('is not started by a scan while the Start button has the focus, even by one that ends with two Enters', async () => {
    await type(field('Operator'), '4711');
    await act(async () => screen.getByRole('button', { name: /^Start scan/ }).focus());
    await scan('Q186I15901', 2);
    expect(started()).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('Scan serials');
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
    expect(screen.getByText(/SN1 was scanned already/)).toBeDefined();
    await act(async () => screen.getByRole('button', { name: /^Start scan/ }).focus());
    await scan('SN3-FROM-ANYWHERE');
    expect(screen.getByText(/serials scanned/).textContent).toBe('3 serials scanned');
    fireEvent.click(screen.getByRole('button', { name: 'Remove SN2' }));
    await opened.settle();
    await start();
    expect(started()).toEqual([{ operatorId: '4711', operationId: '', scanMode: 0, rosterText: 'SN1\nSN3-FROM-ANYWHERE' }]);
  });

  it('names the lines of a pasted list that cannot be used, and takes them out', async () => {
    await type(field('Operator'), '4711');
    await choose('Paste a list');
    const list = field(/one per line/);
    await type(list, 'SN1\n??\nSN2');
    await expect.poll(() => screen.queryByText('2 serial numbers')).not.toBeNull();
    expect(screen.getByText('1 line to correct before the scan can start')).toBeDefined();
    expect(screen.getByText('Line 2')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Take these lines out' }));
    await opened.settle();
    expect(list).toHaveProperty('value', 'SN1\nSN2');
    await expect.poll(() => screen.queryByRole('button', { name: 'Start scan for 2 devices' })).not.toBeNull();
    await start();
    expect(started()).toEqual([{ operatorId: '4711', operationId: '', scanMode: 0, rosterText: 'SN1\nSN2' }]);
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
      error: { kind: 'failed', code: 'brokerDown', sentence: 'The broker is down. Start again when it is back.' },
    });
    await type(field('Operator'), '4711');
    await type(field('Operation'), 'BI-7');
    await start();
    expect(screen.getByText('The broker is down. Start again when it is back.')).toBeDefined();
    expect(field('Operation')).toHaveProperty('value', 'BI-7');
  });
});
