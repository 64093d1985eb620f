import type { OperationId } from '../../protocol/ids';
import type { Settings } from '../../protocol/settings';
import type { HealthView, Snapshot } from '../../protocol/ipc';
import type { AuditEntry } from '../domain/events';
import type { Clock, Commit, DeliveryHead, Log, PinHasher, Secrets, Store } from '../domain/ports';
import type { Registry } from '../domain/registry/ports';
import { rowIn } from '../domain/session/rows-in-session';
import { sessionView } from '../domain/session/views';
import { Asking } from './asking';
import { DeliveryBook } from './delivery-book';
import { ScanEngine } from './engine';
import { Health } from './health';
import { automaticSignOut, IdleSignOut } from './idle-sign-out';
import { Intake } from './intake';
import { LinkDesk } from './link-desk';
import { LookUps } from './look-ups';
import { deliveryView } from './delivery-view';
import { OutboxPump } from './outbox-pump';
import { DEALT_WITH_SINCE } from './pair-standing';
import { PatchStream } from './patch-stream';
import type { Diagnostics, FileDialogs, Identities, LinkMaker } from './ports';
import { Presence } from './presence';
import { pruneByPolicy } from './prune';
import { RecordKeeper } from './record-keeper';
import { EDITION_CHOICES } from './registry-settings';
import { RegistryService, type ServeRegistry } from './registry-service';
import { ReportGate } from './report-gate';
import { ScanRegistry } from './scan-registry';
import { type SecretEntries, SettingsDesk, type SettingsGroup, type SettingsOfRun } from './settings-desk';
import { SignInDesk } from './sign-in-desk';
import { type Emit, EventGate, signedOutSnapshot } from './signed-out';
import { supportBundle } from './support-bundle';
import { Trouble } from './trouble';

export interface AppDeps extends SettingsOfRun {
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
  /** Receives every event for the window. */
  readonly emit: Emit;
  /** The events go to a terminal of whoever may read the records, where nobody signs in. */
  readonly toTerminal?: true;
}

const PRESENCE_EVERY_MS = 5_000;
/** After a start, when the window has had time to open. */
const FIRST_WORD_MS = 4_000;

const DISK_FULL = 'The disk that holds the records is full. Free some space; until then reports may have to wait.';

/** The whole product without Electron: what the window, the `burnin` command, the tests and the bench share. */
export class ConsoleApp {
  readonly deps: AppDeps;
  readonly engine: ScanEngine;
  readonly outbox: OutboxPump;
  readonly presence: Presence;
  readonly patches: PatchStream;
  readonly signIn: SignInDesk;
  readonly idle: IdleSignOut;
  readonly records: RecordKeeper;
  readonly links: LinkDesk;
  readonly #settings: SettingsDesk;
  /** Null where there is no registry. */
  readonly scanRegistry: ScanRegistry | null;
  readonly #registryService: RegistryService | null;
  readonly #events: EventGate;
  readonly #health: Health;
  readonly #intake: Intake;
  readonly #asking: Asking;
  readonly #trouble: Trouble;
  /** What this console is called for ever. */
  #console = '';
  readonly #deliveries: DeliveryBook;
  #quarantined = 0;
  #stopping = false;
  #pruning: Promise<void> | null = null;
  #cancelPresence: (() => void) | null = null;
  #cancelFirstWord: (() => void) | null = null;

  constructor(given: AppDeps) {
    this.#health = new Health(given.clock.now());
    const deps = { ...given, store: this.#health.watching(given.store) };
    this.deps = deps;
    const { store, clock, log, ids } = deps;
    this.presence = new Presence(clock);
    this.records = new RecordKeeper({
      store,
      clock,
      log,
      session: () => this.engine.session,
      onWarning: (sentence) => this.notice('warning', sentence),
      onFailure: (error) => this.engine.storeFailed(error),
      onFull: () => {
        this.notice('error', DISK_FULL);
        this.#trouble.diskFull(DISK_FULL);
      },
    });
    this.#deliveries = new DeliveryBook(store, () => this.engine.session?.operationId ?? null);
    this.#settings = new SettingsDesk({
      store,
      secrets: deps.secrets,
      log,
      ofRun: deps,
      readKeys: (settings) => deps.links.deviceKeys(settings).load(),
      act: (...what) => this.#act(...what),
    });
    this.links = new LinkDesk({
      clock,
      links: deps.links,
      presence: this.presence,
      settings: () => this.settings,
      secrets: () => this.#settings.secrets,
      handlers: {
        onReport: (message) => this.#intake.onReport(message).then(() => this.scanRegistry?.wake()),
        onHello: (hello) => {
          this.presence.heard(hello);
          this.#asking.onHello(hello);
        },
        onStrayClaimed: (strayId) => this.#intake.onStrayClaimed(strayId),
        canTake: () => this.#intake.canTake(),
      },
      newConsoleId: () => this.#newConsoleId(),
      notice: (level, sentence) => this.notice(level, sentence),
      log,
      onBroker: (kind) => {
        this.#health.brokerState(kind);
        if (kind !== 'up') return;
        this.#asking.onBrokerUp();
        this.#intake.onBrokerUp();
      },
      onChange: () => this.#connectionsChanged(),
    });
    this.signIn = new SignInDesk({
      store,
      clock,
      pins: deps.pins,
      onChange: (signIn) => {
        this.patches.changed({ signIn });
        this.idle.restart();
        this.#events.turned();
      },
    });
    const isShut = (): boolean => deps.toTerminal !== true && this.signIn.shut;
    this.#events = new EventGate(deps.emit, isShut);
    this.idle = new IdleSignOut({
      clock,
      afterMs: () => this.settings.station.signOutAfterMs,
      isSignedIn: () => this.signIn.badge() !== null,
      signOut: (idleMs) => {
        this.signIn.signOut(automaticSignOut(idleMs)).catch((error: unknown) => {
          log.error('The automatic sign-out could not be put on record.', { error });
        });
      },
    });
    const session = (): ScanEngine['session'] => this.engine.session;
    this.patches = new PatchStream({
      clock,
      session,
      quarantined: () => this.#quarantined,
      isShut,
      emit: (patch) => deps.emit('state.patched', patch),
    });
    this.#asking = new Asking({
      clock,
      log,
      presence: this.presence,
      bus: () => this.links.bus,
      session,
      onNobodyListens: () =>
        this.notice('warning', 'No agent is listening: nobody took the scan command. Check the devices and their agents.'),
    });
    const lookUps = new LookUps({
      engine: () => this.engine,
      mes: () => this.links.mes,
      registry: deps.registry ?? null,
      clock,
      log,
      health: this.#health,
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
      onEffect: (effect) => {
        if (effect.kind === 'lookUp') lookUps.ask(effect);
        else this.#asking.ask(effect);
      },
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
      onStoreState: (failure) => {
        this.#trouble.storeState(failure);
        if (failure !== null) {
          this.notice('error', `${failure} Nothing is lost, but nothing is accepted until this is mended.`);
          return;
        }
        this.notice('info', 'The records can be written again. The scan goes on.');
        this.outbox.takeUp().catch((error: unknown) => log.error('The outbox could not be read anew.', { error }));
      },
    });
    this.#trouble = new Trouble({
      store,
      clock,
      log,
      ids,
      operationId: () => session()?.operationId ?? null,
      consoleId: () => this.#console,
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
    });
    this.outbox = new OutboxPump({
      store,
      clock,
      log,
      random: deps.random,
      factory: () => this.links.factory,
      onChange: (delivery) => this.#deliveryChanged(delivery),
      filePairAnswer: (operationId, event, also, askedFor) => this.engine.pairAnswered(operationId, event, also, askedFor),
      whyNotAgain: async ({ operationId, key, serials }) =>
        (await this.engine.pairStillStands(operationId, key, serials)) ? null : DEALT_WITH_SINCE,
      whyWithdrawn: ({ operationId, key, serials }) => this.engine.whyPairWithdrawn(operationId, key, serials),
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
            enabled: () => this.settings.registry.fromScans,
            onSubmitted: () => this.#events.registryChanged(),
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
            onChanged: () => this.#events.registryChanged(),
          });
    this.#intake = new Intake({
      engine: this.engine,
      store,
      clock,
      log,
      ids,
      bus: () => this.links.bus,
      gate: new ReportGate({
        store,
        mode: () => this.settings.broker.reportSigning,
        keys: () => this.links.keys,
        onKeysProblem: (sentence) =>
          sentence === null
            ? this.notice('info', 'The device keys can be read again. Reports are taken.')
            : this.notice('error', sentence),
      }),
      health: this.#health,
      onQuarantined: (sentence) => {
        this.#quarantined += 1;
        this.#trouble.quarantined(sentence);
        this.patches.sessionChanged();
      },
    });
  }

  /** Reads settings, reopens the last operation, connects. Rejects with `storeFailed` when the records cannot be read, `badSettings` when an override is none. */
  async start({ reopen = true }: { readonly reopen?: boolean } = {}): Promise<void> {
    const { store, clock, log } = this.deps;
    this.#console = await this.#consoleId();
    await this.#settings.load();
    this.#sayWhatWasLeftOut();
    await this.signIn.load();
    this.links.open(this.#console);
    if (reopen) await this.engine.openLatest();
    await this.#countQuarantined();
    await this.#deliveries.load();
    await this.#intake.resume();
    this.links.listen();
    await this.outbox.start();
    this.scanRegistry?.wake();
    await this.#serveRegistry();
    if (reopen)
      this.#pruning = pruneByPolicy(store, this.settings.records.keepDays, {
        now: clock.now(),
        log,
        stopped: () => this.#stopping,
      });
    this.records.start();
    const tick = (): void => {
      this.#connectionsChanged();
      this.#cancelPresence = clock.after(PRESENCE_EVERY_MS, tick);
    };
    this.#cancelPresence = clock.after(PRESENCE_EVERY_MS, tick);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#pruning;
    await this.records.stop();
    this.#cancelPresence?.();
    this.#cancelFirstWord?.();
    this.engine.stop();
    this.#health.stop();
    this.idle.stop();
    await this.#registryService?.apply({ ...this.settings.registry, httpEnabled: false }, null);
    await this.scanRegistry?.stop();
    await this.outbox.stop();
    await this.links.close();
    this.#intake.stop();
    await this.deps.store.close();
  }

  get settings(): Settings {
    return this.#settings.settings;
  }

  /** How many messages of an operation are still on their way by themselves; asked of the records, after all that is written. */
  async undelivered(operationId: OperationId): Promise<number> {
    const pending = await this.deps.store.pendingDeliveries();
    return pending.filter((delivery) => delivery.operationId === operationId).length;
  }

  /** Puts what a person did on record, chained with the scan events. */
  async audit(
    action: AuditEntry['action'],
    subject: string,
    before: string | null = null,
    after: string | null = null,
  ): Promise<void> {
    await this.deps.store.commit({ audit: [this.#act(action, subject, before, after)] });
  }

  notice(level: 'info' | 'warning' | 'error', sentence: string): void {
    this.deps.log.info('Notice to the operator.', { level, sentence });
    this.#events.notice({ level, sentence });
  }

  registryChanged(): void {
    this.#events.registryChanged();
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
      editions: EDITION_CHOICES,
      session: this.sessionView(),
      devices: session === null ? [] : Array.from(session.devices.values(), (device) => rowIn(session, device)),
      deliveries: this.#deliveries.views(),
      connections: this.links.view(),
      settings: this.settings,
      secrets: this.#settings.secretsView(),
      signIn: this.signIn.view(),
    };
  }

  /** What the window may see: everything, or while nobody is signed in nothing but that. */
  windowSnapshot(): Snapshot {
    const snapshot = this.snapshot();
    if (!this.signIn.shut) return snapshot;
    this.patches.toldNothing();
    return signedOutSnapshot(snapshot);
  }

  async health(): Promise<HealthView> {
    const { store, clock, appVersion } = this.deps;
    return this.#health.view(appVersion, await store.countDeliveries(), await store.room(), clock.now());
  }

  /** Opens an earlier operation, with its messages. */
  async openOperation(operationId: string): Promise<void> {
    await this.engine.open(operationId);
    await this.#deliveries.load();
    for (const view of this.#deliveries.views()) this.patches.deliveryChanged(view);
  }

  /** Passwords and tokens in use, to be hidden wherever they appear. */
  secretTexts(): readonly string[] {
    return this.#settings.secretTexts();
  }

  /** Secrets as they would be after a change that is not saved yet. */
  secretsWith(change: SecretEntries): ReturnType<SettingsDesk['secretsWith']> {
    return this.#settings.secretsWith(change);
  }

  /** What somebody needs who is to help, as JSON text without secrets. */
  async supportBundle(withReports: boolean): Promise<string> {
    const { store, diagnostics, clock } = this.deps;
    return supportBundle({
      store,
      diagnostics,
      madeAt: clock.now(),
      settings: this.settings,
      secrets: this.secretTexts(),
      running: { health: await this.health(), keptIn: this.deps.secrets.describe(), connections: this.links.view() },
      reportsOf: withReports ? (this.engine.session?.operationId ?? null) : null,
    });
  }

  /** Stores settings and secrets and connects anew with them. */
  async saveSettings(entered: Settings, entries: SecretEntries): Promise<void> {
    const reachedAnew = await this.#settings.save(entered, entries);
    this.patches.changed({ settings: this.settings, secrets: this.#settings.secretsView() });
    await this.#serveRegistry();
    this.scanRegistry?.wake();
    this.idle.restart();
    if (reachedAnew) await this.links.renew();
  }

  async saveGroup(group: SettingsGroup): Promise<void> {
    await this.#settings.saveGroup(group);
    this.patches.changed({ settings: this.settings });
  }

  #act(
    action: AuditEntry['action'],
    subject: string,
    before: string | null,
    after: string | null,
  ): NonNullable<Commit['audit']>[number] {
    const person = this.signIn.badge() ?? this.engine.session?.operatorId ?? '';
    return { at: this.deps.clock.now(), entry: { kind: 'audited', person, action, subject, before, after } };
  }

  #connectionsChanged(): void {
    this.patches.changed({ connections: this.links.view() });
  }

  async #serveRegistry(): Promise<void> {
    const { settings, secrets } = this.#settings;
    await this.#registryService?.apply(settings.registry, secrets.registryToken);
  }

  /** A window takes a moment to open; somebody at a terminal reads along. */
  #sayWhatWasLeftOut(): void {
    const say = (): void => {
      if (this.#settings.leftOut !== null) this.notice('warning', this.#settings.leftOut);
    };
    if (this.deps.toTerminal === true) say();
    else this.#cancelFirstWord = this.deps.clock.after(FIRST_WORD_MS, say);
  }

  #deliveryChanged(delivery: DeliveryHead): void {
    this.#deliveries.changed(delivery);
    this.patches.deliveryChanged(deliveryView(delivery));
  }

  async #countQuarantined(): Promise<void> {
    this.#quarantined = await this.deps.store.countQuarantined();
    this.patches.sessionChanged();
  }

  /** Names this console for ever. */
  async #consoleId(): Promise<string> {
    const known = (await this.deps.store.readSetting('consoleId')) ?? '';
    if (known !== '') return known;
    return this.#newConsoleId();
  }

  async #newConsoleId(): Promise<string> {
    const made = this.deps.ids.unique();
    await this.deps.store.writeSetting('consoleId', made);
    return made;
  }
}
