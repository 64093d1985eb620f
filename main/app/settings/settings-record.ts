import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import * as z from 'zod';
import type { Settings } from '../../../protocol/settings';
import { withoutPasswords } from '../../../protocol/visible-text';
import type { Commit } from '../../domain/ports/journal';
import type { Store } from '../../domain/ports/store';
import { splitPassword } from './broker-url';
import type { SettingChange } from './changed-settings';
import { jsonMembers, jsonObject, withJsonTexts } from './json-members';
import type { SomeSettings } from './settings-file';
import { examineStoredSettings, type Fault, leftOut, orNull, UNREADABLE } from './stored-settings';

/** What this version could not read of the settings, and what a person knows of it. */
const Unread = z.object({
  /** Whole texts that were no settings, the oldest first. */
  texts: z.array(z.string()).default([]),
  /** Whether a person saved the settings since the last of them. */
  saved: z.boolean().default(true),
  /** Unknown settings that stood there when a person saved: they stay, and are not named any more. */
  passedOver: z.array(z.string()).default([]),
});
type Unread = z.infer<typeof Unread>;

const SETTINGS = 'settings';
const UNREAD = 'settings.unreadable';

/** What is to be committed. */
export interface SettingsWrite {
  readonly settings: NonNullable<Commit['settings']>;
  /** What stood in the records, could not be used, and does not stand there any more; without passwords. */
  readonly dropped: readonly SettingChange[];
}

/** The settings as they stand in the records, with whatever in them this version does not understand. */
export class SettingsRecord {
  readonly settings: Settings;
  /** What could not be used; null when all could, or a person has saved the settings since. */
  readonly leftOut: Texts | null;
  readonly #text: string | null;
  /** Null: the text is no settings at all. */
  readonly #faults: readonly Fault[] | null;
  readonly #unread: Unread;

  private constructor(text: string | null, unread: string | null) {
    const { settings, faults } = examineStoredSettings(text);
    this.settings = settings;
    this.#text = text;
    this.#faults = faults;
    this.#unread = unreadOf(unread);
    this.leftOut = this.#leftOut();
  }

  static async read(store: Pick<Store, 'readSetting'>): Promise<SettingsRecord> {
    return new SettingsRecord(await store.readSetting(SETTINGS), await store.readSetting(UNREAD));
  }

  /** A person saw all settings and saved them: each has its value, and only what this version does not know stays as it was. */
  withAll(settings: Settings): SettingsWrite {
    const text = this.#textWith(settings, () => false);
    const { faults } = examineStoredSettings(text);
    return this.#write(text, { saved: true, passedOver: (faults ?? []).map(idOf) });
  }

  /** These settings are written, everything else stays as it was: also one of them that could not be used and that nobody changed. */
  withSome(some: SomeSettings): SettingsWrite {
    const read = (group: string, name: string): unknown => Reflect.get(Reflect.get(this.settings, group), name);
    const text = this.#textWith(some, (group, name, value) => read(group, name) === value);
    return this.#write(text, this.#faults === null ? { saved: false } : {});
  }

  #textWith(some: SomeSettings, staysAsItIs: (group: string, name: string, value: unknown) => boolean): string {
    const groups = jsonMembers(this.#faults === null ? '{}' : (this.#text ?? '{}'));
    for (const [group, values] of Object.entries(some)) {
      const members = jsonMembers(groups.get(group) ?? '{}');
      for (const [name, value] of Object.entries(values))
        if (!members.has(name) || !staysAsItIs(group, name, value)) members.set(name, JSON.stringify(value));
      groups.set(group, jsonObject(members));
    }
    return jsonObject(groups);
  }

  #write(text: string, change: Partial<Unread>): SettingsWrite {
    const { texts } = this.#unread;
    const lost = this.#faults === null && this.#text !== null && !texts.includes(this.#text) ? [this.#text] : [];
    const unread = { ...this.#unread, ...change, texts: [...texts, ...lost] };
    const known = JSON.stringify(unread) === JSON.stringify(this.#unread);
    return {
      settings: [{ name: SETTINGS, value: text }, ...(known ? [] : [{ name: UNREAD, value: JSON.stringify(unread) }])],
      dropped: this.#dropped(text),
    };
  }

  #dropped(written: string): SettingChange[] {
    if (this.#faults === null)
      return [
        {
          name: SETTINGS,
          before: [text('audit.unreadableSettings', { characters: String(this.#text?.length ?? 0) })],
          after: [text('audit.keptAs', { name: UNREAD })],
        },
      ];
    const changes = this.#faults.flatMap(({ path, setting }): (readonly [string, SettingChange])[] => {
      const before = textAt(this.#text ?? '{}', path);
      const after = textAt(written, path);
      return before === after ? [] : [[setting, { name: setting, before: shown(before), after: shown(after) }]];
    });
    return [...new Map(changes).values()];
  }

  #leftOut(): Texts | null {
    const { texts, saved, passedOver } = this.#unread;
    const unreadable = this.#faults === null || (texts.length > 0 && !saved) ? [UNREADABLE] : NO_TEXT;
    const named = (this.#faults ?? []).filter((fault) => !fault.unknown || !passedOver.includes(idOf(fault)));
    return orNull([...unreadable, ...leftOut(named)]);
  }
}

/** Texts are kept whatever stands here. */
function unreadOf(text: string | null): Unread {
  if (text === null) return Unread.parse({});
  try {
    return Unread.parse(JSON.parse(text));
  } catch {
    return Unread.parse({ texts: [text], saved: false });
  }
}

function idOf({ path }: Fault): string {
  return JSON.stringify(path.map(String));
}

/** A group, or one setting of it, as it stands in this text; an entry of a list is a part of its setting. */
function textAt(text: string, [group, name]: readonly PropertyKey[]): string {
  const groupText = jsonMembers(text).get(String(group)) ?? '';
  return name === undefined ? groupText : (jsonMembers(groupText).get(String(name)) ?? '');
}

function shown(json: string): string {
  return withJsonTexts(json, (text) => withoutPasswords(splitPassword(text).url));
}
