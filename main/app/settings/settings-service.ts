import { text, type Texts } from '../../../protocol/texts/text';
import { DEFAULT_SETTINGS, SecretName, type SecretsView, type Settings } from '../../../protocol/settings';
import { firstFaultText } from '../../../protocol/wire/issue-text';
import { AppError } from '../../domain/errors';
import type { Log } from '../../domain/ports/log';
import type { Secrets } from '../../domain/ports/secrets';
import type { Store } from '../../domain/ports/store';
import { splitPassword } from './broker-url';
import { misleadingTexts } from './settings-faults';
import { orNull } from './stored-settings';
import { changedSettings, type SettingChange } from './changed-settings';
import type { Act, AuditRow, SecretValues } from '../ports';
import { mergedSettings, type SomeSettings } from './settings-file';
import { SettingsRecord } from './settings-record';
import { UsableSettings } from './usable-settings';

/** Secrets that are entered (a text), removed (null) or left as they are. */
export type SecretEntries = Readonly<Partial<Record<SecretName, string | null | undefined>>>;

/** A group that is stored by itself. */
export type SettingsGroup = Pick<Settings, 'window'> | Pick<Settings, 'records'>;

export interface SettingsOfRun {
  /** Settings that win over the stored ones and are not stored (the `burnin` command, tests, the demo). */
  readonly settingsOverride?: SomeSettings;
  /**
   * Addresses of this run only, taken as they are: one that cannot be used does not keep the window from opening, which shows
   * what is wrong with it.
   */
  readonly launchAddresses?: { readonly broker: string | null; readonly api: string | null };
}

export interface SettingsServiceDeps {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly ofRun: SettingsOfRun;
  /** Rejects when the device keys that these settings name cannot be read. */
  readonly readKeys: (settings: Settings) => Promise<unknown>;
  /** Writes acts of whoever is at the console when it is called, for the record. */
  readonly acting: () => Act;
  /** Gives a question that throws once another person, or nobody, stands there. */
  readonly sameAsNow: () => () => void;
  /** All of them were saved. @param reachedAnew whether broker or factory are reached in another way now */
  readonly onSaved: (reachedAnew: boolean) => Promise<void>;
  readonly onGroupSaved: () => void;
}

/** Settings and secrets in use: read at the start, changed by a person, on record with before and after. */
export class SettingsService {
  readonly #deps: SettingsServiceDeps;
  #settings: Settings = DEFAULT_SETTINGS;
  #lastChange: Promise<unknown> = Promise.resolve();
  #leftOut: Texts | null = null;
  #secrets: SecretValues = { brokerPassword: null, apiToken: null, registryToken: null, signalsKey: null };

  constructor(deps: SettingsServiceDeps) {
    this.#deps = deps;
  }

  /** Those in use. */
  get current(): Settings {
    return this.#settings;
  }

  /** What stands in the records and could not be used, null when all could, or it was saved again. */
  get leftOut(): Texts | null {
    return this.#leftOut;
  }

  get secrets(): SecretValues {
    return this.#secrets;
  }

  /** Rejects with `badSettings` when an override is none. */
  async load(): Promise<void> {
    const stored = await SettingsRecord.read(this.#deps.store);
    const settings = this.#ofRun(stored.settings);
    const { url, password } = splitPassword(settings.broker.url);
    const api = splitPassword(settings.api.baseUrl);
    this.#settings = { ...settings, broker: { ...settings.broker, url }, api: { ...settings.api, baseUrl: api.url } };
    const misleading = misleadingTexts(this.#settings);
    const unused = [
      ...(api.password === null ? [] : [text('settings.apiPassword')]),
      ...(misleading.length === 0 ? [] : [text('settings.misleading'), ...misleading]),
    ];
    this.#leftOut = orNull([...(stored.leftOut ?? []), ...unused]);
    this.#secrets = {
      brokerPassword: password ?? (await this.#read('brokerPassword')),
      apiToken: await this.#read('apiToken'),
      registryToken: await this.#read('registryToken'),
      signalsKey: await this.#read('signalsKey'),
    };
  }

  /**
   * Stores settings and secrets. Stored settings that cannot be used get the value that was entered, on record with what stood there;
   * those that this version does not know stay.
   */
  async save(entered: Settings, entries: SecretEntries): Promise<void> {
    const by = { act: this.#deps.acting(), keepSame: this.#deps.sameAsNow() };
    const reachedAnew = await this.#inTurn(() => this.#save(entered, entries, by));
    await this.#deps.onSaved(reachedAnew);
  }

  async #save(
    entered: Settings,
    entries: SecretEntries,
    { act, keepSame }: { readonly act: Act; readonly keepSame: () => void },
  ): Promise<boolean> {
    const { secrets, store, readKeys } = this.#deps;
    if (splitPassword(entered.api.baseUrl).password !== null) throw new AppError('badSettings', text('settings.apiPassword'));
    const usable = UsableSettings.safeParse(entered);
    if (!usable.success) throw new AppError('badSettings', text('settings.invalid', { issue: firstFaultText(usable.error) }));
    const [misleading] = misleadingTexts(entered);
    if (misleading !== undefined) throw new AppError('badSettings', text('settings.invalid', { issue: misleading }));
    const { url, password } = splitPassword(entered.broker.url);
    const settings = { ...entered, broker: { ...entered.broker, url } };
    // Keys that cannot be read would keep every report waiting.
    if (settings.broker.reportSigning !== 'off') await readKeys(settings);
    const changes = password === null ? entries : { ...entries, brokerPassword: password };
    const before = this.#reachedBy();
    keepSame();
    for (const name of SecretName.options) {
      const value = changes[name];
      if (value !== undefined) await secrets.write(name, value);
    }
    const words = (value: string | null): Texts => [text('audit.secret', { is: value === null ? 'none' : 'set' })];
    const secretActs = SecretName.options.flatMap((name) => {
      const value = changes[name];
      return value === undefined ? [] : [act('secretChanged', name, words(this.#secrets[name]), words(value))];
    });
    const write = (await SettingsRecord.read(store)).withAll(settings);
    await store.commit({
      settings: write.settings,
      audit: [...this.#changesTo(settings, write.dropped, act), ...secretActs],
    });
    this.#secrets = this.secretsWith(changes);
    this.#settings = settings;
    this.#leftOut = null;
    return this.#reachedBy() !== before;
  }

  /**
   * Stores one group of the settings, and leaves all else as it stands in the records, whether this version can use it or not.
   * Overrides of this run are not stored with it.
   */
  async saveGroup(group: SettingsGroup): Promise<void> {
    const [act, keepSame] = [this.#deps.acting(), this.#deps.sameAsNow()];
    await this.#inTurn(async () => {
      const { store } = this.#deps;
      keepSame();
      const settings = { ...this.#settings, ...group };
      const write = (await SettingsRecord.read(store)).withSome(group);
      await store.commit({ settings: write.settings, audit: this.#changesTo(settings, write.dropped, act) });
      this.#settings = settings;
    });
    this.#deps.onGroupSaved();
  }

  /** Which secrets there are, without them. */
  secretsView(): SecretsView {
    const { brokerPassword, apiToken, registryToken, signalsKey } = this.#secrets;
    return {
      brokerPassword: brokerPassword !== null,
      apiToken: apiToken !== null,
      registryToken: registryToken !== null,
      signalsKey: signalsKey !== null,
      keptIn: this.#deps.secrets.describe(),
    };
  }

  /** Secrets as they would be after a change that is not saved yet. */
  secretsWith(change: SecretEntries): SecretValues {
    const pick = (name: SecretName): string | null => (change[name] === undefined ? this.#secrets[name] : change[name]);
    return {
      brokerPassword: pick('brokerPassword'),
      apiToken: pick('apiToken'),
      registryToken: pick('registryToken'),
      signalsKey: pick('signalsKey'),
    };
  }

  /** Passwords and tokens in use, to be hidden wherever they appear. */
  secretTexts(): readonly string[] {
    return Object.values(this.#secrets).filter((value: string | null) => value !== null);
  }

  /** What was read in the records may not be there any more while another change is under way. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }

  /** Of a setting that could not be used, what stood in the records is what was before. */
  #changesTo(settings: Settings, dropped: readonly SettingChange[], act: Act): AuditRow[] {
    const changes = [...changedSettings(this.#settings, settings), ...dropped];
    return [...new Map(changes.map((change) => [change.name, change])).values()].map(({ name, before, after }) =>
      act('settingsChanged', name, before, after),
    );
  }

  #reachedBy(): string {
    const { broker, api } = this.#settings;
    const { brokerPassword, apiToken } = this.#secrets;
    return JSON.stringify([broker, api, brokerPassword, apiToken]);
  }

  async #read(name: SecretName): Promise<string | null> {
    try {
      return await this.#deps.secrets.read(name);
    } catch (error) {
      this.#deps.log.warn('A secret could not be read; enter it again in the settings.', { name, error });
      return null;
    }
  }

  #ofRun(settings: Settings): Settings {
    const { settingsOverride: over = {}, launchAddresses: { broker = null, api = null } = {} } = this.#deps.ofRun;
    const merged = UsableSettings.safeParse(mergedSettings(settings, over));
    if (!merged.success) {
      throw new AppError('badSettings', text('settings.invalidOfRun', { issue: firstFaultText(merged.error) }));
    }
    const { data } = merged;
    return {
      ...data,
      broker: broker === null ? data.broker : { ...data.broker, url: broker },
      api: api === null ? data.api : { ...data.api, baseUrl: api },
    };
  }
}
