import { numberedRows, slotNames } from '../../protocol/labels/rack-slots';
import type { Rack } from '../../protocol/racks';
import { makeDevice, type MadeDevice } from './made-devices';
import type { Scene } from './scene';

/** Scenes of scans on a rack, made of those without one. */

/** Rack 7 with 4 rows of 6, Rack 8 with nothing in it. */
export const MADE_RACKS: readonly Rack[] = [
  { name: 'Rack 7', rows: numberedRows(4, 6, 'letters'), units: [] },
  { name: 'Rack 8', rows: numberedRows(10, 20, 'numbers'), units: [] },
];

/** The devices in the slots of a rack, one after the other. Two were swapped, one came on the second scan, one that nobody listed stands in the last slot. */
export function onRack(scene: Scene, rows: readonly (readonly string[])[]): Scene {
  const slots = slotNames(rows);
  const devices = scene.devices.slice(0, slots.length - 2).map((made, index) => changed(made, { slot: slots[index] ?? '' }));
  const swap = (one: number, other: number): void => {
    const [a, b] = [devices[one], devices[other]];
    if (a?.row.slot === undefined || b?.row.slot === undefined) return;
    devices[one] = changed(a, { foundIn: b.row.slot });
    devices[other] = changed(b, { foundIn: a.row.slot });
  };
  swap(8, 9);
  const second = devices[13];
  if (second !== undefined) devices[13] = changed(second, { attempt: 2 });
  devices.push(makeDevice(90, { status: 'pass', change: { guest: true, foundIn: slots.at(-1) ?? '' } }));
  devices.push(makeDevice(91, { status: 'pass', change: { guest: true } }));
  const { session } = scene.snapshot;
  if (session === null) return scene;
  return {
    ...scene,
    racks: MADE_RACKS,
    devices,
    snapshot: { ...scene.snapshot, session: { ...session, rack: { name: 'Rack 7', rows: rows.map((row) => [...row]) } } },
  };
}

function changed({ row, details }: MadeDevice, change: Partial<MadeDevice['row']>): MadeDevice {
  const next = { ...row, ...change };
  return { row: next, details: { ...details, row: next } };
}
