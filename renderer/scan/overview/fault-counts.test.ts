import { describe, expect, it } from 'vitest';
import en from '../../../messages/en.json';
import hans from '../../../messages/zh-Hans.json';
import hant from '../../../messages/zh-Hant.json';
import { makeDevice } from '../../dev/made-devices';
import type { DeviceRow, DeviceStatus } from '../../../protocol/model';
import { passedOnFirstScan } from './fault-counts';

const row = (status: DeviceStatus, change: Partial<DeviceRow> = {}): DeviceRow => makeDevice(1, { status, change }).row;

describe('passed on the first scan', () => {
  it('is of the judged devices of the list those that passed on scan 1, whatever kept the others from it', () => {
    expect(passedOnFirstScan([row('waiting'), row('noAnswer'), row('couldNotCheck'), row('notRegistered')])).toBeUndefined();
    const passed = row('pass', { attempt: 1, guest: false });
    const later = row('pass', { attempt: 2, guest: false });
    const guest = row('pass', { attempt: 1, guest: true });
    expect(passedOnFirstScan([passed, later, row('fail', { guest: false }), row('waived', { guest: false }), guest])).toBe(0.25);
  });

  it.each(Object.entries({ en, hant, hans }))('has not the name of the first-pass yield (%s)', (_language, { window }) => {
    expect(Object.values(window.statistics)).not.toContain(window.overview.yield);
  });
});
