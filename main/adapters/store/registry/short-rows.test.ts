import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEVICE_TYPES } from '../../../../protocol/registry/device-types';
import { DeviceQuery } from '../../../../protocol/registry/views';
import { migrate } from '../migrations';
import { loadSqlite, type SqliteDatabase } from '../sqlite';
import { serialKey, serialKeySql } from './serial-key';
import { openTestRegistry } from './testing/test-registry';
import { typeCode, typeCodeSql, typeOfCode } from './type-codes';
import { uuidKey, uuidKeySql, uuidText } from './uuid-key';

/** Two scans of twelve devices with eight addresses each, as version 0.1.0 wrote them. */
const OLD_RECORDS = path.join(import.meta.dirname, '../fixtures/records-0.1.0.sqlite.gz');
const DEVICES = 12;
const CARDS_EACH = 8;

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-short-'));
  file = path.join(folder, 'records.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(OLD_RECORDS)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** SHA-256 over the sorted lines of a whole export, as the program before short rows wrote them. */
const EXPORTED_BEFORE = [
  ['../fixtures/records-0.1.0.sqlite.gz', 228, '0c173af554f781c1afba1f7ab973d33a189169714cb49b8ddbc3a91068a8215a'],
  ['testing/registry-before-rules.sqlite.gz', 80, 'c930de6895cd6d6bd13be2488b9508709180a97630dd61648b846dbf90edb53e'],
] as const;

it.each(EXPORTED_BEFORE)('%s is exported as before', async (name, count, hash) => {
  writeFileSync(file, gunzipSync(readFileSync(path.join(import.meta.dirname, name))));
  const { store, registry } = await openTestRegistry(file, {}, 1_000);
  const lines: string[] = [];
  for await (const line of registry.export()) lines.push(line);
  await store.close();
  expect(lines).toHaveLength(count);
  expect(createHash('sha256').update(lines.toSorted().join('\n')).digest('hex')).toBe(hash);
});

/** Lists, searches, pages and stays of old records. */
async function readAll(): Promise<void> {
  const { store, registry } = await openTestRegistry(file, {}, 1_000);
  try {
    expect(await registry.checkReplay()).toEqual([]);
    const devices = await registry.devices(DeviceQuery.parse({}));
    expect(devices.total).toBe(DEVICES);
    for (const { id } of devices.rows) {
      const page = await registry.devicePage(id);
      expect(page?.components).toHaveLength(CARDS_EACH);
      expect(page?.composition.map(({ until, now }) => [until, now?.id])).toEqual(
        Array.from({ length: CARDS_EACH }, () => [null, id]),
      );
      for (const { id: card, serialNumber, type, since } of page?.components ?? []) {
        expect(since).toMatch(/^20/);
        for (const written of [serialNumber ?? '', (serialNumber ?? '').replaceAll(':', '-').toUpperCase()]) {
          expect((await registry.devices(DeviceQuery.parse({ text: written, type }))).rows).toMatchObject([{ id: card }]);
          expect(await registry.whereWas(written)).toMatchObject([
            { component: { id: card }, now: { id }, stays: [{ until: null }] },
          ]);
        }
      }
    }
    const sorted = await registry.devices(DeviceQuery.parse({ type: 'Component', sort: 'updated', limit: 500 }));
    expect(sorted.rows).toHaveLength(DEVICES * CARDS_EACH);
    const instants = sorted.rows.map(({ updated }) => updated);
    expect(instants).toEqual(instants.toSorted().toReversed());
  } finally {
    await store.close();
  }
}

describe('records of version 0.1.0', () => {
  it('are read as before when their rows were made short', readAll, 60_000);

  it('stay as they were when that is cut off, and are made short by the next start', async () => {
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    const version = () => db.prepare('pragma user_version').get();
    const { page_count: pages } = db.prepare('pragma page_count').get() as { readonly page_count: number };
    // Room for the steps before it only.
    db.exec(`pragma max_page_count = ${pages + 8}`);
    expect(() => migrate(db)).toThrow(/full/);
    const before = version();
    expect(() => migrate(db)).toThrow(/full/);
    expect(version()).toEqual(before);
    expect(db.prepare('select serial_key from registry_device limit 1').all()).toHaveLength(1);
    expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    db.close();
    await readAll();
  }, 60_000);
});

describe('what is stored in short', () => {
  let db: SqliteDatabase;
  beforeEach(async () => {
    const { DatabaseSync } = await loadSqlite();
    db = new DatabaseSync(':memory:');
  });
  afterEach(() => db.close());
  const bySql = (sql: (column: string) => string, value: string): unknown =>
    (db.prepare(`select ${sql('a')} as made from (select ? as a)`).get(value) as { readonly made: unknown }).made;

  it('stands for one type each, in a row and in old records', () => {
    expect(new Set(DEVICE_TYPES.map(typeCode)).size).toBe(DEVICE_TYPES.length);
    for (const type of DEVICE_TYPES) {
      expect(typeOfCode(typeCode(type))).toBe(type);
      expect(bySql(typeCodeSql, type)).toBe(typeCode(type));
    }
  });

  const uuids = fc.oneof(
    fc.uuid(),
    fc.uuid().map((text) => text.toUpperCase()),
    fc.stringMatching(/^[\da-f-]{0,40}$/),
  );
  it('is a UUID that reads as it was written', () => {
    fc.assert(
      fc.property(uuids, (text) => {
        expect(uuidText(uuidKey(text))).toBe(text);
        expect(bySql(uuidKeySql, text)).toEqual(uuidKey(text));
      }),
    );
  });

  it('is a serial number by which none but the same is found', () => {
    const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
    const serials = fc
      .oneof(fc.stringMatching(/^[\da-f]{1,14}$/), fc.stringMatching(/^[\p{L}\p{N}]{1,12}$/u))
      .filter((text) => plain(text) !== '');
    fc.assert(
      fc.property(serials, (text) => {
        expect(bySql(serialKeySql, plain(text))).toEqual(serialKey(text));
      }),
    );
    fc.assert(
      fc.property(serials, serials, (text, other) => {
        expect(isDeepStrictEqual(serialKey(text), serialKey(other))).toBe(plain(text) === plain(other));
      }),
    );
  });
});
