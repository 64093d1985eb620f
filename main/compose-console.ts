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
import { ScanExports } from './app/records/scan-exports';
import type { RegistryParts } from './app/registry/registry-parts';
import { EDITION_CHOICES } from './app/registry/registry-settings';
import type { ScanEngine } from './app/scan/engine';
import type { PatchStream } from './app/scan/patch-stream';
import { PreflightService } from './app/scan/preflight';
import { ScanService } from './app/scan/scan-service';
import { FileExchange } from './app/files/file-exchange';
import { offsetHere, StatisticsService } from './app/statistics/statistics-service';
import { SupportService } from './app/support/support-service';
import { ViewState } from './app/support/view-state';
import { english } from '../messages/english';
import { text } from '../protocol/texts/text';
import { AppError } from './domain/errors';
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
  const {
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
    book,
    records,
    registry,
  } = composeParts(platform, (what) => lifecycle.say(what));

  // What a person asks for.
  const scan = new ScanService({
    engine,
    clock,
    ids,
    settings: () => settings.current,
    broker: () => connections.broker,
    loadKeys: () => connections.keys.load(),
    signIn,
    onOpened: async () => {
      await book.load();
      for (const view of book.views()) patches.deliveryChanged(view);
    },
  });
  const preflight = new PreflightService({
    present: () => presence.serials(),
    mes: () => connections.mes,
    tests: links,
    settings: () => settings.current,
    secrets: () => settings.secrets,
  });
  const racks = new RackService({ store, acting: () => trail.acting(), sameAsNow: () => signIn.sameAsNow() });
  const deliveries = new DeliveryService({
    store,
    clock,
    ids,
    outbox,
    addressOf,
    scans: engine,
    known: () => trail.known(),
    sameAsNow: () => signIn.sameAsNow(),
  });
  const exports = new ScanExports({
    store,
    clock,
    appVersion,
    isSimulated: practice !== undefined,
    session,
    requireOpen: (shown) => engine.requireOpen(shown),
    person: () => trail.person(),
  });
  const support = new SupportService({
    store,
    clock,
    diagnostics: platform.diagnostics,
    appVersion,
    health,
    settings: () => settings.current,
    secretTexts: () => settings.secretTexts(),
    secretsKeptIn: () => english(platform.secrets.describe()),
    connections: () => connections.view(),
  });
  const view = new ViewState({
    appVersion,
    editions: EDITION_CHOICES,
    session,
    timesOf,
    quarantined: () => quarantine.current,
    deliveries: () => book.views(),
    connections: () => connections.view(),
    settings: () => settings.current,
    secrets: () => settings.secretsView(),
    signIn,
    patches,
    practiceRoster: practice?.roster ?? null,
  });
  const files = new FileExchange({
    dialogs: platform.dialogs,
    sameAsNow: () => signIn.sameAsNow(),
    person: () => trail.person(),
    record: (...act) => trail.record(...act),
  });
  const lifecycle = new Lifecycle({
    clock,
    toTerminal: platform.toTerminal === true,
    consoleId,
    settings,
    warn: (what) => notices.notice('warning', what),
    signIn,
    connections,
    engine,
    quarantine,
    deliveries: book,
    ingest,
    outbox,
    registry: {
      wake: () => registry.scans?.wake(),
      serve: () => registry.serve(settings.secrets.registryToken),
      stop: () => registry.stop(),
    },
    prune: (stopped) => pruneByPolicy(store, settings.current.records.keepDays, { now: clock.now(), log, stopped }),
    records,
    onMoment: () => {
      tellConnections();
      if (clockWasSet()) patches.sessionChanged();
    },
    health,
    idle,
    store,
  });
  const services: Omit<BurnInConsole, 'start' | 'stop' | 'door'> = {
    scan,
    preflight,
    engine,
    racks,
    deliveries,
    outbox,
    connections,
    registry,
    registryContext: {
      registry: () => {
        if (registry.registry === null) throw new AppError('notAllowedNow', text('registry.notOpenHere'));
        return registry.registry;
      },
      appVersion,
      now: () => clock.now(),
      onChanged: () => notices.registryChanged(),
      author: () => trail.known() ?? null,
      role: () => signIn.view().person?.role ?? null,
      sameAsNow: () => signIn.sameAsNow(),
    },
    records,
    exports,
    statistics: new StatisticsService({ store, offsetAt: offsetHere, now: () => clock.now() }),
    settings,
    signIn,
    idle,
    trail,
    notices,
    patches,
    view,
    support,
    files,
    store,
    clock,
    tests: links,
    isSimulated: practice !== undefined,
    reopen: platform.reopen ?? null,
    rosterRules: () =>
      rosterRules(
        settings.current.labels,
        signIn.list().map(({ badge }) => badge),
      ),
  };
  return {
    ...services,
    start: (how) => lifecycle.start(how),
    stop: () => lifecycle.stop(),
    door: (onUnexpected) => openDoor(services, onUnexpected),
  };
}
