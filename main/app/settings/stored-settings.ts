import { english } from '../../../messages/english';
import { issueText } from '../../../protocol/wire/issue-text';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import type * as z from 'zod';
import { DEFAULT_SETTINGS, type Settings } from '../../../protocol/settings';
import { visibleText } from '../../../protocol/visible-text';
import { splitPassword } from './broker-url';
import { UsableSettings } from './usable-settings';

export interface StoredSettings {
  readonly settings: Settings;
  /** What stands in the records and cannot be used; null when all can. */
  readonly leftOut: Texts | null;
}

const MAX_NAMED = 3;
const MAX_ROUNDS = 8;

/** For the operator, when there are no settings in what is stored. */
export const UNREADABLE = text('settings.storedUnreadable');

/**
 * Settings as they are stored, one JSON text. What this version cannot use costs itself only: an entry of a list is left out, any
 * other setting gets its default. A text that is no settings at all counts as the defaults.
 */
export function readStoredSettings(text: string | null): StoredSettings {
  const { settings, faults } = examineStoredSettings(text);
  return { settings, leftOut: orNull(faults === null ? [UNREADABLE] : leftOut(faults)) };
}

/** The same, with each thing that cannot be used; null for them when the text is no settings at all. */
export function examineStoredSettings(text: string | null): {
  readonly settings: Settings;
  readonly faults: readonly Fault[] | null;
} {
  const unreadable = { settings: DEFAULT_SETTINGS, faults: null };
  if (text === null) return { settings: DEFAULT_SETTINGS, faults: [] };
  let stored: unknown;
  try {
    stored = withoutOldPassword(JSON.parse(text));
  } catch {
    return unreadable;
  }
  const faults: Fault[] = [];
  // Each round takes out all that was found; what is behind a fault of shape is found in the next.
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const parsed = UsableSettings.safeParse(stored);
    if (parsed.success) return { settings: parsed.data, faults };
    const found = parsed.error.issues.flatMap(faultsOf);
    if (found.some(({ path }) => path.length === 0)) return unreadable;
    faults.push(...found);
    stored = without(
      stored,
      found.map(({ path }) => path),
    );
  }
  return unreadable;
}

/** What is left out, for the operator. */
export function leftOut(faults: readonly Pick<Fault, 'name'>[]): Texts {
  if (faults.length === 0) return NO_TEXT;
  const shown = faults.slice(0, MAX_NAMED).map(({ name }) => name);
  const [named, more] = [shown.join('; '), faults.length - shown.length];
  return [more === 0 ? text('settings.leftOut', { named }) : text('settings.leftOutMore', { named, more })];
}

/** Null where nothing is said. */
export function orNull(texts: Texts): Texts | null {
  return texts.length === 0 ? null : texts;
}

/** Something in the stored settings that this version cannot use. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  /** This version knows no such setting: it is a later one's, or a slip. */
  readonly unknown: boolean;
  /** `scan.serviceNics` */
  readonly setting: string;
  /** The setting, and what is wrong with it where that says more. */
  readonly name: string;
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path, unknown: true, setting: nameOf(path), name: nameOf(path) };
    });
  const setting = nameOf(issue.path.filter((key) => typeof key !== 'number'));
  const name = issue.code === 'custom' ? `${setting} (${english(issueText(issue))})` : setting;
  return [{ path: issue.path, unknown: false, setting, name }];
}

function nameOf(path: readonly PropertyKey[]): string {
  return visibleText(path.map(String).join('.'), 80);
}

/** The same value without what stands at these paths. */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  const gone = new Set(paths.filter(({ length }) => length === 1).map(([key]) => key));
  const below = (key: PropertyKey): (readonly PropertyKey[])[] =>
    paths.filter((path) => path.length > 1 && path[0] === key).map((path) => path.slice(1));
  const kept = <K extends PropertyKey>(entries: readonly (readonly [K, unknown])[]): (readonly [K, unknown])[] =>
    entries.filter(([key]) => !gone.has(key)).map(([key, one]) => [key, without(one, below(key))]);
  if (paths.length === 0) return value;
  if (Array.isArray(value)) return kept([...value.entries()]).map(([, one]) => one);
  return isObject(value) ? Object.fromEntries(kept(Object.entries(value))) : value;
}

/** Earlier versions stored an address with a password that they could not tell from a port; it is entered again. */
function withoutOldPassword(stored: unknown): unknown {
  if (!isObject(stored) || !isObject(stored['broker']) || typeof stored['broker']['url'] !== 'string') return stored;
  return { ...stored, broker: { ...stored['broker'], url: splitPassword(stored['broker']['url']).url } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
