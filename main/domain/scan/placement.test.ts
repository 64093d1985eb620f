import { describe, expect, it } from 'vitest';
import type { DeliveryKey, DeviceId } from '../../../protocol/ids';
import { OperatorId, serialNumber } from '../../../protocol/ids';
import { english } from '../../../messages/english';
import { expects, port, reportOf, scanStarted } from '../testing/reports';
import { applyEvent, startSession } from './fold';
import { resultTable } from './result-table';
import { deviceRow, sessionView } from './views';

const RACK = {
  name: 'Rack 7',
  rows: [
    ['A1', 'A2'],
    ['B1', null],
  ],
  units: [
    { slot: 'A1', sn: serialNumber('SN1') },
    { slot: 'B1', sn: serialNumber('SN2') },
  ],
};

function onRack() {
  const { session } = startSession({ ...scanStarted(['SN1', 'SN2', 'SN3']), rack: RACK }, 1);
  let now = 1;
  const apply = (event: Parameters<typeof applyEvent>[1], report: Parameters<typeof applyEvent>[3] = null) =>
    applyEvent(session, event, (now += 1), report);
  const place = (id: string, slot: string) =>
    apply({ kind: 'unitPlaced', device: id as DeviceId, slot, operatorId: OperatorId.parse('op') });
  const places = () =>
    Object.fromEntries(
      Array.from(session.devices.values(), (device) => [device.id, [deviceRow(device).slot, deviceRow(device).foundIn]]),
    );
  return { session, apply, place, places };
}

describe('a scan that was started on a rack', () => {
  it('knows the slot of each unit, and shows the rack', () => {
    const { session, places } = onRack();
    expect(places()).toEqual({ SN1: ['A1', undefined], SN2: ['B1', undefined], SN3: [undefined, undefined] });
    expect(sessionView(session, 0).rack).toEqual({ name: RACK.name, rows: RACK.rows });
  });

  it('keeps where a unit is expected when it is found elsewhere, and a slot holds one unit', () => {
    const { place, places } = onRack();
    place('SN1', 'B1');
    expect(places()).toMatchObject({ SN1: ['A1', 'B1'], SN2: ['B1', undefined] });
    place('SN2', 'B1');
    expect(places()).toMatchObject({ SN1: ['A1', undefined], SN2: ['B1', 'B1'] });
  });

  it('a device that nobody listed gets a place when its label is scanned', () => {
    const { apply, place, places } = onRack();
    apply({ kind: 'reportReceived', reportId: 'r' }, reportOf('SN9', [port('eth0', 'e0:18:7d:2e:ca:68')]));
    place('SN9', 'A2');
    expect(places()['SN9']).toEqual([undefined, 'A2']);
  });

  it('a place moves no verdict', () => {
    const { session, apply, place } = onRack();
    apply({ kind: 'reportReceived', reportId: 'r' }, reportOf('SN1', [port('eth0', 'e0:18:7d:2e:ca:68')]));
    apply({ kind: 'mesAnswered', sn: serialNumber('SN1'), attempt: 1, answer: expects(['eth0', 'e0:18:7d:2e:ca:68']) });
    const before = { ...session.counts };
    place('SN1', 'B1');
    expect(session.counts).toEqual(before);
  });

  it('says both places in its table', () => {
    const { session, place } = onRack();
    place('SN1', 'B1');
    const [head = [], first = []] = resultTable(session, english);
    expect(first[head.indexOf('slot')]).toBe('A1');
    expect(first[head.indexOf('found in slot')]).toBe('B1');
  });
});

it('says in its table what is not on the list', () => {
  const { session, apply } = onRack();
  for (const [id, mac] of [
    ['SN9', 'e0:18:7d:2e:ca:68'],
    ['', 'e0:18:7d:2e:ca:69'],
  ] as const)
    apply({ kind: 'reportReceived', reportId: id }, reportOf(id, [port('eth0', mac)]));
  const [head = [], ...lines] = resultTable(session, english);
  const marks = lines.map((line) => [line[head.indexOf('serial number')], line[head.indexOf('not on list')]]);
  expect(marks).toEqual([
    ['SN1', ''],
    ['SN2', ''],
    ['SN3', ''],
    ['SN9', 'yes'],
    ['', ''],
  ]);
  expect(marks.filter(([, mark]) => mark === 'yes')).toHaveLength(session.counts.guests);
});

it('says in its table what is on hold, what became of it at Pair, and why a device was not judged', () => {
  const { session, apply } = onRack();
  const answer = (sn: string, mac: string, known = true): void => {
    apply({ kind: 'reportReceived', reportId: sn }, reportOf(sn, [port('eth0', mac)], { bootId: sn }));
    apply({
      kind: 'mesAnswered',
      sn: serialNumber(sn),
      attempt: 1,
      answer: known ? expects(['eth0', mac]) : { kind: 'notRegistered' },
    });
  };
  answer('SN1', 'e0:18:7d:2e:ca:68');
  answer('SN2', 'e0:18:7d:2e:ca:69');
  answer('SN3', 'e0:18:7d:2e:ca:70', false);
  apply({ kind: 'reportReceived', reportId: 'none' }, reportOf('', [port('eth0', 'e0:18:7d:2e:ca:69')], { bootId: 'another' }));
  const key = 'list' as DeliveryKey;
  const serials = [serialNumber('SN1')];
  apply({ kind: 'scanClosed', reason: 'idle' });
  apply({ kind: 'pairConfirmed', digest: 'd', serials, key, operatorId: OperatorId.parse('op') });
  const table = (): readonly (readonly (string | undefined)[])[] => {
    const [head = [], ...lines] = resultTable(session, english);
    return lines.map((line) => ['serial number', 'on hold', 'pair', 'reason'].map((name) => line[head.indexOf(name)]));
  };
  expect(table()[0]).toEqual(['SN1', '', 'under way', '']);
  apply({ kind: 'pairAnswered', key, state: 'accepted', rejected: {}, reason: [] });
  expect(table()[0]).toEqual(['SN1', '', 'paired', '']);
  expect(table()[1]?.slice(0, 3)).toEqual(['SN2', 'yes', '']);
  expect(table()[2]).toEqual(['SN3', '', '', expect.stringMatching(/^MES does not know/)]);
});

it('a scan without a rack has no slots', () => {
  const { session } = startSession(scanStarted(['SN1']), 1);
  expect('rack' in sessionView(session, 0)).toBe(false);
  expect(Object.keys(deviceRow([...session.devices.values()][0] as never))).not.toContain('slot');
});
