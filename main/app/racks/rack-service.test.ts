import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rack } from '../../../protocol/racks';
import { text } from '../../../protocol/texts/text';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { AppError } from '../../domain/errors';
import { auditInWords } from '../records/audit-words';
import { RackService } from './rack-service';

let folder: string;
let store: SqliteStore;
let person: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-racks-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  person = 'S-1';
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function service(): RackService {
  return new RackService({
    store,
    acting: () => {
      const by = person;
      return (action, subject, before, after) => ({
        at: 1,
        entry: { kind: 'audited', person: by, action, subject, before, after },
      });
    },
    sameAsNow: () => {
      const then = person;
      return () => {
        if (person !== then) throw new AppError('notSignedIn', text('people.notSignedInAnyMore'));
      };
    },
  });
}

const rackOf = (name: string, units: readonly (readonly [string, string])[] = []) =>
  Rack.parse({ name, rows: [['A1', 'A2']], units: units.map(([slot, sn]) => ({ slot, sn })) });
const names = async () => (await service().list()).map(({ name }) => name);

describe('racks on record', () => {
  it('are kept, by name, and are there after a restart', async () => {
    const racks = service();
    await Promise.all(['Rack 10', 'Rack 9', 'rack 1'].map((name) => racks.save(rackOf(name), null)));
    await store.close();
    store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
    expect(await names()).toEqual(['rack 1', 'Rack 9', 'Rack 10']);
  });

  it('one with a placeholder is refused, with its slot, and nothing is saved', async () => {
    await expect(service().save(rackOf('Rack 7', [['A2', 'To Be Filled By O.E.M.']]), null)).rejects.toMatchObject({
      code: 'badRack',
      texts: [{ code: 'rack.placeholder', params: { rack: 'Rack 7', slot: 'A2', sn: 'To Be Filled By O.E.M.' } }],
    });
    expect(await names()).toEqual([]);
  });

  it('one is changed and renamed in its place, and each act stands in the audit trail with its person', async () => {
    const racks = service();
    await racks.save(rackOf('Rack 7'), null);
    await racks.save(rackOf('Rack 8', [['A2', 'SN1']]), 'rack 7');
    await racks.remove('RACK 8');
    expect(await names()).toEqual([]);
    expect((await store.listAudit(10)).map((entry) => auditInWords(entry)).toReversed()).toMatchObject([
      { person: 'S-1', action: 'saved rack', subject: 'Rack 7', before: null, after: '2 slots, 0 units' },
      { action: 'saved rack', subject: 'Rack 8', before: '2 slots, 0 units', after: '2 slots, 1 unit' },
      { action: 'removed rack', subject: 'Rack 8', before: '2 slots, 1 unit', after: null },
    ]);
  });

  it('a name is there once, in capitals and small letters alike', async () => {
    const racks = service();
    await racks.save(rackOf('Rack 7'), null);
    await racks.save(rackOf('Rack 8'), null);
    await expect(racks.save(rackOf('RACK 7'), null)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await expect(racks.save(rackOf('Rack 7'), 'Rack 8')).rejects.toMatchObject({ code: 'notAllowedNow' });
    await expect(racks.save(rackOf('Rack 9'), 'Rack 6')).rejects.toMatchObject({ code: 'notFound' });
    await expect(racks.remove('Rack 6')).rejects.toMatchObject({ code: 'notFound' });
    expect(await names()).toEqual(['Rack 7', 'Rack 8']);
  });

  it('who is gone by then saves none', async () => {
    const racks = service();
    const saving = racks.save(rackOf('Rack 7'), null);
    person = '';
    await expect(saving).rejects.toMatchObject({ code: 'notSignedIn' });
    expect(await names()).toEqual([]);
  });

  it('one that is not there is refused with those that are', async () => {
    await service().save(rackOf('Rack 7'), null);
    expect((await service().find('rack 7')).name).toBe('Rack 7');
    await expect(service().find('Rack 8')).rejects.toMatchObject({
      texts: [text('rack.noSuchRack', { rack: 'Rack 8' }), text('rack.savedAre', { racks: 'Rack 7' })],
    });
  });

  it('what a newer version wrote is left out, and stays when another is saved', async () => {
    const newer = { name: 'Rack 1', carts: 3 };
    await store.writeSetting('racks', JSON.stringify({ racks: [newer, rackOf('Rack 2')] }));
    expect(await names()).toEqual(['Rack 2']);
    await service().save(rackOf('Rack 3'), null);
    expect(JSON.parse((await store.readSetting('racks')) ?? '')).toMatchObject({
      racks: [{ name: 'Rack 2' }, { name: 'Rack 3' }, newer],
    });
  });

  it('damaged text is no rack, and the next one that is saved takes its place', async () => {
    await store.writeSetting('racks', '{"racks":[');
    expect(await names()).toEqual([]);
    await service().save(rackOf('Rack 3'), null);
    expect(await names()).toEqual(['Rack 3']);
  });

  it('several are saved all together, in place of those of the same names', async () => {
    await service().save(rackOf('Rack 7'), null);
    await service().saveAll([rackOf('RACK 7', [['A1', 'SN1']]), rackOf('Rack 8')]);
    expect((await service().list()).map(({ name, units }) => [name, units.length])).toEqual([
      ['RACK 7', 1],
      ['Rack 8', 0],
    ]);
  });
});
