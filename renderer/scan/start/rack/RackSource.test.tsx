import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../../protocol/people';
import { sceneNamed } from '../../../dev/scenes';
import { scanKeys } from '../../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../../testing/window-under-test';

let opened: WindowUnderTest;
afterEach(() => opened.close());

const open = async (scene = 'racksSaved'): Promise<void> => {
  opened = await openWindow(sceneNamed(scene));
};
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await opened.settle();
};
const scan = async (code: string): Promise<void> => {
  await scanKeys(code);
  await opened.settle();
};
const type = async (into: HTMLElement, text: string): Promise<void> => {
  fireEvent.change(into, { target: { value: text } });
  await opened.settle();
};
const inSlots = () => Object.fromEntries(opened.console.draft.getState().rack?.units ?? []);
const calls = (name: string) => opened.api.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('the rack of the next scan', () => {
  it('is suggested where racks are saved, so that a dead unit is missed', async () => {
    await open();
    expect(screen.getByRole('radio', { name: 'A saved rack' })).toHaveProperty('checked', true);
    expect(opened.console.draft.getState().rack?.rack.name).toBe('Rack 7');
  });

  it('is not where none is saved, or a person has chosen otherwise', async () => {
    await open('idle');
    expect(screen.getByRole('radio', { name: 'All devices that answer' })).toHaveProperty('checked', true);
    opened.close();
    await open();
    fireEvent.click(screen.getByRole('radio', { name: 'All devices that answer' }));
    await opened.settle();
    await opened.console.serverState.invalidateQueries();
    await opened.settle();
    expect(screen.getByRole('radio', { name: 'All devices that answer' })).toHaveProperty('checked', true);
  });

  it('is filled by scanning, badge and labels in any order, wherever the cursor stands', async () => {
    await open();
    for (const code of ['Q186I15801', 'SLOT-B2', 'OP-4711', 'Q186I15802', 'Q186I15803', 'WO-17']) await scan(code);
    expect(inSlots()).toEqual({ A1: 'Q186I15801', B2: 'Q186I15802', B3: 'Q186I15803' });
    expect(opened.console.draft.getState()).toMatchObject({ operatorId: 'OP-4711', operationId: 'WO-17' });
    expect(screen.getByText('3 of 24 slots filled')).toBeDefined();
    await press(/^Start scan for 3 devices/);
    expect(calls('scan.start')).toMatchObject([
      {
        operatorId: 'OP-4711',
        rack: {
          name: 'Rack 7',
          units: [
            { slot: 'A1', sn: 'Q186I15801' },
            { slot: 'B2', sn: 'Q186I15802' },
            { slot: 'B3', sn: 'Q186I15803' },
          ],
        },
      },
    ]);
    expect(Object.keys(calls('scan.start')[0] as object)).not.toContain('rosterText');
  });

  it('says what came of each code', async () => {
    await open();
    for (const [code, sentence] of [
      ['Q186I15801', 'A1: Q186I15801'],
      ['Q186I15801', 'Q186I15801 is already in slot A1.'],
      ['SLOT-Z9', 'SLOT-Z9 is no slot of this rack.'],
      ['SLOT-C3', 'Slot C3: scan the unit'],
      ['Q186I15801', 'Q186I15801 moved from A1 to C3'],
    ] as const) {
      await scan(code);
      expect(screen.getByText(sentence)).toBeDefined();
    }
    await press('Undo');
    expect(inSlots()).toEqual({ A1: 'Q186I15801' });
  });

  it('can be filled by hand: a slot is pressed, the serial number typed', async () => {
    await open();
    await press('Slot D6: empty');
    const field = screen.getByRole('textbox', { name: 'Unit for slot D6' });
    await type(field, 'Q186I15899');
    fireEvent.keyDown(field, { key: 'Enter' });
    await opened.settle();
    expect(inSlots()).toEqual({ D6: 'Q186I15899' });
    await press('Slot D6: Q186I15899');
    await press('Remove Q186I15899');
    expect(inSlots()).toEqual({});
  });

  it('does not start with nothing in it, and says so', async () => {
    await open();
    await scan('OP-4711');
    await press(/^Start scan/);
    expect(calls('scan.start')).toEqual([]);
    expect(screen.getByText(/No unit is in a slot yet/)).toBeDefined();
  });

  it('is made, changed and removed', async () => {
    await open('idle');
    fireEvent.click(screen.getByRole('radio', { name: 'A saved rack' }));
    await opened.settle();
    await press('New rack');
    await type(screen.getByRole('textbox', { name: /^Name/ }), 'Rack 9');
    await type(screen.getByRole('textbox', { name: 'Rows' }), '2');
    await type(screen.getByRole('textbox', { name: 'Columns' }), '2');
    await press('Make slots');
    const slots = screen.getByRole('textbox', { name: /Slots, a line/ });
    expect(slots).toHaveProperty('value', 'A1 A2\nB1 B2');
    await type(slots, 'A1 A1');
    expect(screen.getByText('"A1" is there twice. Each slot needs a name of its own.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    await type(slots, 'A1 -\nB1 B2');
    await press('Save');
    expect(calls('rack.save')).toEqual([
      {
        rack: {
          name: 'Rack 9',
          rows: [
            ['A1', null],
            ['B1', 'B2'],
          ],
          units: [],
        },
        formerName: null,
      },
    ]);
    expect(opened.console.draft.getState().rack?.rack.name).toBe('Rack 9');
    await scan('Q186I15801');
    await press('Save units in rack');
    expect(calls('rack.save')[1]).toMatchObject({ formerName: 'Rack 9', rack: { units: [{ slot: 'A1', sn: 'Q186I15801' }] } });
    await press('Edit rack');
    await press('Remove rack');
    expect(calls('rack.remove')).toEqual([{ name: 'Rack 9' }]);
    expect(opened.console.draft.getState().rack).toBeNull();
  });

  it.each([
    ['operator', false],
    ['supervisor', true],
    ['engineer', true],
  ] as const)('where people sign in, it is for a supervisor to save: %s', async (role: Role, may) => {
    const scene = sceneNamed('racksSaved');
    const signIn = { required: true, person: { badge: '4711', name: 'Ines Moreau', role } };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, signIn } });
    expect(screen.queryByRole('button', { name: 'New rack' }) !== null).toBe(may);
    expect(screen.queryByRole('button', { name: 'Save units in rack' }) !== null).toBe(may);
  });

  it('is the one of the last scan, with its units, at one press', async () => {
    await open('rack');
    opened.console.draft.setState({ wanted: true });
    await opened.settle();
    await press('Same devices as last scan');
    expect(Object.keys(inSlots())).toHaveLength(22);
  });

  it('of a scan without a rack, the last list comes as a pasted one', async () => {
    await open('finished');
    opened.console.draft.setState({ wanted: true });
    await opened.settle();
    await press('Same devices as last scan');
    expect(opened.console.draft.getState()).toMatchObject({
      source: 'paste',
      pasted: expect.stringContaining('"Q186I15801"'),
    });
  });
});

it('the label of a slot goes on no other list, and is named', async () => {
  await open('idle');
  await scan('SLOT-A1');
  expect(screen.getByText('"SLOT-A1" is the label of a slot. Choose "A saved rack" to put units in slots.')).toBeDefined();
  expect(opened.console.draft.getState()).toMatchObject({ source: 'anyone', scanned: [] });
});
