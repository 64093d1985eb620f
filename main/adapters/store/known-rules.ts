import { text } from '../../../protocol/texts/text';
import { AppError, isDamage } from '../../domain/errors';
import { newerRulesOf, RULES } from '../../domain/registry/rules';
import type { RegistrySettings } from '../../domain/registry/transaction';
import { SCAN_RULES } from '../../domain/scan/rules';
import { wholeEntry } from './packed-entry';
import { createPacks } from './packs';
import { scanEventOf } from './read-entries';
import type { SqliteDatabase } from './sqlite';

const NEWEST_SCAN = `select seq, body, prev_hash, hash from event
  where kind = 'scanStarted' and kind not in ('reportReceived', 'mesAnswered') order by seq desc limit 1`;

interface ScanRow {
  readonly seq: number;
  readonly body: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/**
 * Refuses a file in which a newer version went on: what it recorded last is by rules that are not known here, and whatever this version
 * added would stand on verdicts that it cannot come to.
 * @throws AppError `storeFailed`
 */
export function assertKnownRules(db: SqliteDatabase, file: string): void {
  const scan = rulesOfNewestScan(db);
  if (scan > SCAN_RULES)
    throw new AppError('storeFailed', text('store.newerRules', { file, what: 'scan', rules: scan, known: SCAN_RULES }));
  for (const { body } of db.prepare('select body from registry_settings').all() as readonly { readonly body: string }[]) {
    const rules = newerRulesOf(JSON.parse(body) as RegistrySettings);
    if (rules !== null)
      throw new AppError('storeFailed', text('store.newerRules', { file, what: 'registry', rules, known: RULES }));
  }
}

/** Damage is told of where a scan is opened. */
function rulesOfNewestScan(db: SqliteDatabase): number {
  const row = db.prepare(NEWEST_SCAN).get() as ScanRow | undefined;
  if (row === undefined) return 0;
  try {
    const event = scanEventOf(wholeEntry(createPacks(db), row));
    return event.kind === 'scanStarted' ? (event.rules ?? 1) : 0;
  } catch (error) {
    if (isDamage(error)) return 0;
    throw error;
  }
}
