import type * as z from 'zod';
import { plantWordFaults } from '../../../protocol/plant-words';
import { nearWord } from '../../../protocol/near-word';
import { EditionName } from '../../../protocol/registry/editions';
import { DEFAULT_SETTINGS, isIdleTooLong, misleadingAddresses, Settings } from '../../../protocol/settings';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import { choiceText, issueText } from '../../../protocol/wire/issue-text';
import { splitPassword } from './broker-url';
import { EDITION_CHOICES } from '../registry/registry-settings';

const MAX_NAMED = 20;
const MAX_NAME = 120;

/** All that is wrong with settings as somebody wrote them, whole or in part; nothing when they can be used. */
export function settingsFaults(given: unknown): Texts {
  const read = Settings.safeParse(given);
  const ofShape = read.success ? [] : read.error.issues.flatMap(issueTexts);
  const faults = [...ofShape, ...faultsOfMeaning(given, read.error?.issues ?? [])];
  const more = faults.length - MAX_NAMED;
  return [...faults.slice(0, MAX_NAMED), ...(more > 0 ? [text('settings.moreFaults', { more: String(more) })] : [])];
}

/** Addresses in settings that would lead elsewhere than they say, one sentence each. */
export function misleadingTexts(...[settings, named]: Parameters<typeof misleadingAddresses>): Texts {
  return misleadingAddresses(settings, named).map(({ path, fault }) => text('fault.at', { at: nameOf(path), fault }));
}

/** What keeps the addresses in a part of the settings from being used, each as a part of a sentence. */
export function addressFaults(given: unknown): Texts {
  const shape = Settings.safeParse(given).error?.issues ?? [];
  return [...misleadingAddresses(given).map(({ fault }) => fault), ...shape.map(issueText)];
}

/** What each value alone may be, and here is not. What is of no such type is a fault of shape. */
function faultsOfMeaning(given: unknown, named: readonly z.core.$ZodIssue[]): Text[] {
  const idleMs = valueAt(given, 'scan', 'idleMs');
  const maxMs = valueAt(given, 'scan', 'maxMs');
  const baseUrl = valueAt(given, 'api', 'baseUrl');
  const editions = [
    ['officialRate', EDITION_CHOICES.rates],
    ['officialPrice', EDITION_CHOICES.prices],
  ] as const;
  const hasPassword = typeof baseUrl === 'string' && splitPassword(baseUrl).password !== null;
  return [
    // It would stand in the window and in the records, and look-ups would not send it.
    ...(hasPassword
      ? [text('fault.at', { at: 'api.baseUrl', fault: [text('settings.apiPassword')] })]
      : misleadingTexts(given, named)),
    ...(typeof idleMs === 'number' && typeof maxMs === 'number' && isIdleTooLong({ idleMs, maxMs })
      ? [text('settings.longIdle', { idleMs: String(idleMs), maxMs: String(maxMs) })]
      : []),
    ...plantWordFaults({ success: textsAt(given, 'successWords'), refusal: textsAt(given, 'refusalWords') }).map(
      ({ list, entry, fault }) => text('fault.entry', { at: `api.${list}`, entry: String(entry + 1), fault }),
    ),
    ...editions.flatMap(([key, choices]) => {
      const name = EditionName.safeParse(valueAt(given, 'registry', key)).data;
      return name === undefined || choices.includes(name)
        ? []
        : [text('fault.at', { at: `registry.${key}`, fault: choiceText(choices) })];
    }),
  ];
}

function valueAt(given: unknown, part: string, key: string): unknown {
  const own = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  return own(own(given, part), key);
}

/** A list of texts; nothing where it is none. */
function textsAt(given: unknown, list: 'successWords' | 'refusalWords'): readonly string[] {
  const entries = valueAt(given, 'api', list);
  return Array.isArray(entries) && entries.every((entry) => typeof entry === 'string') ? entries : [];
}

function issueTexts(issue: z.core.$ZodIssue): Text[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(issue.path.map(String), key));
  const entry = issue.path.at(-1);
  const fault = issueText(issue);
  return typeof entry === 'number'
    ? [text('fault.entry', { at: nameOf(issue.path.slice(0, -1)), entry: String(entry + 1), fault })]
    : [text('fault.at', { at: nameOf(issue.path), fault })];
}

function nameOf(path: readonly PropertyKey[]): string {
  return visibleText(path.map(String).join('.'), MAX_NAME);
}

function unknownSetting(part: readonly string[], key: string): Text {
  return text('settings.unknown', { setting: nameOf([...part, key]), next: whatInstead(part, key) });
}

function whatInstead(part: readonly string[], key: string): Text {
  const meant = meantSetting(part, key);
  if (meant === undefined)
    return /password|passwd|token|secret/i.test(key) ? text('settings.noSecrets') : text('settings.allListed');
  if (meant !== key) return text('settings.meant', { setting: meant });
  const [group = '', own = ''] = meant.split('.');
  return text('settings.writtenAs', { part: group, key: own });
}

/** The setting that a key which is none may stand for: one with a near name beside it, or one of another part with this name. */
function meantSetting([part]: readonly string[], key: string): string | undefined {
  const parts = Object.entries(DEFAULT_SETTINGS).map(([name, values]) => [name, Object.keys(values)] as const);
  const beside = part === undefined ? parts.map(([name]) => name) : (parts.find(([name]) => name === part)?.[1] ?? []);
  const near = nearWord(key, beside);
  if (near !== undefined) return part === undefined ? near : `${part}.${near}`;
  const every = parts.flatMap(([name, keys]) => keys.map((one) => [one, `${name}.${one}`] as const));
  const elsewhere = nearWord(
    key,
    every.map(([one]) => one),
  );
  return every.find(([one, path]) => one === elsewhere || path === key)?.[1];
}
