import { composeParts } from './compose-parts';
import { type CommandServices, openDoor } from './app/commands';
import type { ConnectionManager } from './app/connections/connection-manager';
import { DeliveryService } from './app/delivery/delivery-service';
import type { OutboxPump } from './app/delivery/outbox-pump';
import { Lifecycle } from './app/lifecycle';
import type { AuditTrail } from './app/people/audit-trail';
import type { EventGate } from './app/people/signed-out';
import { RackService } from './app/racks/rack-service';
import { pruneByPolicy } from './app/records/prune';
import type { RecordKeeper } from './app/records/record-keeper';
import { ReportService } from './app/reports/report-service';
import { ScanExports } from './app/records/scan-exports';
import type { RegistryParts } from './app/registry/registry-parts';
import { EDITION_CHOICES } from './app/registry/registry-settings';
import type { ScanEngine } from './app/scan/engine';
import type { PatchStream } from './app/scan/patch-stream';
import { PreflightService } from './app/scan/preflight';
import { ScanService } from './app/scan/scan-service';
import { handover } from './app/shift/handover';
import { FileExchange } from './app/files/file-exchange';
import { offsetHere, StatisticsService } from './app/statistics/statistics-service';
import { SupportService } from './app/support/support-service';
import { ViewState } from './app/support/view-state';
import { english } from '../messages/english';
import type { Handover } from '../protocol/handover';
import { text } from '../protocol/texts/text';
import { AppError } from './domain/errors';
import { separatorOf } from './domain/records/csv';
import { rosterRules } from './domain/roster/roster';
import type { Router } from './ipc/router';
import type { Platform } from './platform';

/** The product without Electron, put together: its services, and the door for a window. */
export interface BurnInConsole extends CommandServices {
  readonly engine: ScanEngine;
  readonly outbox: OutboxPump;
  readonly connections: ConnectionManager;
  readonly racks: RackService;
  readonly registry: RegistryParts;
  readonly records: RecordKeeper;
  readonly patches: PatchStream;
  readonly view: ViewState;
  readonly trail: AuditTrail;
  readonly notices: EventGate;
  /** Reads settings, reopens the last operation, connects. Rejects with `storeFailed` when the records cannot be read, `badSettings` when an override is none. */
  start(how?: { readonly reopen?: boolean }): Promise<void>;
  stop(): Promise<void>;
  /** Takes whatever a window sends. @param onUnexpected hears of failures that no handler knows */
  door(onUnexpected: (command: string, error: unknown) => void): Router;
}

/** The one place where the parts meet. Who needs whom is said here, and nowhere else: each part knows only what it is given. */
export function composeConsole(platform: Platform): BurnInConsole {
  const { clock, log, ids, appVersion, links, practice } = platform;
  const parts = composeParts(platform, (what) => lifecycle.say(what));

  // What a person asks for.
  const scan = new ScanService({
    engine: parts.engine,
    clock,
    ids,
    settings: () => parts.settings.current,
    broker: () => parts.connections.broker,
    loadKeys: () => parts.connections.keys.load(),
    signIn: parts.signIn,
    selfTest: () => parts.selfTest.ofScan(),
  });
  const preflight = new PreflightService({
    present: () => parts.presence.serials(),
    mes: () => parts.connections.mes,
    tests: links,
    settings: () => parts.settings.current,
    secrets: () => parts.settings.secrets,
  });
  const racks = new RackService({
    store: parts.store,
    acting: () => parts.trail.acting(),
    sameAsNow: () => parts.signIn.sameAsNow(),
  });
  const deliveries = new DeliveryService({
    store: parts.store,
    clock,
    ids,
    outbox: parts.outbox,
    addressOf: parts.addressOf,
    scans: parts.engine,
    known: () => parts.trail.known(),
    sameAsNow: () => parts.signIn.sameAsNow(),
  });
  const exports = new ScanExports({
    store: parts.store,
    clock,
    appVersion,
    isSimulated: practice !== undefined,
    session: parts.session,
    requireOpen: (shown) => parts.engine.requireOpen(shown),
    person: () => parts.trail.person(),
  });
  const running = (): string | null => {
    const open = parts.session();
    return open?.phase === 'scanning' ? open.operationId : null;
  };
  const statistics = new StatisticsService({
    store: parts.store,
    offsetAt: offsetHere,
    now: () => clock.now(),
    shiftStarts: () => parts.settings.current.shift.starts,
    running,
  });
  const handovers = (): Promise<Handover> =>
    handover({ store: parts.store, statistics, shift: () => parts.selfTest.view(), now: () => clock.now() });
  const reports = new ReportService({
    store: parts.store,
    statistics,
    handover: handovers,
    now: () => clock.now(),
    appVersion,
    station: () => parts.settings.current.station.name,
    person: () => parts.trail.person(),
    isRunning: (operationId) => operationId === running(),
  });
  const support = new SupportService({
    store: parts.store,
    clock,
    diagnostics: platform.diagnostics,
    appVersion,
    consoleId: () => parts.consoleId.current,
    health: parts.health,
    settings: () => parts.settings.current,
    secretTexts: () => parts.settings.secretTexts(),
    secretsKeptIn: () => english(platform.secrets.describe()),
    connections: () => parts.connections.view(),
  });
  const view = new ViewState({
    appVersion,
    editions: EDITION_CHOICES,
    session: parts.session,
    timesOf: parts.timesOf,
    quarantined: () => parts.quarantine.current,
    deliveries: () => parts.shownDeliveries.views(),
    connections: () => parts.connections.view(),
    settings: () => parts.settings.current,
    secrets: () => parts.settings.secretsView(),
    signIn: parts.signIn,
    patches: parts.patches,
    practiceRoster: practice?.roster ?? null,
  });
  const files = new FileExchange({
    dialogs: platform.dialogs,
    sameAsNow: () => parts.signIn.sameAsNow(),
    person: () => parts.trail.person(),
    record: (...act) => parts.trail.record(...act),
  });
  const lifecycle = new Lifecycle({
    clock,
    toTerminal: platform.toTerminal === true,
    consoleId: parts.consoleId,
    settings: parts.settings,
    warn: (what) => parts.notices.notice('warning', what),
    signIn: parts.signIn,
    selfTest: parts.selfTest,
    connections: parts.connections,
    engine: parts.engine,
    quarantine: parts.quarantine,
    deliveries: parts.shownDeliveries,
    ingest: parts.ingest,
    outbox: parts.outbox,
    registry: {
      wake: () => parts.registry.scans?.wake(),
      serve: () => parts.registry.serve(parts.settings.secrets.registryToken),
      stop: () => parts.registry.stop(),
    },
    prune: (stopped) => pruneByPolicy(parts.store, parts.settings.current.records.keepDays, { now: clock.now(), log, stopped }),
    records: parts.records,
    light: parts.light,
    onMoment: () => {
      parts.tellConnections();
      if (parts.clockWasSet()) parts.patches.sessionChanged();
    },
    health: parts.health,
    idle: parts.idle,
    store: parts.store,
  });
  const services: Omit<BurnInConsole, 'start' | 'stop' | 'door'> = {
    scan,
    preflight,
    engine: parts.engine,
    racks,
    deliveries,
    outbox: parts.outbox,
    connections: parts.connections,
    registry: parts.registry,
    registryContext: {
      registry: () => {
        if (parts.registry.registry === null) throw new AppError('notAllowedNow', text('registry.notOpenHere'));
        return parts.registry.registry;
      },
      appVersion,
      now: () => clock.now(),
      onChanged: () => parts.notices.registryChanged(),
      author: () => parts.trail.known() ?? null,
      role: () => parts.signIn.view().person?.role ?? null,
      sameAsNow: () => parts.signIn.sameAsNow(),
    },
    records: parts.records,
    exports,
    reports,
    printer: platform.printer ?? null,
    csvSeparator: separatorOf(platform.locale ?? 'en'),
    requireOpen: (shown) => parts.engine.requireOpen(shown),
    appVersion,
    statistics,
    selfTest: parts.selfTest,
    handover: handovers,
    settings: parts.settings,
    signIn: parts.signIn,
    idle: parts.idle,
    trail: parts.trail,
    notices: parts.notices,
    patches: parts.patches,
    view,
    support,
    files,
    store: parts.store,
    clock,
    tests: links,
    testSignals: (of, secrets) => parts.light.test(links.stackLight(of, secrets)),
    isSimulated: practice !== undefined,
    reopen: platform.reopen ?? null,
    rosterRules: () =>
      rosterRules(
        parts.settings.current.labels,
        parts.signIn.list().map(({ badge }) => badge),
      ),
  };
  return {
    ...services,
    start: (how) => lifecycle.start(how),
    stop: () => lifecycle.stop(),
    door: (onUnexpected) => openDoor(services, onUnexpected),
  };
}
