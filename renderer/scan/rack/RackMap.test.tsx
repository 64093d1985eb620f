import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { scanKeys } from '../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

let opened: WindowUnderTest;
beforeEach(async () => {
  opened = await openWindow(sceneNamed('rack'));
});
afterEach(() => opened.close());

const slot = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-slot="${name}"]`);
  if (found === null) throw new Error(`no slot ${name}`);
  return found;
};
const label = (name: string) => slot(name).querySelector('.slot-face')?.getAttribute('aria-label');
const press = async (key: string, more = {}): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await opened.settle();
};
const scan = async (code: string): Promise<void> => {
  await scanKeys(code);
  await opened.settle();
};
const reviewed = () => screen.queryByRole('complementary', { name: 'Review' })?.querySelector('h2')?.textContent;
const placed = () => opened.api.calls.filter(({ name }) => name === 'scan.place').map(({ input }) => input);

describe('the rack map', () => {
  it('is what a scan on a rack shows, and the list is one press away', async () => {
    expect(screen.getByRole('grid', { name: 'Rack map of Rack 7' })).toBeDefined();
    expect(screen.queryByRole('treegrid')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'List' }));
    await opened.settle();
    expect(screen.getByRole('treegrid')).toBeDefined();
    // The slot stands beside the serial number there.
    expect(document.querySelector('.slot-tag')?.textContent).toMatch(/^[A-D][1-6]$/);
  });

  it('says of each slot in words what is in it and how it stands', () => {
    expect(label('A4')).toBe('Slot A4: Q186I15804, Fail');
    expect(label('B2')).toBe('Slot B2: Q186I15808, No answer');
    expect(label('D5')).toBe('Slot D5: empty');
    expect(label('C2')).toBe('Slot C2: Q186I15814, Pass. scan 2');
    expect(label('D6')).toBe('Slot D6: Q186I15891, Pass. not on the list');
  });

  it('shows two that were swapped where they are, with where they belong', () => {
    expect(label('B3')).toBe('Slot B3: Q186I15810, Pass. expected in B4. Q186I15809 is in B4');
    expect(label('B4')).toBe('Slot B4: Q186I15809, Pass. expected in B3. Q186I15810 is in B3');
  });

  it('shows each device in a word and a letter, never by colour alone', () => {
    for (const cell of document.querySelectorAll('.rack-slot:not(.tone-none)')) {
      expect(cell.querySelector('svg')).not.toBeNull();
      expect(cell.querySelector('.slot-word')?.textContent).not.toBe('');
      expect(cell.querySelector('.slot-letter')?.textContent).toMatch(/^.$/u);
    }
  });

  it('has one tab stop, and the arrow keys lead from slot to slot', async () => {
    const stops = () => [...document.querySelectorAll('[data-slot][tabindex="0"]')];
    expect(stops()).toEqual([slot('A1')]);
    await act(async () => slot('A1').focus());
    await press('ArrowRight');
    await press('ArrowDown');
    expect(document.activeElement).toBe(slot('B2'));
    await press('Enter');
    expect(reviewed()).toBe('Q186I15808');
    // With the review open it follows.
    await press('ArrowLeft');
    expect(reviewed()).toBe('Q186I15807');
    await press('Escape');
    expect(reviewed()).toBeUndefined();
    await press('End', { ctrlKey: true });
    expect(stops()).toEqual([slot('D6')]);
  });

  it('one press shows the review, with the slot', async () => {
    fireEvent.click(slot('B3'));
    await opened.settle();
    expect(reviewed()).toBe('Q186I15810');
    expect(screen.getByText('Expected in B4, found in B3')).toBeDefined();
  });

  it('a label that is scanned shows its device, in its slot', async () => {
    await scan('Q186I15804');
    expect(reviewed()).toBe('Q186I15804');
    expect(document.activeElement).toBe(slot('A4'));
  });

  it('the label of a slot and then of a unit say where that unit is', async () => {
    await scan('SLOT-D5');
    expect(slot('D5').className).toContain('aimed');
    expect(screen.getByText(/Slot D5: scan the unit in it now/)).toBeDefined();
    await scan('Q186I15892');
    expect(placed()).toEqual([{ operation: 'BI-20261121-214502', id: 'Q186I15892', slot: 'D5' }]);
    expect(label('D5')).toBe('Slot D5: Q186I15892, Pass. not on the list');
    expect(screen.queryByText(/has no slot/)).toBeNull();
    // The next label is looked up again.
    await scan('Q186I15804');
    expect(placed()).toHaveLength(1);
    expect(reviewed()).toBe('Q186I15804');
  });

  it('a unit in the wrong slot is said at once', async () => {
    await scan('SLOT-A1');
    await scan('Q186I15802');
    expect(screen.getByText('Q186I15802 was expected in slot A2, and is in A1.')).toBeDefined();
    expect(label('A1')).toContain('Q186I15802, Pass. expected in A2');
    expect(label('A2')).toBe('Slot A2: empty. Q186I15802 is in A1');
    // Whoever was expected in A1 is nowhere until it is found.
    expect(screen.getByText('2 devices have no slot')).toBeDefined();
  });

  it('Esc takes the slot back, and an empty slot can be pressed in place of its label', async () => {
    await scan('SLOT-D5');
    await press('Escape');
    expect(slot('D5').className).not.toContain('aimed');
    fireEvent.click(slot('D5'));
    await opened.settle();
    expect(slot('D5').className).toContain('aimed');
    await scan('NOT-HERE');
    expect(placed()).toEqual([]);
    expect(screen.getByText('NOT-HERE')).toBeDefined();
  });

  it('the label of a slot that this rack has not is named', async () => {
    await scan('SLOT-Z9');
    expect(screen.getByText('Rack 7 has no slot with the label SLOT-Z9.')).toBeDefined();
  });

  it('what a tile does not ask for is quiet, and stays in its place', async () => {
    fireEvent.click(screen.getByRole('button', { name: /^Fail 2/ }));
    await opened.settle();
    expect(slot('A4').className).not.toContain('dimmed');
    expect(slot('A1').className).toContain('dimmed');
    expect(label('A1')).toBe('Slot A1: Q186I15801, Pass');
  });
});

describe('a scan without a rack', () => {
  it('shows the list alone, and names the label of a slot', async () => {
    opened.close();
    opened = await openWindow(sceneNamed('finished'));
    expect(screen.queryByRole('radio', { name: 'List' })).toBeNull();
    expect(screen.getByRole('treegrid')).toBeDefined();
    await scan('SLOT-A1');
    expect(screen.getByText('SLOT-A1 is the label of a slot, and this scan was not started on a rack.')).toBeDefined();
  });
});
