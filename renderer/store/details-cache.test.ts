import { operationId } from '../../protocol/ids';
import { verbatim } from '../../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { makeDevice, type MadeDevice } from '../dev/made-devices';
import { ScriptedConsole } from '../dev/scripted-console';
import { sceneNamed } from '../dev/scenes';
import { createAsk } from '../console-api';
import { DetailsCache } from './details-cache';
import { RowTable } from './row-table';

const OPERATION = operationId('BI-20261121-214502');
const settled = () => new Promise((done) => setTimeout(done, 0));

function cacheOver(count: number) {
  const devices: MadeDevice[] = Array.from({ length: count }, (_, number) => makeDevice(number, { status: 'pass' }));
  const scene = sceneNamed('idle');
  const api = new ScriptedConsole({ ...scene, devices });
  const rows = new RowTable((flush) => flush());
  rows.apply(
    devices.map(({ row }) => row),
    true,
  );
  const cache = new DetailsCache(
    createAsk(api, ''),
    rows,
    () => OPERATION,
    (run) => void Promise.resolve().then(run),
  );
  const asked = (): unknown[] => api.calls.filter(({ name }) => name === 'device.details').map(({ input }) => input);
  const idOf = (number: number) => makeDevice(number, { status: 'pass' }).row.id;
  return { api, rows, cache, asked, idOf };
}

describe('DetailsCache', () => {
  it('asks for everything wanted in one frame with one question, and tells when it has come', async () => {
    const { cache, asked, idOf } = cacheOver(3);
    let told = 0;
    cache.subscribe(idOf(0), () => {
      told += 1;
    });
    cache.subscribe(idOf(2), () => undefined);
    await settled();
    expect(asked()).toEqual([{ operation: OPERATION, ids: [idOf(0), idOf(2)] }]);
    expect(told).toBe(1);
    expect(cache.get(idOf(0))?.interfaces).toHaveLength(9);
  });

  it('never names more than 500 devices at once', async () => {
    const { cache, asked, idOf } = cacheOver(700);
    for (let number = 0; number < 700; number += 1) cache.subscribe(idOf(number), () => undefined);
    await settled();
    expect(asked().map((input) => (input as { ids: readonly string[] }).ids.length)).toEqual([500, 200]);
  });

  it('asks again when the row changed while somebody looks, and not otherwise', async () => {
    const { api, rows, cache, asked, idOf } = cacheOver(2);
    cache.subscribe(idOf(0), () => undefined);
    await settled();
    const changed = makeDevice(0, { status: 'fail', change: { at: 99 } }).row;
    const notSeen = makeDevice(1, { status: 'fail', change: { at: 99 } }).row;
    api.patch({ devices: [changed, notSeen] });
    rows.apply([changed, notSeen], false);
    await settled();
    expect(asked()).toHaveLength(2);
    expect(asked()[1]).toEqual({ operation: OPERATION, ids: [idOf(0)] });
    expect(cache.get(idOf(0))?.row.status).toBe('fail');
    rows.apply([changed], false);
    await settled();
    expect(asked()).toHaveLength(2);
  });

  it('drops what nobody wants any more before it asked, and everything at a reset', async () => {
    const { rows, cache, asked, idOf } = cacheOver(2);
    cache.subscribe(idOf(0), () => undefined)();
    await settled();
    expect(asked()).toEqual([]);
    const end = cache.subscribe(idOf(1), () => undefined);
    await settled();
    end();
    rows.apply([], true);
    expect(cache.get(idOf(1))).toBeUndefined();
  });

  it('asks again after a refusal when the device is wanted again', async () => {
    const { api, cache, asked, idOf } = cacheOver(1);
    api.answers['device.details'] = () => ({ ok: false, error: { kind: 'failed', code: 'busy', texts: verbatim('Busy.') } });
    cache.subscribe(idOf(0), () => undefined)();
    cache.subscribe(idOf(0), () => undefined);
    await settled();
    expect(cache.get(idOf(0))).toBeUndefined();
    delete api.answers['device.details'];
    cache.subscribe(idOf(0), () => undefined);
    await settled();
    expect(asked()).toHaveLength(2);
    expect(cache.get(idOf(0))?.row.sn).toBe('Q186I15801');
  });
});
