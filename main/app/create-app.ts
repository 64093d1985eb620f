import { text, verbatim, type Texts } from '../../protocol/texts/text';
import { english } from '../../messages/english';
import type { OperationId } from '../../protocol/ids';
import type { Settings } from '../../protocol/settings';
import type { HealthView, Snapshot } from '../../protocol/ipc';
import type { AuditEntry } from '../domain/scan/events';
import type { Commit } from '../domain/ports/journal';
import type { DeliveryHead } from '../domain/ports/deliveries';
import { rowIn } from '../domain/scan/rows-in-session';
import { sessionView } from '../domain/scan/views';
import type { AppDeps } from './app-deps';
import { CommandDispatcher } from './scan/command-dispatcher';
import { ConsoleId } from './connections/console-id';
import { DeliveryBook } from './delivery/delivery-book';
import { ScanEngine } from './scan/engine';
import { Health } from './support/health';
import { automaticSignOut, IdleSignOut } from './people/idle-sign-out';
import { ReportIngest } from './scan/report-ingest';
import { ConnectionManager } from './connections/connection-manager';
import { LookUps } from './scan/look-ups';
import { deliveryView } from './delivery/delivery-view';
import { OutboxPump } from './delivery/outbox-pump';
import { DEALT_WITH_SINCE } from './delivery/pair-standing';
import { PatchStream } from './scan/patch-stream';
import { Presence } from './scan/presence';
import { pruneByPolicy } from './records/prune';
import { RecordKeeper } from './records/record-keeper';
import { EDITION_CHOICES } from './registry/registry-settings';
import { RegistryParts } from './registry/registry-parts';
import { ReportVerifier } from './scan/report-verifier';
import type { ScanRegistry } from './registry/scan-registry';
import { type SecretEntries, SettingsService, type SettingsGroup } from './settings/settings-service';
import { SignInService } from './people/sign-in-service';
import { EventGate, signedOutSnapshot } from './people/signed-out';
import { supportBundle } from './support/support-bundle';
import { Trouble } from './support/trouble';

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
  readonly signIn: SignInService;
  readonly idle: IdleSignOut;
  readonly records: RecordKeeper;
  readonly links: ConnectionManager;
  readonly #settings: SettingsService;
  readonly #registry: RegistryParts;
  readonly #events: EventGate;
  readonly #health: Health;
  readonly #gate: ReportVerifier;
  readonly #ingest: ReportIngest;
  readonly #dispatcher: CommandDispatcher;
  readonly #trouble: Trouble;
  readonly #console: ConsoleId;
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
    this.#console = new ConsoleId(store, ids);
    this.presence = new Presence(clock);
    this.records = new RecordKeeper({
      store,
      clock,
      log,
      session: () => this.engine.session,
      onWarning: (sentence) => this.notice('warning', verbatim(sentence)),
      onFailure: (error) => this.engine.storeFailed(error),
      onFull: () => {
        this.notice('error', verbatim(DISK_FULL));
        this.#trouble.diskFull(verbatim(DISK_FULL));
      },
    });
    this.#deliveries = new DeliveryBook(store, () => this.engine.session?.operationId ?? null);
    this.#settings = new SettingsService({
      store,
      secrets: deps.secrets,
      log,
      ofRun: deps,
      readKeys: (settings) => deps.links.deviceKeys(settings).load(),
      acting: () => {
        const person = this.person();
        return (...what) => this.#act(person, ...what);
      },
    });
    this.links = new ConnectionManager({
      clock,
      links: deps.links,
      presence: this.presence,
      settings: () => this.settings,
      secrets: () => this.#settings.secrets,
      handlers: {
        onReport: (message) => this.#ingest.onReport(message).then(() => this.scanRegistry?.wake()),
        onHello: (hello) => {
          this.presence.heard(hello);
          this.#dispatcher.onHello(hello);
        },
        onStrayClaimed: (strayId) => this.#ingest.onStrayClaimed(strayId),
        canTake: () => this.#ingest.canTake(),
      },
      newConsoleId: () => this.#console.renew(),
      notice: (level, what) => this.notice(level, what),
      log,
      onBroker: (kind) => {
        this.#health.brokerState(kind);
        if (kind !== 'up') return;
        this.#dispatcher.onBrokerUp();
        this.#ingest.onBrokerUp();
      },
      onChange: () => this.#connectionsChanged(),
    });
    this.signIn = new SignInService({
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
    this.#dispatcher = new CommandDispatcher({
      clock,
      log,
      presence: this.presence,
      bus: () => this.links.bus,
      session,
      onNobodyListens: () => this.notice('warning', [text('notice.nobodyListens')]),
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
        if (change.reset) this.#dispatcher.reset();
        this.patches.devicesChanged(change);
      },
      onEffect: (effect) => {
        if (effect.kind === 'lookUp') lookUps.ask(effect);
        else this.#dispatcher.ask(effect);
      },
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
      whyUnread: () => this.#gate.problem,
      onStoreState: (failure) => {
        this.#trouble.storeState(failure);
        if (failure !== null) {
          this.notice('error', [text('notice.recordsFail', { why: failure })]);
          return;
        }
        this.notice('info', [text('notice.recordsWriteAgain')]);
        this.outbox.takeUp().catch((error: unknown) => log.error('The outbox could not be read anew.', { error }));
      },
    });
    this.#trouble = new Trouble({
      store,
      clock,
      log,
      ids,
      operationId: () => session()?.operationId ?? null,
      consoleId: () => this.#console.current,
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
    this.#registry = new RegistryParts({
      store,
      registry: deps.registry,
      serve: deps.serveRegistry,
      clock,
      log,
      session,
      settings: () => this.settings.registry,
      notice: (level, what) => this.notice(level, what),
      onChanged: () => this.#events.registryChanged(),
      onSkipped: () => this.#health.notRegistered(),
    });
    this.#gate = new ReportVerifier({
      store,
      mode: () => this.settings.broker.reportSigning,
      keys: () => this.links.keys,
      onKeysProblem: (sentence) =>
        sentence === null ? this.notice('info', [text('notice.keysReadAgain')]) : this.notice('error', verbatim(sentence)),
    });
    this.#ingest = new ReportIngest({
      engine: this.engine,
      store,
      clock,
      log,
      ids,
      bus: () => this.links.bus,
      gate: this.#gate,
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
    const consoleId = await this.#console.load();
    await this.#settings.load();
    this.#sayWhatWasLeftOut();
    await this.signIn.load();
    this.links.open(consoleId);
    if (reopen) await this.engine.openLatest();
    await this.#countQuarantined();
    await this.#deliveries.load();
    await this.#ingest.resume();
    this.links.listen();
    await this.outbox.start();
    this.scanRegistry?.wake();
    await this.#registry.serve(this.#settings.secrets.registryToken);
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
    await this.#registry.stop();
    await this.outbox.stop();
    await this.links.close();
    this.#ingest.stop();
    await this.deps.store.close();
  }

  /** Null where there is no registry. */
  get scanRegistry(): ScanRegistry | null {
    return this.#registry.scans;
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
    person = this.person(),
  ): Promise<void> {
    await this.deps.store.commit({ audit: [this.#act(person, action, subject, before, after)] });
  }

  /** Who acts now, as records name them: the person signed in, or whoever started the scan where nobody signs in. */
  person(): string {
    return this.signIn.badge() ?? this.engine.session?.operatorId ?? '';
  }

  notice(level: 'info' | 'warning' | 'error', what: Texts): void {
    this.deps.log.info('Notice to the operator.', { level, sentence: english(what) });
    this.#events.notice({ level, what });
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
      ...(this.deps.practice === undefined ? {} : { practice: { roster: [...this.deps.practice.roster] } }),
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
  secretsWith(change: SecretEntries): ReturnType<SettingsService['secretsWith']> {
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
    await this.#registry.serve(this.#settings.secrets.registryToken);
    this.scanRegistry?.wake();
    this.idle.restart();
    if (reachedAnew) await this.links.renew();
  }

  async saveGroup(group: SettingsGroup): Promise<void> {
    await this.#settings.saveGroup(group);
    this.patches.changed({ settings: this.settings });
  }

  #act(
    person: string,
    action: AuditEntry['action'],
    subject: string,
    before: string | null,
    after: string | null,
  ): NonNullable<Commit['audit']>[number] {
    return { at: this.deps.clock.now(), entry: { kind: 'audited', person, action, subject, before, after } };
  }

  #connectionsChanged(): void {
    this.patches.changed({ connections: this.links.view() });
  }

  /** A window takes a moment to open; somebody at a terminal reads along. */
  #sayWhatWasLeftOut(): void {
    const say = (): void => {
      if (this.#settings.leftOut !== null) this.notice('warning', verbatim(this.#settings.leftOut));
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
}
