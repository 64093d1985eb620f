import path from 'node:path';
import type { SessionView } from '../../protocol/model';
import { Settings } from '../../protocol/settings';
import { AppError } from '../domain/errors';
import { parseRoster, rosterRules } from '../domain/roster';
import { readRosterFile } from './roster-file';
import { mergedSettings, readSettingsFile, settingsText } from './settings-file';
import { detailsIn } from '../domain/session/rows-in-session';
import type { Handlers } from '../ipc/router';
import { auditLine } from './audit-words';
import type { ConsoleApp } from './create-app';
import { DeliveryDesk } from './delivery-desk';
import { QuarantineExport } from './quarantine-export';
import { createRegistryHandlers } from './registry-handlers';
import type { ScanDesk } from './scan-desk';
import { bundleFileName } from './support-bundle';

/** What each command of the window does. Inputs are parsed already; known failures are `AppError`s. */
export function createHandlers(app: ConsoleApp, desk: ScanDesk): Handlers {
  const deliveries = new DeliveryDesk(app);
  const { deps, engine } = app;
  const view = (): SessionView => {
    const session = app.sessionView();
    if (session === null) throw new AppError('noOperation', 'No scan is open. Start one first.');
    return session;
  };
  const rulesHere = () =>
    rosterRules(
      app.settings.labels,
      app.signIn.list().map(({ badge }) => badge),
    );
  return {
    'app.snapshot': async () => app.windowSnapshot(),
    'app.health': async () => app.health(),
    'support.bundle': async ({ withReports }) => {
      const name = bundleFileName(deps.clock.now());
      const saved = await deps.dialogs.saveText('Save a support bundle', name, await app.supportBundle(withReports));
      if (saved !== null) await app.audit('supportBundleMade', saved, null, withReports ? 'with reports' : null);
      return { path: saved };
    },
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
      const file = await deps.dialogs.chooseFile('Open a roster', 'roster');
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
      const path = await deps.dialogs.saveText('Export the quarantine', 'quarantine.json', quarantine.text());
      if (path === null) return { path };
      await app.audit('quarantineExported', path, null, quarantine.count === 1 ? '1 message' : `${quarantine.count} messages`);
      return { path, entries: quarantine.count };
    },
    'export.scanLog': async () => {
      const { fileName, text } = desk.scanLogText();
      const saved = await deps.dialogs.saveText('Export the scan log', fileName, text);
      if (saved !== null) await app.audit('scanLogExported', saved, null, `operation ${engine.requireSession().operationId}`);
      return { path: saved };
    },
    'export.evidence': async () => {
      const { fileName, text } = await desk.evidence();
      const saved = await deps.dialogs.saveText('Export the evidence', fileName, text);
      if (saved !== null) await app.audit('evidenceExported', saved, null, `operation ${engine.requireSession().operationId}`);
      return { path: saved };
    },
    'settings.save': async ({ settings, secrets }) => {
      await app.saveSettings(settings, secrets);
      return null;
    },
    'settings.export': async () => {
      const saved = await deps.dialogs.saveText('Export the settings', 'burnin-settings.json', settingsText(app.settings));
      if (saved !== null) await app.audit('settingsExported', saved);
      return { path: saved };
    },
    'settings.import': async () => {
      const file = await deps.dialogs.chooseFile('Import settings', 'settings');
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
        if (deps.registry === undefined) throw new AppError('notAllowedNow', 'The device registry is not open here.');
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
