import { text } from '../../../protocol/texts/text';
import { DeviceQuery } from '../../../protocol/registry/views';
import { SIMULATION_MARK } from '../../../protocol/simulation';
import { AppError } from '../../domain/errors';
import type { Store } from '../../domain/ports/store';
import type { Registry } from '../../domain/ports/registry';

const SETTING = 'simulation';

/** What is asked of records to find out whether they are new. */
interface Records {
  readonly store: Store;
  readonly registry: Pick<Registry, 'devices' | 'agents' | 'tags'>;
}

/** Whether these are records of practice. They say so themselves, wherever they are opened. */
export async function isPractice(store: Pick<Store, 'readSetting'>): Promise<boolean> {
  return (await store.readSetting(SETTING)) !== null;
}

/** What a file made from these records begins with: the mark, where they are records of practice. */
export async function simulationMark(store: Pick<Store, 'readSetting'>): Promise<{ readonly simulation?: string }> {
  return (await isPractice(store)) ? { simulation: SIMULATION_MARK } : {};
}

/** Keeps records of practice out of real work. Rejects with `notAllowedNow`. @param file as it is named to the person */
export async function requireReal(store: Pick<Store, 'readSetting'>, file: string): Promise<void> {
  if (await isPractice(store)) throw new AppError('notAllowedNow', text('practice.recordsOfPractice', { file }));
}

/** Keeps records that are in use, and are not of practice, out of it. Rejects with `notAllowedNow`. */
export async function requirePracticeMark(store: Pick<Store, 'readSetting'>, file: string): Promise<void> {
  if (!(await isPractice(store))) throw new AppError('notAllowedNow', text('practice.realRecords', { file }));
}

/** Keeps real records out of practice; new ones become records of practice for good. Rejects with `notAllowedNow`. */
export async function requirePractice(records: Records, file: string): Promise<void> {
  if (await isPractice(records.store)) return;
  if (!(await isNew(records))) throw new AppError('notAllowedNow', text('practice.realRecords', { file }));
  await records.store.writeSetting(SETTING, SIMULATION_MARK);
}

/** A console that was ever started has a name; a registry may have been filled without one. */
async function isNew({ store, registry }: Records): Promise<boolean> {
  const traces = await Promise.all([store.readSetting('consoleId'), store.readSetting('settings'), store.latestOperation()]);
  if (traces.some((trace) => trace !== null)) return false;
  const { rows } = await registry.devices(DeviceQuery.parse({ limit: 1 }));
  const lists = await Promise.all([store.listPeople(), store.listAudit(1), registry.agents(), registry.tags(0, 1)]);
  return [rows, ...lists].every((list) => list.length === 0);
}
