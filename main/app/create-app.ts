import type { MesAnswer } from '../../protocol/http';
import { deviceIdOf, type OperationId, type SerialNumber } from '../../protocol/ids';
import { DEFAULT_SETTINGS, SecretName, Settings, type Look, type SecretsView } from '../../protocol/settings';
import type { Connections, EventName, EventPayload, HealthView, LinkState, Snapshot } from '../../protocol/ipc';
import { describeFirstIssue } from '../../protocol/wire/describe-issue';
import type { CardStay } from '../domain/compare/card-stay';
import { AppError } from '../domain/errors';
import type { AuditEntry, RawAnswer } from '../domain/events';
import type { BusState, Clock, Commit, DeviceKeys, Log, PinHasher, Secrets, Store, StoredDelivery } from '../domain/ports';
import type { Registry } from '../domain/registry/ports';
import type { Effect } from '../domain/session/state';
import { deviceRow, sessionView } from '../domain/session/views';
import { Asking } from './asking';
import { splitPassword } from './broker-url';
import { lookUpCards } from './card-look-up';
import { changedSettings } from './changed-settings';
import { ScanEngine } from './engine';
import { Health } from './health';
import { Intake } from './intake';
import { deliveryView, OutboxPump } from './outbox-pump';
import { PatchStream } from './patch-stream';
import type { Diagnostics, FileDialogs, Identities, LinkMaker, Links, SecretValues } from './ports';
import { Presence } from './presence';
import { carryOut, planPruning } from './prune';
import { RegistryService, type ServeRegistry } from './registry-service';
import { ReportGate } from './report-gate';
import { ScanRegistry } from './scan-registry';
import { SignInDesk } from './sign-in-desk';
import { readStoredSettings } from './stored-settings';
import { supportBundle } from './support-bundle';

export interface AppDeps {
  readonly store: Store;
  /** Absent where no part of the registry is used. */
  readonly registry?: Registry;
  /** Absent where the registry is not served over HTTP. */
  readonly serveRegistry?: ServeRegistry;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly random: () => number;
  readonly secrets: Secrets;
  readonly pins: PinHasher;
  readonly links: LinkMaker;
  readonly dialogs: FileDialogs;
  readonly diagnostics: Diagnostics;
  readonly appVersion: string;
  /** Settings that win over the stored ones and are not stored (the `burnin` command, tests, the demo). */
  readonly settingsOverride?: Partial<{ [K in keyof Settings]: Partial<Settings[K]> }>;
  /**
   * Addresses of this run only, taken as they are: one that cannot be used does not keep the window from opening, which shows
   * what is wrong with it.
   */
  readonly launchAddresses?: { readonly broker: string | null; readonly api: string | null };
  /** Receives every event for the window. */
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

const PRESENCE_EVERY_MS = 5_000;
/** Every agent says hello at least once in this time. */
const HELLO_ROUND_MS = 32_000;

/** The whole product without Electron: what the window, the `burnin` command, the tests and the bench share. */
export class ConsoleApp {
  readonly deps: AppDeps;
  readonly engine: ScanEngine;
  readonly outbox: OutboxPump;
  readonly presence: Presence;
  readonly patches: PatchStream;
  readonly signIn: SignInDesk;
  /** Null where there is no registry. */
  readonly scanRegistry: ScanRegistry | null;
  readonly #registryService: RegistryService | null;
  readonly #health: Health;
  readonly #intake: Intake;
  readonly #asking: Asking;
  readonly #deliveries = new Map<string, StoredDelivery>();
  #links: Links | null = null;
  #keys: DeviceKeys | null = null;
  #settings: Settings = DEFAULT_SETTINGS;
  #secretValues: SecretValues = { brokerPassword: null, apiToken: null, registryToken: null };
  #consoleId = '';
  #quarantined = 0;
  #broker: LinkState;
  #mes: LinkState;
  #cancelPresence: (() => void) | null = null;
  readonly #brokerWaiters = new Set<() => void>();

  constructor(given: AppDeps) {
    this.#health = new Health(given.clock.now());
    const deps = { ...given, store: this.#health.watching(given.store) };
    this.deps = deps;
    const { store, clock, log, ids } = deps;
    const since = clock.now();
    this.#broker = { state: 'connecting', sentence: 'Connecting to RabbitMQ.', since };
    this.#mes = { state: 'unknown', sentence: 'MES has not been asked yet.', since };
    this.presence = new Presence(clock);
    this.signIn = new SignInDesk({ store, clock, pins: deps.pins, onChange: (signIn) => this.patches.changed({ signIn }) });
    const session = (): ScanEngine['session'] => this.engine.session;
    this.patches = new PatchStream({
      clock,
      session,
      quarantined: () => this.#quarantined,
      emit: (patch) => deps.emit('state.patched', patch),
    });
    this.#asking = new Asking({
      clock,
      log,
      presence: this.presence,
      bus: () => this.#requireLinks().bus,
      session,
      onNobodyListens: () =>
        this.notice('warning', 'No agent is listening: nobody took the scan command. Check the devices and their agents.'),
    });
    this.engine = new ScanEngine({
      store,
      clock,
      log,
      ids,
      onChange: (change) => {
        if (change.reset) this.#asking.reset();
        this.patches.devicesChanged(change);
      },
      onEffect: (effect) => this.#carryOut(effect),
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
      onStoreState: (failure) =>
        failure === null
          ? this.notice('info', 'The records can be written again. The scan goes on.')
          : this.notice('error', `${failure} Nothing is lost, but nothing is accepted until this is mended.`),
    });
    this.outbox = new OutboxPump({
      store,
      clock,
      log,
      random: deps.random,
      factory: () => this.#requireLinks().factory,
      onChange: (delivery) => this.#deliveryChanged(delivery),
      filePairAnswer: (operationId, event, also) => this.engine.pairAnswered(operationId, event, also),
      whyNotAgain: async ({ operationId, key, serials }) =>
        (await this.engine.pairStillStands(operationId, key, serials))
          ? null
          : 'Devices of this list were confirmed or scanned again since. Send what is ready from the Pair sheet.',
    });
    const { registry, serveRegistry } = deps;
    this.scanRegistry =
      registry === undefined
        ? null
        : new ScanRegistry({
            store,
            registry,
            clock,
            log,
            session,
            enabled: () => this.#settings.registry.fromScans,
            onSubmitted: () => deps.emit('registry.changed', {}),
            onSkipped: () => this.#health.notRegistered(),
          });
    this.#registryService =
      registry === undefined || serveRegistry === undefined
        ? null
        : new RegistryService({
            registry,
            serve: serveRegistry,
            log,
            notice: (level, sentence) => this.notice(level, sentence),
            clock,
            onChanged: () => deps.emit('registry.changed', {}),
          });
    this.#intake = new Intake({
      engine: this.engine,
      store,
      clock,
      log,
      ids,
      bus: () => this.#requireLinks().bus,
      gate: new ReportGate({
        store,
        mode: () => this.#settings.broker.reportSigning,
        keys: () => (this.#keys ??= deps.links.deviceKeys(this.#settings)),
        onKeysProblem: (sentence) =>
          sentence === null
            ? this.notice('info', 'The device keys can be read again. Reports are taken.')
            : this.notice('error', sentence),
      }),
      health: this.#health,
      onQuarantined: () => {
        this.#quarantined += 1;
        this.patches.sessionChanged();
      },
    });
  }

  /** Reads settings, reopens the last operation, connects. Rejects with `storeFailed` when the records cannot be read, `badSettings` when an override is none. */
  async start({ reopen = true }: { readonly reopen?: boolean } = {}): Promise<void> {
    const { store, ids, clock } = this.deps;
    this.#consoleId = (await store.readSetting('consoleId')) ?? '';
    if (this.#consoleId === '') {
      this.#consoleId = ids.unique();
      await store.writeSetting('consoleId', this.#consoleId);
    }
    const settings = this.#withOverride(readStoredSettings(await store.readSetting('settings')));
    const { url, password } = splitPassword(settings.broker.url);
    this.#settings = { ...settings, broker: { ...settings.broker, url } };
    this.#secretValues = {
      brokerPassword: password ?? (await this.#secret('brokerPassword')),
      apiToken: await this.#secret('apiToken'),
      registryToken: await this.#secret('registryToken'),
    };
    await this.signIn.load();
    this.#connect();
    if (reopen) await this.engine.openLatest();
    if (reopen) await this.#prune();
    await this.#countQuarantined();
    for (const delivery of await store.listDeliveries(null)) this.#deliveries.set(delivery.key, delivery);
    this.#startBus();
    await this.outbox.start();
    this.scanRegistry?.wake();
    await this.#registryService?.apply(this.#settings.registry, this.#secretValues.registryToken);
    const tick = (): void => {
      this.patches.changed({ connections: this.connections() });
      this.#cancelPresence = clock.after(PRESENCE_EVERY_MS, tick);
    };
    this.#cancelPresence = clock.after(PRESENCE_EVERY_MS, tick);
  }

  async stop(): Promise<void> {
    this.#cancelPresence?.();
    this.engine.stop();
    this.#health.stop();
    await this.#registryService?.apply({ ...this.#settings.registry, httpEnabled: false }, null);
    await this.scanRegistry?.stop();
    await this.outbox.stop();
    const links = this.#links;
    await links?.bus.stop();
    await links?.close();
    await this.deps.store.close();
  }

  get settings(): Settings {
    return this.#settings;
  }

  get brokerState(): LinkState {
    return this.#broker;
  }

  /** Resolves when the broker is there, or after the time given (ms), with whether it is. */
  async brokerUp(withinMs: number): Promise<boolean> {
    if (this.#broker.state === 'up') return true;
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#brokerWaiters.delete(done);
        resolve(this.#broker.state === 'up');
      };
      const cancel = this.deps.clock.after(withinMs, done);
      this.#brokerWaiters.add(done);
    });
  }

  /** How many messages of an operation are still on their way by themselves; asked of the records, after all that is written. */
  async undelivered(operationId: OperationId): Promise<number> {
    const deliveries = await this.deps.store.listDeliveries(operationId);
    return deliveries.filter(({ state }) => state === 'queued' || state === 'sending').length;
  }

  /** Puts what a person did on record, chained with the scan events. */
  async audit(
    action: AuditEntry['action'],
    subject: string,
    before: string | null = null,
    after: string | null = null,
  ): Promise<void> {
    await this.deps.store.commit({ audit: [this.#entry(action, subject, before, after)] });
  }

  notice(level: 'info' | 'warning' | 'error', sentence: string): void {
    this.deps.log.info('Notice to the operator.', { level, sentence });
    this.deps.emit('notice.raised', { level, sentence });
  }

  connections(): Connections {
    const { state, since } = this.#broker;
    const countingAgents = state === 'up' && this.deps.clock.now() - since < HELLO_ROUND_MS;
    return { broker: this.#broker, mes: this.#mes, agentsPresent: this.presence.count(), countingAgents };
  }

  sessionView(): Snapshot['session'] {
    const { session } = this.engine;
    return session === null ? null : sessionView(session, this.#quarantined);
  }

  snapshot(): Snapshot {
    const { session } = this.engine;
    return {
      seq: this.patches.seq,
      appVersion: this.deps.appVersion,
      session: this.sessionView(),
      devices: session === null ? [] : Array.from(session.devices.values(), deviceRow),
      deliveries: [...this.#deliveries.values()]
        .filter(
          ({ operationId, state, replacedBy }) =>
            operationId === session?.operationId || (state !== 'accepted' && replacedBy === undefined),
        )
        .map(deliveryView),
      connections: this.connections(),
      settings: this.#settings,
      secrets: this.secretsView(),
      signIn: this.signIn.view(),
    };
  }

  secretsView(): SecretsView {
    const { brokerPassword, apiToken, registryToken } = this.#secretValues;
    return {
      brokerPassword: brokerPassword !== null,
      apiToken: apiToken !== null,
      registryToken: registryToken !== null,
      keptIn: this.deps.secrets.describe(),
    };
  }

  health(): HealthView {
    return this.#health.view(this.deps.appVersion, this.#deliveries.values());
  }

  /** Passwords and tokens in use, to be hidden wherever they appear. */
  secretTexts(): readonly string[] {
    return Object.values(this.#secretValues).filter((value: string | null) => value !== null);
  }

  /** What somebody needs who is to help, as JSON text without secrets. */
  async supportBundle(withReports: boolean): Promise<string> {
    const { store, diagnostics, clock } = this.deps;
    return supportBundle({
      store,
      diagnostics,
      madeAt: clock.now(),
      settings: this.#settings,
      secrets: this.secretTexts(),
      running: { health: this.health(), keptIn: this.deps.secrets.describe(), connections: this.connections() },
      reportsOf: withReports ? (this.engine.session?.operationId ?? null) : null,
    });
  }

  /** Secrets as they would be after a change that is not saved yet. */
  secretsWith(change: Readonly<Partial<Record<SecretName, string | null | undefined>>>): SecretValues {
    const pick = (name: SecretName): string | null => (change[name] === undefined ? this.#secretValues[name] : change[name]);
    return { brokerPassword: pick('brokerPassword'), apiToken: pick('apiToken'), registryToken: pick('registryToken') };
  }

  /** Stores settings and secrets and connects anew with them. */
  async saveSettings(
    entered: Settings,
    entries: Readonly<Partial<Record<SecretName, string | null | undefined>>>,
  ): Promise<void> {
    const { secrets, store } = this.deps;
    const { url, password } = splitPassword(entered.broker.url);
    const settings = { ...entered, broker: { ...entered.broker, url } };
    // Keys that cannot be read would keep every report waiting.
    if (settings.broker.reportSigning !== 'off') await this.deps.links.deviceKeys(settings).load();
    const secretChanges = password === null ? entries : { ...entries, brokerPassword: password };
    const linked = (): string => {
      const { broker, api } = this.#settings;
      const { brokerPassword, apiToken } = this.#secretValues;
      return JSON.stringify([broker, api, brokerPassword, apiToken]);
    };
    const before = linked();
    for (const name of SecretName.options) {
      const value = secretChanges[name];
      if (value !== undefined) await secrets.write(name, value);
    }
    const words = (value: string | null): string => (value === null ? 'none' : 'set');
    const secretEntries = SecretName.options.flatMap((name) => {
      const value = secretChanges[name];
      return value === undefined ? [] : [this.#entry('secretChanged', name, words(this.#secretValues[name]), words(value))];
    });
    await store.commit({
      settings: [{ name: 'settings', value: JSON.stringify(settings) }],
      audit: [...this.#settingEntries(settings), ...secretEntries],
    });
    this.#secretValues = this.secretsWith(secretChanges);
    this.#settings = settings;
    this.patches.changed({ settings, secrets: this.secretsView() });
    await this.#registryService?.apply(settings.registry, this.#secretValues.registryToken);
    this.scanRegistry?.wake();
    if (linked() === before) return;
    const old = this.#links;
    this.#connect();
    this.#startBus();
    await old?.bus.stop();
    await old?.close();
  }

  /** Removes what the policy says; a failure is told and keeps nobody from working. */
  async #prune(): Promise<void> {
    const { store, clock, log } = this.deps;
    const { keepDays } = this.#settings.records;
    if (keepDays === 0) return;
    try {
      const plan = await planPruning(store, clock.now(), keepDays);
      await carryOut(store, plan, { person: 'policy', now: clock.now() });
      log.info('Old scans were pruned.', { keepDays, pruned: plan.operations.length, kept: plan.kept.length });
    } catch (error) {
      log.error('Old scans could not be pruned; they stay.', { error });
    }
  }

  /** Stores how the window looks, which is nobody's right in particular; overrides of this run are not stored with it. */
  async saveLook(look: Look): Promise<void> {
    const { store } = this.deps;
    const stored = readStoredSettings(await store.readSetting('settings'));
    const settings = { ...this.#settings, window: look };
    await store.commit({
      settings: [{ name: 'settings', value: JSON.stringify({ ...stored, window: look }) }],
      audit: this.#settingEntries(settings),
    });
    this.#settings = settings;
    this.patches.changed({ settings });
  }

  #settingEntries(settings: Settings): NonNullable<Commit['audit']> {
    return changedSettings(this.#settings, settings).map(({ name, before, after }) =>
      this.#entry('settingsChanged', name, before, after),
    );
  }

  #entry(
    action: AuditEntry['action'],
    subject: string,
    before: string | null,
    after: string | null,
  ): NonNullable<Commit['audit']>[number] {
    const person = this.signIn.badge() ?? this.engine.session?.operatorId ?? '';
    return { at: this.deps.clock.now(), entry: { kind: 'audited', person, action, subject, before, after } };
  }

  #connect(): void {
    this.#keys = null;
    this.#links = this.deps.links.connect(this.#settings, this.#secretValues, this.#consoleId, (up, sentence) => {
      this.#mes = this.#linkState(this.#mes, up ? 'up' : 'down', sentence);
      this.patches.changed({ connections: this.connections() });
    });
  }

  #startBus(): void {
    const { bus } = this.#requireLinks();
    bus.start({
      onReport: (message) => this.#intake.onReport(message).then(() => this.scanRegistry?.wake()),
      onHello: (hello) => {
        this.presence.heard(hello);
        this.#asking.onHello(hello);
      },
      onStrayClaimed: (strayId) => this.#intake.onStrayClaimed(strayId),
      onState: (state) => {
        if (this.#links?.bus === bus) this.#brokerChanged(state);
      },
    });
  }

  #brokerChanged(state: BusState): void {
    const label = state.kind === 'blocked' ? 'down' : state.kind;
    this.#health.brokerState(state.kind);
    const sentence = state.kind === 'up' ? 'RabbitMQ is connected.' : state.sentence;
    this.#broker = this.#linkState(this.#broker, label, sentence);
    this.patches.changed({ connections: this.connections() });
    if (state.kind !== 'up') return;
    this.#asking.onBrokerUp();
    for (const waiter of this.#brokerWaiters) waiter();
  }

  #linkState(before: LinkState, state: LinkState['state'], sentence: string): LinkState {
    return { state, sentence, since: before.state === state ? before.since : this.deps.clock.now() };
  }

  #carryOut(effect: Exclude<Effect, { kind: 'notify' }>): void {
    if (effect.kind !== 'lookUp') {
      this.#asking.ask(effect);
      return;
    }
    const { operationId } = this.engine.requireSession();
    const { sn, attempt } = effect;
    const lookUp = async (): Promise<void> => {
      let raw: RawAnswer | null = null;
      const keep = (came: RawAnswer): void => void (raw = came);
      const answer = await this.#requireLinks().mes.lookUp(sn, { aborted: false }, keep);
      this.#health.lookedUp(answer.kind !== 'couldNotCheck');
      await this.engine.mesAnswered(operationId, sn, attempt, answer, raw, await this.#whereCardsWere(sn, answer));
    };
    lookUp().catch((error: unknown) => this.deps.log.error('A MES answer could not be recorded.', { sn, error }));
  }

  async #whereCardsWere(sn: SerialNumber, answer: MesAnswer): Promise<readonly CardStay[]> {
    const { registry, clock, log } = this.deps;
    const report = this.engine.session?.devices.get(deviceIdOf(sn))?.report ?? null;
    if (registry === undefined || report === null || answer.kind !== 'expected') return [];
    return lookUpCards(sn, report, answer.interfaces, { registry, clock, log });
  }

  #deliveryChanged(delivery: StoredDelivery): void {
    this.#deliveries.set(delivery.key, delivery);
    this.patches.deliveryChanged(deliveryView(delivery));
  }

  async #countQuarantined(): Promise<void> {
    this.#quarantined = await this.deps.store.countQuarantined();
    this.patches.sessionChanged();
  }

  async #secret(name: SecretName): Promise<string | null> {
    try {
      return await this.deps.secrets.read(name);
    } catch (error) {
      this.deps.log.warn('A secret could not be read; enter it again in the settings.', { name, error });
      return null;
    }
  }

  #withOverride(settings: Settings): Settings {
    const over = this.deps.settingsOverride ?? {};
    const merged = Settings.safeParse({
      station: { ...settings.station, ...over.station },
      broker: { ...settings.broker, ...over.broker },
      api: { ...settings.api, ...over.api },
      scan: { ...settings.scan, ...over.scan },
      records: { ...settings.records, ...over.records },
      registry: { ...settings.registry, ...over.registry },
      window: { ...settings.window, ...over.window },
    });
    if (merged.success) return this.#withLaunchAddresses(merged.data);
    throw new AppError(
      'badSettings',
      `The console was started with a setting that it cannot use. ${describeFirstIssue(merged.error)}`,
    );
  }

  #withLaunchAddresses(settings: Settings): Settings {
    const { broker = null, api = null } = this.deps.launchAddresses ?? {};
    return {
      ...settings,
      broker: broker === null ? settings.broker : { ...settings.broker, url: broker },
      api: api === null ? settings.api : { ...settings.api, baseUrl: api },
    };
  }

  #requireLinks(): Links {
    if (this.#links === null) throw new Error('the app is not started');
    return this.#links;
  }
}
