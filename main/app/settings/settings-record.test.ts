import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { SettingsRecord, type SettingsWrite } from './settings-record';
import { UNREADABLE } from './stored-settings';

/** The settings of one file of records. */
class Records {
  readonly values = new Map<string, string>();

  constructor(text: string) {
    this.values.set('settings', text);
  }

  readonly readSetting = async (name: string): Promise<string | null> => this.values.get(name) ?? null;

  read(): Promise<SettingsRecord> {
    return SettingsRecord.read(this);
  }

  take({ settings, dropped }: SettingsWrite): SettingsWrite['dropped'] {
    for (const { name, value } of settings) this.values.set(name, value);
    return dropped;
  }

  get object(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    return JSON.parse(this.values.get('settings') ?? '') as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }
}

const GROUPS = Object.keys(DEFAULT_SETTINGS);
const names = (group: string): string[] =>
  Object.keys(new Map<string, object>(Object.entries(DEFAULT_SETTINGS)).get(group) ?? {});

interface Part {
  readonly group: string;
  readonly name: string | null;
  readonly value: unknown;
}

/** Each setting that stands there; of a group that is none, the group. */
function partsOf(stored: object): Part[] {
  return Object.entries(stored).flatMap(([group, value]: [string, unknown]): Part[] =>
    GROUPS.includes(group) && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([name, one]: [string, unknown]) => ({ group, name, value: one }))
      : [{ group, name: null, value }],
  );
}

/** Right and wrong values, settings of later versions, and groups that are none. */
const storedObject = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
    ...GROUPS.map((group) =>
      fc.option(
        fc.oneof(
          { weight: 1, arbitrary: fc.jsonValue() },
          {
            weight: 4,
            arbitrary: fc.dictionary(
              fc.oneof(fc.constantFrom(...names(group)), fc.constant('newer'), fc.string()),
              fc.oneof(fc.jsonValue(), fc.constantFrom('dark', 'large', 30, ['00:e0', '00:e0:4c'])),
              { maxKeys: 5 },
            ),
          },
        ),
        { nil: undefined },
      ),
    ),
  )
  .map(([more, ...groups]) => JSON.stringify({ ...more, ...Object.fromEntries(GROUPS.map((name, at) => [name, groups[at]])) }));
const someChange = fc.oneof(
  fc.record({
    window: fc.record({
      theme: fc.constantFrom('system', 'light', 'dark'),
      size: fc.constantFrom('normal', 'large'),
      language: fc.constantFrom('system', 'en', 'zh-Hant'),
    }),
  }),
  fc.record({ records: fc.record({ keepDays: fc.constantFrom(0, 30, 730) }) }),
);

it('a group that is saved by itself leaves all else as it stands, and what cannot be read is named as before', async () => {
  await fc.assert(
    fc.asyncProperty(storedObject, someChange, async (text, change) => {
      const records = new Records(text);
      const before = records.object;
      const was = await records.read();
      const [[group, values] = ['', {}]] = Object.entries(change);
      records.take(was.withSome(change));
      const after = records.object;
      const rest = (object: object): string => JSON.stringify({ ...object, [group]: 0 });
      expect(rest({ [group]: 0, ...after })).toBe(rest({ [group]: 0, ...before }));
      // Within the group what later versions wrote stays.
      const others = partsOf(before).filter((part) => part.group === group && part.name !== null && !(part.name in values));
      expect(partsOf(after)).toEqual(expect.arrayContaining(others));
      const is = await records.read();
      expect(is.settings).toEqual({ ...was.settings, ...change });
      const elsewhere = await new Records(JSON.stringify({ ...before, [group]: {} })).read();
      expect(is.leftOut !== null || elsewhere.leftOut === null).toBe(true);
    }),
  );
});

it('all settings that are saved have their value, later settings stay, and what was dropped is said with what stood there', async () => {
  await fc.assert(
    fc.asyncProperty(storedObject, async (text) => {
      const records = new Records(text);
      const before = records.object;
      const was = await records.read();
      const dropped = new Map(records.take(was.withAll(was.settings)).map(({ name, before: value }) => [name, value]));
      const after = records.object;
      const is = await records.read();
      expect(is.settings).toEqual(was.settings);
      expect(is.leftOut).toBeNull();
      const kept = partsOf(after);
      const changed = partsOf(before).filter((part) => !kept.some((other) => isDeepStrictEqual(other, part)));
      const silent = changed.filter(({ group, name }) => !dropped.has(name === null ? group : `${group}.${name}`));
      // Only what could be used may stand there in another way, for example without the blanks around it.
      for (const { group, name, value } of silent)
        expect(
          (await new Records(JSON.stringify({ [group]: name === null ? value : { [name]: value } })).read()).leftOut,
        ).toBeNull();
      expect(
        changed.filter(({ group, name }) => !GROUPS.includes(group) || (name !== null && !names(group).includes(name))),
      ).toEqual([]);
    }),
  );
});

it.each(['{"broker":{"url":17', '', '[]', 'null', '17', '"amqp://u:hush@b/"'])(
  'a text that is no settings is kept, and named until the settings are saved: %j',
  async (text) => {
    const records = new Records(text);
    const dropped = records.take((await records.read()).withSome({ window: { theme: 'dark', size: 'large' } }));
    expect(dropped).toEqual([
      {
        name: 'settings',
        before: [{ code: 'audit.unreadableSettings', params: { characters: String(text.length) } }],
        after: [{ code: 'audit.keptAs', params: { name: 'settings.unreadable' } }],
      },
    ]);
    const kept = (): unknown => JSON.parse(records.values.get('settings.unreadable') ?? 'null');
    expect(kept()).toMatchObject({ texts: [text] });
    records.take((await records.read()).withSome({ records: { keepDays: 30 } }));
    const again = await records.read();
    expect(again.settings).toMatchObject({ window: { theme: 'dark' }, records: { keepDays: 30 } });
    expect(again.leftOut).toEqual([UNREADABLE]);
    records.take(again.withAll(again.settings));
    expect((await records.read()).leftOut).toBeNull();
    records.values.set('settings', '{');
    records.take((await records.read()).withAll(DEFAULT_SETTINGS));
    expect(kept()).toMatchObject({ texts: [text, '{'] });
  },
);

it('what stands where the unreadable texts are kept is kept itself', async () => {
  const records = new Records('{');
  records.values.set('settings.unreadable', 'half a te');
  records.take((await records.read()).withAll(DEFAULT_SETTINGS));
  expect(records.values.get('settings.unreadable')).toContain('["half a te","{"]');
});

it('numbers that JavaScript cannot hold stay, a wrong look that nobody changed too, and no password is said', async () => {
  const records = new Records(
    '{"newer": 12345678901234567890,"scan":{"idleMs":1e999},"window":{"theme":"contrast"},"broker":{"url":"amqp://u:hu sh\\"@b/"}}',
  );
  records.take((await records.read()).withSome({ window: { theme: 'system', size: 'large' } }));
  const text = records.values.get('settings');
  expect(text).toContain('"newer":12345678901234567890,"scan":{"idleMs":1e999},"window":{"theme":"contrast","size":"large"}');
  const dropped = records.take((await records.read()).withSome({ window: { theme: 'dark', size: 'large' } }));
  expect(dropped).toEqual([{ name: 'window.theme', before: '"contrast"', after: '"dark"' }]);
  const rest = records.take((await records.read()).withAll(DEFAULT_SETTINGS));
  expect(rest).toContainEqual({ name: 'scan.idleMs', before: '1e999', after: '10000' });
  expect(JSON.stringify(rest)).not.toMatch(/hu sh/);
  expect(records.values.get('settings')).toContain('"newer":12345678901234567890');
});
