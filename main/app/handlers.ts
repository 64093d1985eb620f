import { text } from '../../protocol/texts/text';
import path from 'node:path';
import { counted } from '../../protocol/counted';
import type { SessionView } from '../../protocol/model';
import { Settings } from '../../protocol/settings';
import { AppError } from '../domain/errors';
import type { AuditEntry } from '../domain/scan/events';
import { parseRoster, rosterRules } from '../domain/roster/roster';
import { readRosterFile } from './scan/roster-file';
import { mergedSettings, readSettingsFile, settingsText } from './settings/settings-file';
import { detailsIn } from '../domain/scan/rows-in-session';
import type { Handlers } from '../ipc/router';
import { auditLine } from './records/audit-words';
import type { ConsoleApp } from './create-app';
import type { FileText } from './ports';
import { DeliveryService } from './delivery/delivery-service';
import { QuarantineExport } from './records/quarantine-export';
import { createRegistryHandlers } from './registry/handlers';
import type { ScanService } from './scan/scan-service';
import { bundleFileName } from './support/support-bundle';

interface NamedText {
  readonly fileName: string;
  readonly text: FileText;
}

/** What each command of the window does. Inputs are parsed already; known failures are `AppError`s. */
export function createHandlers(app: ConsoleApp, desk: ScanService): Handlers {
  const deliveries = new DeliveryService(app);
  const { deps, engine } = app;
  const view = (): SessionView => {
    const session = app.sessionView();
    if (session === null) throw new AppError('noOperation', text('scan.noneOpen'));
    return session;
  };
  /** Lets whoever asked choose a file; null when the dialog was closed. Who came in their place meanwhile chooses nothing for them. */
  const chosen: typeof deps.dialogs.chooseFile = async (title, kind) => {
    const keepSame = app.signIn.sameAsNow();
    const file = await deps.dialogs.chooseFile(title, kind);
    keepSame();
    return file;
  };
  /** Makes a text, has whoever asked choose where it goes, and puts it on record as theirs. Nothing is written once they are signed out. */
  const saved = async (
    title: string,
    make: () => NamedText | Promise<NamedText>,
    action: AuditEntry['action'],
    after: () => string | null = () => null,
  ): Promise<{ readonly path: string | null }> => {
    const keepSame = app.signIn.sameAsNow();
    const person = app.person();
    const { fileName, text } = await make();
    keepSame();
    const path = await deps.dialogs.saveText(title, fileName, text, keepSame);
    if (path !== null) await app.audit(action, path, null, after(), person);
    return { path };
  };
  const operation = () => `operation ${engine.requireSession().operationId}`;
  const rulesHere = () =>
    rosterRules(
      app.settings.labels,
      app.signIn.list().map(({ badge }) => badge),
    );
  return {
    'app.snapshot': async () => app.windowSnapshot(),
    'app.health': async () => app.health(),
    'support.bundle': async ({ withReports }) =>
      saved(
        'Save a support bundle',
        async () => ({ fileName: bundleFileName(deps.clock.now()), text: await app.supportBundle(withReports) }),
        'supportBundleMade',
        () => (withReports ? 'with reports' : null),
      ),
    'scan.start': async (input) => {
      await desk.start(input);
      return view();
    },
    'scan.finish': async () => {
      await desk.finish();
      return view();
    },
    'scan.rescan': async ({ ids }) => {
      await desk.rescan(ids);
      return view();
    },
    'scan.clearContest': async ({ devices }) => {
      await desk.clearContest(devices);
      return view();
    },
    'roster.parse': async ({ text }) => parseRoster(text, rulesHere()),
    'roster.open': async () => {
      const file = await chosen('Open a roster', 'roster');
      return file === null ? null : { fileName: path.basename(file), ...(await readRosterFile(file, rulesHere())) };
    },
    'device.details': async ({ ids }) => {
      const session = engine.requireSession();
      return ids.flatMap((id) => {
        const device = session.devices.get(id);
        return device === undefined ? [] : [detailsIn(session, device)];
      });
    },
    'pair.sheet': async () => desk.offeredSheet(),
    'pair.confirm': async ({ digest }) => desk.confirmPair(digest),
    'pair.settle': async ({ ids, as, reason }) => {
      await desk.settlePair(ids, as, reason);
      return view();
    },
    'delivery.retry': async ({ key }) => deliveries.resend(key),
    'delivery.details': async ({ key }) => deliveries.details(key),
    'delivery.settle': async ({ key, taken, reason }) => deliveries.settle(key, taken, reason),
    'delivery.edit': async ({ key, change }) => deliveries.edit(key, change),
    'device.waive': async ({ ids, reason, approval }) => {
      await desk.waive(ids, reason, approval);
      return view();
    },
    'aside.list': async ({ limit }) => desk.aside(limit),
    'aside.export': async () => {
      const quarantine = new QuarantineExport(deps.store);
      const { path } = await saved(
        'Export the quarantine',
        () => ({ fileName: 'quarantine.json', text: quarantine.text() }),
        'quarantineExported',
        () => counted(quarantine.count, 'message'),
      );
      return path === null ? { path } : { path, entries: quarantine.count };
    },
    'export.scanLog': async () => saved('Export the scan log', () => desk.scanLogText(), 'scanLogExported', operation),
    'export.evidence': async () => saved('Export the evidence', () => desk.evidence(), 'evidenceExported', operation),
    'settings.save': async ({ settings, secrets }) => {
      await app.saveSettings(settings, secrets);
      return null;
    },
    'settings.export': async () => {
      if (deps.practice !== undefined) throw new AppError('notAllowedNow', text('practice.noSettingsExport'));
      return saved(
        'Export the settings',
        () => ({ fileName: 'burnin-settings.json', text: settingsText(app.settings) }),
        'settingsExported',
      );
    },
    'settings.import': async () => {
      const file = await chosen('Import settings', 'settings');
      if (file === null) return null;
      const some = await readSettingsFile(file);
      await app.audit('settingsImported', file);
      return { fileName: path.basename(file), settings: Settings.parse(mergedSettings(app.settings, some)) };
    },
    'records.keep': async ({ days }) => {
      await app.saveGroup({ records: { keepDays: days } });
      return null;
    },
    'window.look': async (look) => {
      await app.saveGroup({ window: look });
      return null;
    },
    'settings.test': async ({ what, settings, secrets }) => {
      const values = app.secretsWith(secrets);
      return what === 'broker' ? deps.links.testBroker(settings, values) : deps.links.testMes(settings, values);
    },
    'practice.switch': async ({ on }) => {
      if (deps.reopen === undefined) throw new AppError('notAllowedNow', text('practice.cannotReopen'));
      if (engine.session?.phase === 'scanning') throw new AppError('notAllowedNow', text('scan.runningFinishFirst'));
      deps.reopen(on);
      return null;
    },
    'person.signIn': async ({ badge, pin }) => app.signIn.signIn(badge, pin),
    'person.signOut': async () => app.signIn.signOut(),
    'person.active': async () => {
      app.idle.active();
      return null;
    },
    'person.list': async () => app.signIn.list(),
    'person.save': async (person) => app.signIn.save(person),
    'person.remove': async ({ badge }) => app.signIn.remove(badge),
    'audit.list': async ({ limit }) => (await deps.store.listAudit(limit)).flatMap((entry) => auditLine(entry) ?? []),
    'operation.list': async ({ limit }) => [...(await deps.store.listOperations(limit))],
    'operation.open': async ({ operationId }) => {
      await app.openOperation(operationId);
      return view();
    },
    ...createRegistryHandlers({
      registry: () => {
        if (deps.registry === undefined) throw new AppError('notAllowedNow', text('registry.notOpenHere'));
        return deps.registry;
      },
      appVersion: deps.appVersion,
      now: () => deps.clock.now(),
      onChanged: () => app.registryChanged(),
      author: () => app.signIn.badge() ?? engine.session?.operatorId ?? null,
      role: () => app.signIn.view().person?.role ?? null,
    }),
  };
}
