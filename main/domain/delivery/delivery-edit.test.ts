import { english } from '../../../messages/english';
import { verbatim } from '../../../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { operationId, type DeliveryKey } from '../../../protocol/ids';
import type { DeliveryKind, DeliveryState } from '../../../protocol/model';
import { editBody, editingOf, takeOut } from './delivery-edit';
import type { StoredDelivery } from '../ports/deliveries';

const LOG = {
  operationid: 17,
  pairInfo: [],
  scaninfo: [
    { macinfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:00:00:01', scanstatus: '1' }], sn: 'SN1', result: '1' },
    { macinfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:00:00:02', scanstatus: '0' }], sn: 'SN2', result: '0' },
  ],
};

function delivery(kind: DeliveryKind, body: unknown, change: Partial<StoredDelivery> = {}): StoredDelivery {
  return {
    key: 'k1' as DeliveryKey,
    kind,
    operationId: operationId('17'),
    body: JSON.stringify(body),
    summary: '',
    serials: [],
    createdAt: 0,
    state: 'rejected',
    attempts: 1,
    nextTryAt: null,
    problem: verbatim('refused'),
    settledAt: 0,
    ...change,
  };
}

const pair = (serials: readonly string[], kind: 'pair' | 'burn' = 'pair') =>
  delivery(
    kind,
    { snArray: serials, operationId: '17', ...(kind === 'burn' ? { operatorId: 'OP', scanMode: 1 } : {}) },
    { serials },
  );

describe('which messages may be edited', () => {
  it.each<DeliveryState>(['queued', 'sending', 'accepted', 'unknown'])('%s: none', (state) => {
    const editing = editingOf(delivery('log', LOG, { state }));
    expect(editing.kind === 'no' && english(editing.why)).toBe('Only a rejected message can be edited.');
  });

  it('rejected: log and notification by their text, pair and burn by taking out', () => {
    expect(editingOf(delivery('log', LOG)).kind).toBe('body');
    expect(editingOf(delivery('notification', {})).kind).toBe('body');
    expect(editingOf(pair(['A', 'B'])).kind).toBe('takeOut');
    expect(editingOf(pair(['A', 'B'], 'burn')).kind).toBe('takeOut');
  });

  it('not twice, not a lone serial number, not more than a person can read', () => {
    expect(editingOf(delivery('log', LOG, { replacedBy: 'k2' as DeliveryKey })).kind).toBe('no');
    expect(editingOf(pair(['A'])).kind).toBe('no');
    expect(editingOf(delivery('log', { text: 'x'.repeat(2 * 1024 * 1024) })).kind).toBe('no');
  });
});

describe('a corrected text', () => {
  it('is written again, strictly, and what changed is named', () => {
    const text = JSON.stringify({ ...LOG, operationid: '17' }, null, 2);
    const edited = editBody(delivery('log', LOG), text);
    expect(edited).toMatchObject({
      ok: true,
      value: {
        body: JSON.stringify({ ...LOG, operationid: '17' }),
        changes: [{ path: 'operationid', before: '17', after: '"17"' }],
      },
    });
  });

  it('may say that something failed, leave out what passed, and correct what failed', () => {
    const [first, second] = LOG.scaninfo;
    const failed = { ...first, result: '0', macinfo: [{ ...first?.macinfo[0], scanstatus: '0' }] };
    const corrected = { ...second, macinfo: [{ ...second?.macinfo[0], macaddr: '' }] };
    for (const scaninfo of [[failed, second], [second], [first, corrected]])
      expect(editBody(delivery('log', LOG), JSON.stringify({ ...LOG, scaninfo })).ok).toBe(true);
  });

  const [good, bad] = LOG.scaninfo;
  it.each([
    [{ ...LOG, operationid: 18 }, 'This message is about 17, and that cannot be edited.'],
    [{ ...LOG, operationid: '17a' }, 'This message is about 17, and that cannot be edited.'],
    [{ ...LOG, scaninfo: [good] }, 'SN2 did not pass and cannot be left out.'],
    [{ ...LOG, scaninfo: [good, bad, good] }, 'SN1 is in this log more than once.'],
    [{ ...LOG, scaninfo: [good, bad, bad] }, 'SN2 is in this log more than once.'],
    [{ ...LOG, scaninfo: [good, { ...bad, macinfo: [] }] }, 'eth0 of SN2 did not match and cannot be left out.'],
    [{ ...LOG, scaninfo: [good, { ...bad, sn: 'SN3' }] }, 'SN2 did not pass and cannot be left out.'],
  ])('claims nothing that the scan did not come to (%#)', (log, sentence) => {
    const edited = editBody(delivery('log', LOG), JSON.stringify(log));
    expect(edited.ok ? '' : english(edited.error)).toContain(sentence);
  });

  const TOLD = { id: '17', status: '2 devices passed scanning, 1 guest' };
  it.each([
    [TOLD, '3 devices passed scanning, 1 guest', false],
    [TOLD, '12 devices passed scanning, 1 guest', false],
    [TOLD, '2 devices passed scanning, 2 guests', false],
    [TOLD, 'All devices passed', false],
    [TOLD, 'line 4: 2 devices passed scanning', false],
    [TOLD, '2 devices passed scanning', true],
    [TOLD, 'Line B: 2 devices passed scanning, 1 guest', true],
    [TOLD, 'see the log', true],
    [{ id: 'SN1', status: '2 different devices claim SN1' }, 'SN1 is claimed by 2', true],
    [{ id: 'SN1', status: '2 different devices claim SN1' }, 'SN1 passed', false],
  ])('of %j, "%s" may be told: %s', (told, status, ok) => {
    const edited = editBody(delivery('notification', told), JSON.stringify({ ...told, status }));
    expect(edited.ok ? '' : english(edited.error)).toBe(
      ok ? '' : `The message said "${told.status}": that count cannot be edited, and neither a number nor a pass be added.`,
    );
  });

  it('a notification stays about what it is about', () => {
    const edited = editBody(delivery('notification', TOLD), JSON.stringify({ ...TOLD, id: '18' }));
    expect(edited.ok ? '' : english(edited.error)).toBe('This message is about 17, and that cannot be edited.');
  });

  it.each([
    ['a device', { ...LOG.scaninfo[1], result: '1' }],
    ['a port', { ...LOG.scaninfo[1], macinfo: [{ ...LOG.scaninfo[1]?.macinfo[0], scanstatus: '1' }] }],
    ['another device', { ...LOG.scaninfo[0], sn: 'SN9' }],
    ['another MAC', { ...LOG.scaninfo[0], macinfo: [{ ...LOG.scaninfo[0]?.macinfo[0], macaddr: 'e0:18:7d:00:00:09' }] }],
  ])('cannot make %s pass', (_what, device) => {
    const edited = editBody(delivery('log', LOG), JSON.stringify({ ...LOG, scaninfo: [device] }));
    expect(edited.ok ? '' : english(edited.error)).toContain('A verdict cannot be edited');
  });

  it.each([
    ['{', 'The message is not JSON: it breaks at line 1, column 2, where it ends; it begins "{".'],
    ['[]', 'The message is JSON but not an object; it begins "[]".'],
    ['{"operationid":1}', 'This is no log: `pairInfo`: is missing.'],
    [JSON.stringify({ ...LOG, more: 1 }), 'This is no log: the message: has unknown keys: more.'],
    [`{"a":${'['.repeat(5_000)}`, 'The message nests more than 32 levels deep.'],
    ['{"operationid":1e999,"pairInfo":[],"scaninfo":[]}', 'This is no log: `operationid`'],
    [JSON.stringify(LOG), 'Nothing was changed.'],
  ])('is refused in one sentence: %.60s', (text, sentence) => {
    const edited = editBody(delivery('log', LOG), text);
    expect(edited.ok ? '' : english(edited.error)).toContain(sentence);
  });

  it('a `__proto__` in it changes no object', () => {
    const text = '{"id":"17","status":"x","__proto__":{"polluted":true}}';
    expect(editBody(delivery('notification', { id: '17', status: 'y' }), text).ok).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('serial numbers taken out', () => {
  it.each(['pair', 'burn'] as const)('leave the rest as it was: %s', (kind) => {
    const edited = takeOut(pair(['A', 'B', 'C'], kind), ['B']);
    expect(edited.ok && JSON.parse(edited.value.body)).toEqual({
      ...(JSON.parse(pair(['A', 'B', 'C'], kind).body) as object),
      snArray: ['A', 'C'],
    });
    expect(edited.ok && edited.value.serials).toEqual(['A', 'C']);
  });

  it.each([
    [['X'], 'X is not in this message.'],
    [['A', 'B'], 'At least one serial number has to stay.'],
    [['A', 'X'], 'X is not in this message.'],
    [[], 'Nothing was changed.'],
  ])('%j: refused', (out, sentence) => {
    const edited = takeOut(pair(['A', 'B']), out);
    expect(edited.ok ? '' : english(edited.error)).toBe(sentence);
  });
});
