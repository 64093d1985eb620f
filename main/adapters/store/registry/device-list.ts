import type { DeviceList, DeviceListRow, DeviceQuery, DeviceSort } from '../../../../protocol/registry/views';
import { DEVICE_TYPES, type DeviceType } from '../../../../protocol/registry/device-types';
import { isA } from '../../../../protocol/registry/type-trees';
import { rangeOf } from '../../../domain/registry/rating/range';
import type { SqliteValue } from '../sqlite';
import { storedText } from '../../../domain/records/stored-text';
import { type DeviceRow, deviceOf, isComponent } from './records';
import { matchOf } from './search-words';
import type { Statements } from './statements';
import { typeCode } from './type-codes';

interface Condition {
  readonly sql: string;
  readonly values: readonly SqliteValue[];
}

/** Everything but components, or components; of these types only, or (null) of all. */
interface Group {
  readonly isComponent: boolean;
  readonly types: readonly DeviceType[] | null;
}

/** What the text finds, before anything else narrows it down. */
interface Search {
  readonly total: number;
  /** Many are picked out while an index that has devices in order is walked; few are looked up and sorted. */
  readonly isMany: boolean;
}

const MANY = 2_000;
/** Components stand in the order of these by type; everything else in the order of each. */
const COMPONENT_ORDERS: readonly DeviceSort[] = ['id', 'updated', 'model'];

/**
 * One page of devices and how many there are on all pages. The page's numbers come from indexes alone; only the rows that are shown are
 * looked at. Devices with the same value stand in the order of their numbers, so that pages never overlap.
 */
export function listDevices(statements: Statements, query: DeviceQuery): DeviceList {
  const groups = groupsOf(query.type);
  const match = query.text === undefined || query.text.trim() === '' ? undefined : matchOf(query.text);
  if (match === null) return { rows: [], total: 0 };
  const search = match === undefined ? null : find(statements, match, groups);
  const conditions = conditionsOf(query);
  const total = count(statements, query, groups, search, conditions);
  const page = total <= query.offset ? [] : pageOf(statements, query, groups, search, conditions);
  return { rows: page.map(({ id }) => deviceListRow(statements, id)), total };
}

function pageOf(
  statements: Statements,
  { sort, descending, offset, limit, model }: DeviceQuery,
  groups: readonly Group[],
  search: Search | null,
  conditions: readonly Condition[],
): readonly { readonly id: number }[] {
  const direction = descending ? 'desc' : 'asc';
  const order = `order by ${sort === 'id' ? '' : `${sort} ${direction}, `}id ${direction}`;
  const isWalked = search === null || search.isMany;
  const branches = isWalked ? groups.flatMap(branchesOf) : groups;
  const parts = branches.map((branch) => {
    const where = whereOf(branch, search, conditions);
    const from = `registry_device ${isWalked ? indexedBy(branch, model === undefined ? sort : 'model') : ''}`;
    return {
      sql: `select * from (select id, ${sort === 'id' ? 'null as unsorted' : sort} from ${from} where ${where.sql} ${order} limit ?)`,
      values: [...where.values, offset + limit],
    };
  });
  return statements.all<{ readonly id: number }>(
    `select id from (${parts.map(({ sql }) => sql).join(' union all ')}) ${order} limit ? offset ?`,
    ...parts.flatMap(({ values }) => values),
    limit,
    offset,
  );
}

function count(
  statements: Statements,
  { model }: DeviceQuery,
  groups: readonly Group[],
  search: Search | null,
  conditions: readonly Condition[],
): number {
  if (conditions.length === 0 && search === null) {
    return groups.reduce((sum, group) => sum + countByType(statements, group), 0);
  }
  if (conditions.length === 0 && search !== null && groups.every(({ types }) => types === null)) return search.total;
  return groups.reduce((sum, group) => {
    const where = whereOf(group, search, conditions);
    const from = `registry_device ${search === null || search.isMany ? indexedBy(group, model === undefined ? 'id' : 'model') : ''}`;
    const sql = `select count(*) as total from ${from} where ${where.sql}`;
    return sum + (statements.first<{ readonly total: number }>(sql, ...where.values)?.total ?? 0);
  }, 0);
}

function whereOf({ isComponent: components, types }: Group, search: Search | null, conditions: readonly Condition[]): Condition {
  const all: readonly Condition[] = [
    { sql: `is_component = ${components ? 1 : 0}`, values: [] },
    ...(types === null ? [] : [{ sql: `type in (${types.map(typeCode).join(', ')})`, values: [] }]),
    ...conditions,
    ...(search === null ? [] : [{ sql: `${search.isMany ? '+' : ''}id in (select id from temp.registry_found)`, values: [] }]),
  ];
  return { sql: all.map(({ sql }) => sql).join(' and '), values: all.flatMap(({ values }) => values) };
}

/** Puts the numbers of what is found where the rest of the question can look them up. */
function find(statements: Statements, match: string, groups: readonly Group[]): Search {
  statements.run('create temp table if not exists registry_found (id integer primary key)');
  statements.run('delete from temp.registry_found');
  const total = groups.reduce((sum, group) => {
    const table = wordsTable(group.isComponent);
    const sql = `insert into temp.registry_found select rowid from ${table} where ${table} match ? order by rowid`;
    return sum + statements.run(sql, match);
  }, 0);
  return { total, isMany: total > MANY };
}

function wordsTable(components: boolean): string {
  return components ? 'registry_component_words' : 'registry_device_words';
}

/** Left to itself, SQLite looks the found ones up one by one and sorts them all. @param sort the order, or the one property that is asked for */
function indexedBy({ isComponent: components, types }: Group, sort: DeviceSort): string {
  if (!components) return `indexed by registry_device_list_${sort}`;
  return types !== null && COMPONENT_ORDERS.includes(sort) ? `indexed by registry_component_list_${sort}` : '';
}

/** The line of one device that exists. */
export function deviceListRow(statements: Statements, id: number): DeviceListRow {
  const row = statements.first<DeviceRow>('select * from registry_device_whole where id = ?', id);
  if (row === null) throw new Error(`There is no device ${id}.`);
  const device = deviceOf(row);
  const { standing } = device;
  return {
    id,
    type: device.type,
    manufacturer: device.manufacturer,
    model: device.model,
    serialNumber: device.serialNumber,
    hid: device.hid,
    tags: statements
      .all<{ readonly id: string }>('select id from registry_tag where device = ? order by id, organization', id)
      .map((tag) => tag.id),
    trading: standing.trading,
    physical: standing.physical,
    rating: standing.rating?.value ?? null,
    range: standing.rating === null ? null : rangeOf(standing.rating.value),
    price: standing.price === null ? null : { amount: standing.price.amount, currency: standing.price.currency },
    componentCount:
      statements.first<{ readonly count: number }>('select count(*) as count from registry_device where parent = ?', id)?.count ??
      0,
    open: statements.first('select 1 from registry_event where closed = 0 and device = ? limit 1', id) !== null,
    updated: device.updated,
  };
}

/** Models of everything but components. */
export function listModels(statements: Statements, limit: number): readonly { readonly model: string; readonly count: number }[] {
  return statements.all(
    `select model, count(*) as count from registry_device where is_component = 0 and model is not null
     group by model order by count desc, model limit ?`,
    limit,
  );
}

function conditionsOf({ trading, physical, minRating, maxRating, model }: DeviceQuery): readonly Condition[] {
  const given: (Condition | null)[] = [
    trading === undefined ? null : { sql: 'trading = ?', values: [trading] },
    physical === undefined ? null : { sql: 'physical = ?', values: [physical] },
    minRating === undefined ? null : { sql: 'rating >= ?', values: [minRating] },
    maxRating === undefined ? null : { sql: 'rating <= ?', values: [maxRating] },
    model === undefined ? null : { sql: 'model = ?', values: [storedText(model)] },
  ];
  return given.filter((condition) => condition !== null);
}

function countByType(statements: Statements, { isComponent: components, types }: Group): number {
  return statements
    .all<{ readonly type: DeviceType; readonly devices: number }>('select type, devices from registry_type_count')
    .filter(({ type }) => isComponent(type) === components && (types === null || types.includes(type)))
    .reduce((total, { devices }) => total + devices, 0);
}

/** Without a type: everything but components. */
function groupsOf(type: DeviceType | undefined): readonly Group[] {
  if (type === undefined) return [{ isComponent: false, types: null }];
  const all = { isComponent: true, types: null };
  if (type === 'Device') return [{ isComponent: false, types: null }, all];
  if (type === 'Component') return [all];
  return [{ isComponent: isComponent(type), types: DEVICE_TYPES.filter((other) => isA(other, type)) }];
}

/** Parts that one index has in order: for components mostly those of one type. */
function branchesOf(group: Group): readonly Group[] {
  if (!group.isComponent) return [group];
  return (group.types ?? DEVICE_TYPES.filter(isComponent)).map((type) => ({ isComponent: true, types: [type] }));
}
