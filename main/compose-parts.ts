import { CommandDispatcher } from './app/scan/command-dispatcher';
import { ConnectionManager } from './app/connections/connection-manager';
import { ConsoleId } from './app/connections/console-id';
import { ShownDeliveries } from './app/delivery/shown-deliveries';
import { OutboxPump } from './app/delivery/outbox-pump';
import { DEALT_WITH_SINCE } from './app/delivery/pair-standing';
import { AuditTrail } from './app/people/audit-trail';
import { automaticSignOut, IdleSignOut } from './app/people/idle-sign-out';
import { SignInService } from './app/people/sign-in-service';
import { EventGate } from './app/people/signed-out';
import { RecordKeeper } from './app/records/record-keeper';
import { RegistryParts } from './app/registry/registry-parts';
import { ScanEngine } from './app/scan/engine';
import { LookUps } from './app/scan/look-ups';
import { createLostQueues } from './app/scan/lost-queues';
import { PatchStream } from './app/scan/patch-stream';
import { Presence } from './app/scan/presence';
import { QuarantineCount } from './app/scan/quarantine-count';
import { ReportIngest } from './app/scan/report-ingest';
import { ReportVerifier } from './app/scan/report-verifier';
import { createClockWatch } from './app/scan/scan-time';
import { StackLight } from './app/signals/stack-light';
import { SettingsService } from './app/settings/settings-service';
import { SelfTestService } from './app/shift/self-test';
import { fillNext } from './app/statistics/attempts-of-before';
import { offsetHere } from './app/statistics/statistics-service';
import { Health } from './app/support/health';
import { recordsFailNotice, recordsWriteAgainNotice, Trouble } from './app/support/trouble';
import { text, type Texts } from '../protocol/texts/text';
import type { AddressOf } from './domain/delivery/made-for';
import type { ScanTimes } from './domain/scan/deadlines';
import type { ScanSession } from './domain/scan/state';
import type { Platform } from './platform';

const DISK_FULL = [text('records.diskFull')];

/** The parts that call one another: people, settings and window, the ways out, the scan, what goes out and what is kept. Each knows only what it is given. */
export function composeParts(platform: Platform, sayWhenShown: (what: Texts) => void) {
  const { clock, log, ids, links } = platform;
  const health = new Health(clock.now());
  const clockWasSet = createClockWatch(clock);
  const store = health.watching(platform.store);
  const session = (): ScanSession | null => engine.session;
  const timesOf = (of: ScanSession): ScanTimes => engine.timesOf(of);
  const operationId = (): ScanSession['operationId'] | null => engine.session?.operationId ?? null;

  // People, settings, and what the window is told.
  const consoleId = new ConsoleId(store, ids);
  const presence = new Presence(clock);
  const signIn: SignInService = new SignInService({
    store,
    clock,
    pins: platform.pins,
    onChange: (view) => {
      patches.changed({ signIn: view });
      idle.restart();
      notices.turned();
    },
  });
  const isShut = (): boolean => platform.toTerminal !== true && signIn.shut;
  const notices = new EventGate(platform.emit, isShut, log);
  const trail = new AuditTrail({
    journal: store,
    clock,
    badge: () => signIn.badge(),
    operator: () => engine.session?.operatorId,
  });
  const settings: SettingsService = new SettingsService({
    store,
    secrets: platform.secrets,
    log,
    ofRun: platform,
    readKeys: (of) => links.deviceKeys(of).load(),
    acting: () => trail.acting(),
    sameAsNow: () => signIn.sameAsNow(),
    onSaved: async (reachedAnew) => {
      patches.changed({ settings: settings.current, secrets: settings.secretsView() });
      light.renew();
      await registry.serve(settings.secrets.registryToken);
      registry.scans?.wake();
      idle.restart();
      if (!reachedAnew) return;
      // The new ways are there at once; the old ones take their time to close.
      const renewed = connections.renew();
      outbox.addressChanged();
      await renewed;
    },
    onGroupSaved: () => patches.changed({ settings: settings.current }),
  });
  const idle = new IdleSignOut({
    clock,
    afterMs: () => settings.current.station.signOutAfterMs,
    isSignedIn: () => signIn.badge() !== null,
    signOut: (idleMs) => {
      signIn.signOut(automaticSignOut(idleMs)).catch((error: unknown) => {
        log.error('The automatic sign-out could not be put on record.', { error });
      });
    },
  });
  const patches: PatchStream = new PatchStream({
    clock,
    session,
    timesOf,
    quarantined: () => quarantine.current,
    isShut,
    emit: (patch) => platform.emit('state.patched', patch),
  });
  const quarantine = new QuarantineCount(store, () => patches.sessionChanged());

  // The ways to broker, MES and factory.
  const tellConnections = (): void => {
    patches.changed({ connections: connections.view() });
    light.changed();
  };
  const connections: ConnectionManager = new ConnectionManager({
    clock,
    links,
    presence,
    settings: () => settings.current,
    secrets: () => settings.secrets,
    handlers: {
      onReport: (message) =>
        selfTest.takes(message) ? Promise.resolve() : ingest.onReport(message).then(() => registry.scans?.wake()),
      onHello: (hello) => {
        presence.heard(hello);
        dispatcher.onHello(hello);
      },
      onStrayClaimed: (strayId) => ingest.onStrayClaimed(strayId),
      canTake: () => ingest.canTake(),
      onQueuesLost: createLostQueues({ engine: () => engine, notice: (...said) => notices.notice(...said), log }),
    },
    newConsoleId: () => consoleId.renew(),
    notice: (level, what) => notices.notice(level, what),
    log,
    onBroker: (kind) => {
      health.brokerState(kind);
      engine.lineChanged(kind === 'up');
      patches.sessionChanged();
      if (kind !== 'up') return;
      dispatcher.onBrokerUp();
      ingest.onBrokerUp();
    },
    onChange: tellConnections,
    recordsFail: () => engine.failure !== null,
  });

  const selfTest = new SelfTestService({
    store,
    clock,
    log,
    ids,
    bus: () => connections.bus,
    broker: () => connections.broker,
    settings: () => settings.current,
    offsetAt: offsetHere,
    person: () => trail.person(),
    acting: (person) => trail.acting(person),
  });

  const light = new StackLight({
    clock,
    random: platform.random,
    run: ids.unique(),
    hook: () => links.stackLight(settings.current, settings.secrets),
    session,
    broken: () => connections.broker.state === 'down' || engine.failure !== null,
    station: () => settings.current.station.name,
    alarm: () => settings.current.station.failureAlarm,
    consoleId: () => consoleId.current,
    notice: (level, what) => notices.notice(level, what),
  });

  const addressOf: AddressOf = (kind) => connections.factory.address(kind);

  // The scan: who is asked, what comes back, what is decided.
  const dispatcher = new CommandDispatcher({
    clock,
    log,
    presence,
    bus: () => connections.bus,
    session,
    onNobodyListens: () => notices.notice('warning', [text('notice.nobodyListens')]),
    onAsking: (isAsking) => {
      engine.askingChanged(isAsking);
      patches.sessionChanged();
    },
  });
  const lookUps = new LookUps({
    engine: () => engine,
    mes: () => connections.mes,
    registry: () => registry.registry,
    clock,
    log,
    health,
  });
  const engine: ScanEngine = new ScanEngine({
    store,
    clock,
    log,
    ids,
    onChange: (change) => {
      if (change.reset) {
        dispatcher.reset();
        shownDeliveries.opened();
      }
      patches.devicesChanged(change);
      light.changed();
    },
    onEffect: (effect) => {
      if (effect.kind === 'lookUp') lookUps.ask(effect);
      else dispatcher.ask(effect);
    },
    addressOf,
    onDeliveries: (added) => outbox.add(added),
    onAltered: (altered) => tellAltered(altered),
    whyUnread: () => verifier.problem,
    whyUnheard: () => connections.whyUnheard ?? dispatcher.whyUnasked,
    distrusted: (...asked) => verifier.distrusted(...asked),
    sameAsNow: () => signIn.sameAsNow(),
    onStoreState: (failure, dropped) => {
      tellConnections();
      trouble.storeState(failure);
      if (failure !== null) {
        notices.notice('error', [recordsFailNotice(failure)]);
        return;
      }
      notices.notice('info', recordsWriteAgainNotice(engine.session?.phase === 'scanning', dropped));
      outbox.takeUp().catch((error: unknown) => log.error('The outbox could not be read again.', { error }));
    },
  });
  engine.lineChanged(false);
  const tellAltered = ({ operationId: operation, altered: entries }: ScanSession): void => {
    log.error('Records of a scan are not as they were filed.', { operation, entries });
    sayWhenShown([text('notice.recordsAltered', { operation, entries })]);
  };
  const verifier = new ReportVerifier({
    store,
    mode: () => settings.current.broker.reportSigning,
    keys: () => connections.keys,
    onKeysProblem: (problem) =>
      problem === null ? notices.notice('info', [text('notice.keysReadAgain')]) : notices.notice('error', problem),
  });
  const trouble = new Trouble({
    store,
    clock,
    log,
    ids,
    operationId,
    consoleId: () => consoleId.current,
    addressOf,
    onDeliveries: (added) => outbox.add(added),
  });
  const ingest = new ReportIngest({
    engine,
    store,
    clock,
    log,
    ids,
    bus: () => connections.bus,
    gate: verifier,
    health,
    onQuarantined: (reason) => {
      trouble.quarantined(reason);
      quarantine.add();
    },
  });

  // What goes out, and what is kept.
  const outbox: OutboxPump = new OutboxPump({
    store,
    clock,
    log,
    random: platform.random,
    place: platform.place ?? null,
    onCopy: (lists) => sayWhenShown([text('notice.recordsCopied', { lists })]),
    factory: () => connections.factory,
    onChange: (delivery) => shownDeliveries.changed(delivery),
    filePairAnswer: (...answer) => engine.pairAnswered(...answer),
    whyNotAgain: async (pair) =>
      (await engine.pairStillStands(pair.operationId, pair.key, pair.serials)) ? null : DEALT_WITH_SINCE,
    whyWithdrawn: (pair) => engine.whyPairWithdrawn(pair.operationId, pair.key, pair.serials),
  });
  const shownDeliveries: ShownDeliveries = new ShownDeliveries({
    store,
    operation: operationId,
    tell: (view) => patches.deliveryChanged(view),
    log,
  });
  const records = new RecordKeeper({
    store,
    clock,
    log,
    session,
    fillNext: () => fillNext(store, log),
    onCounted: (operation) => shownDeliveries.recount(operation),
    onWarning: (what) => notices.notice('warning', [what]),
    onFailure: (error) => engine.storeFailed(error),
    onWritten: () => void trouble.writesAgain(),
    onFull: () => {
      notices.notice('error', DISK_FULL);
      trouble.diskFull(DISK_FULL);
    },
  });
  const registry: RegistryParts = new RegistryParts({
    store,
    registry: platform.openRegistry?.(() => settings.current.registry),
    serve: platform.serveRegistry,
    clock,
    log,
    session,
    settings: () => settings.current.registry,
    notice: (level, what) => notices.notice(level, what),
    onChanged: () => notices.registryChanged(),
    onSkipped: () => health.notRegistered(),
  });

  return {
    health,
    clockWasSet,
    store,
    session,
    timesOf,
    consoleId,
    presence,
    signIn,
    notices,
    trail,
    settings,
    idle,
    patches,
    quarantine,
    tellConnections,
    connections,
    addressOf,
    engine,
    ingest,
    outbox,
    shownDeliveries,
    records,
    registry,
    light,
    selfTest,
  };
}
