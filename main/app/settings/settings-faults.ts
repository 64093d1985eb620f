import { english } from '../../../messages/english';
import { text } from '../../../protocol/texts/text';
import type * as z from 'zod';
import { nearWord } from '../../../protocol/near-word';
import { EditionName } from '../../../protocol/registry/editions';
import { DEFAULT_SETTINGS, isIdleTooLong, Settings } from '../../../protocol/settings';
import { visibleText } from '../../../protocol/visible-text';
import { choiceText, issueWords } from '../../../protocol/wire/describe-issue';
import { splitPassword } from './broker-url';
import { EDITION_CHOICES } from '../registry/registry-settings';

/** It would stand in the window and in the records, and look-ups would not send it. */
const API_PASSWORD = english(text('settings.apiPassword'));

const SECRETS =
  'Passwords and tokens are entered in the window, or come in BURNIN_BROKER_PASSWORD, BURNIN_API_TOKEN and BURNIN_REGISTRY_TOKEN.';
const MAX_NAMED = 20;
const MAX_NAME = 120;

/** All that is wrong with settings as somebody wrote them, whole or in part, as sentences; empty when they can be used. */
export function settingsFaults(given: unknown): string {
  const read = Settings.safeParse(given);
  const ofShape = read.success ? [] : read.error.issues.flatMap(issueSentences);
  const sentences = [...ofShape, ...faultsOfMeaning(given)];
  const more = sentences.length - MAX_NAMED;
  return [...sentences.slice(0, MAX_NAMED), ...(more > 0 ? [`${more} more like these.`] : [])].join(' ');
}

/** What each value alone may be, and here is not. What is of no such type is a fault of shape. */
function faultsOfMeaning(given: unknown): string[] {
  const idleMs = valueAt(given, 'scan', 'idleMs');
  const maxMs = valueAt(given, 'scan', 'maxMs');
  const baseUrl = valueAt(given, 'api', 'baseUrl');
  const editions = [
    ['officialRate', EDITION_CHOICES.rates],
    ['officialPrice', EDITION_CHOICES.prices],
  ] as const;
  return [
    ...(typeof baseUrl === 'string' && splitPassword(baseUrl).password !== null ? [`\`api.baseUrl\`: ${API_PASSWORD}`] : []),
    ...(typeof idleMs === 'number' && typeof maxMs === 'number' && isIdleTooLong({ idleMs, maxMs })
      ? [`\`scan.idleMs\` (${idleMs}) is longer than \`scan.maxMs\` (${maxMs}), so no scan would end by it; give a shorter one.`]
      : []),
    ...editions.flatMap(([key, choices]) => {
      const name = EditionName.safeParse(valueAt(given, 'registry', key)).data;
      return name === undefined || choices.includes(name) ? [] : [`\`registry.${key}\`: must be ${choiceText(choices)}.`];
    }),
  ];
}

function valueAt(given: unknown, part: string, key: string): unknown {
  const own = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  return own(own(given, part), key);
}

function issueSentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(issue.path.map(String), key));
  const entry = issue.path.at(-1);
  const name = (path: readonly PropertyKey[]): string => `\`${visibleText(path.map(String).join('.'), MAX_NAME)}\``;
  return typeof entry === 'number'
    ? [`${name(issue.path.slice(0, -1))}, entry ${entry + 1}: ${issueWords(issue)}.`]
    : [`${name(issue.path)}: ${issueWords(issue)}.`];
}

function unknownSetting(part: readonly string[], key: string): string {
  const meant = meantSetting(part, key);
  const next =
    meant !== undefined
      ? meant === key
        ? written(meant)
        : `Is \`${meant}\` meant?`
      : /password|passwd|token|secret/i.test(key)
        ? SECRETS
        : 'docs/settings.md lists all.';
  return `There is no setting \`${visibleText([...part, key].join('.'), MAX_NAME)}\`. ${next}`;
}

function written(path: string): string {
  const [part, key] = path.split('.');
  return `Write it as {"${part}": {"${key}": …}}.`;
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
