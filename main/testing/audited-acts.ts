import { Rack } from '../../protocol/racks';
import { verbatim } from '../../protocol/texts/text';
import { bindCommands } from '../app/command-row';
import { COMMANDS } from '../app/commands';
import { A, PairRig, UNKNOWN } from '../app/testing/pair-rig';
import type { FileDialogs } from '../app/ports';
import type { AuditRow } from '../app/ports';
import { AuditTrail } from '../app/people/audit-trail';
import { automaticSignOut } from '../app/people/idle-sign-out';
import { SettingsService } from '../app/settings/settings-service';
import type { SqliteStore } from '../adapters/store/create-store';
import { practising } from './practising';

// What is written piece by piece is counted as it is written.
const DIALOGS: FileDialogs = {
  chooseFile: async () => null,
  saveText: async (_title, name, text) => {
    if (typeof text !== 'string' && !(text instanceof Uint8Array)) for await (const _part of text);
    return `/saved/${name}`;
  },
};
const silent = (): void => undefined;
const QUIET = { debug: silent, info: silent, warn: silent, error: silent };
const SNAPSHOT = {
  type: 'Snapshot',
  uuid: '00000000-0000-4000-8000-000000000001',
  version: '11.0b9',
  software: 'Workbench',
  elapsed: 1,
  device: { type: 'Desktop', manufacturer: 'Acme', model: 'D1', serialNumber: 'S-100', chassis: 'Tower' },
  components: [],
  expectedEvents: ['TestDataStorage'],
};

/** Every act of a person that goes on record as an entry of its own, save those of the terminal. @returns the records, which the test closes */
export async function audited(): Promise<{
  readonly store: SqliteStore;
  readonly file: string;
  readonly stop: () => Promise<void>;
}> {
  const messages = await actsOnMessages();
  const { app, store, file, stop, pass, until, roster } = await practising({ dialogs: DIALOGS, fromScans: false });
  const act = bindCommands(COMMANDS, app);
  await app.scan.start({ operationId: 'BI-1', operatorId: 'tester', scanMode: 0, rosterText: roster.join('\n') });
  await until('the scan to close', () => app.engine.session?.phase === 'closed');
  const { operationId: operation } = app.engine.requireSession();
  const [sn = ''] = roster;
  const report = { format: 'csv', language: 'en' } as const;

  await act['export.scanLog']({ operation });
  await act['export.evidence']({ operation });
  await act['aside.export']({});
  await act['support.bundle']({ reportsOf: null });
  await act['support.bundle']({ reportsOf: operation });
  await act['report.operation']({ operation, ...report });
  await act['report.unit']({ sn, ...report });
  const span = { by: 'day', ...report } as const;
  await act['report.period']({ from: null, to: Date.UTC(2026, 10, 20, 12), ...span });
  await act['report.period']({ from: Date.UTC(2026, 10, 1, 12), to: Date.UTC(2026, 10, 20, 12), ...span });

  const rack = Rack.parse({ name: 'Rack 7', rows: [['A1', 'A2']], units: [{ slot: 'A1', sn }] });
  await act['rack.save']({ rack, formerName: null });
  await act['rack.save']({ rack: { ...rack, units: [] }, formerName: 'Rack 7' });
  await act['rack.remove']({ name: 'Rack 7' });

  await act['registry.submitFile']({ fileName: 'snapshot.json', text: JSON.stringify(SNAPSHOT) });
  await act['registry.addTag']({ device: 1, tag: 'T-1' });
  await act['registry.addAgent']({ type: 'Organization', name: 'Acme', recyclingCenter: false });
  await act['registry.act']({ act: 'ToRepair', devices: [1] });
  await act['registry.closeSnapshot']({ snapshot: SNAPSHOT.uuid, reason: 'Its disk is gone.' });

  const { current: settings } = app.settings;
  await act['settings.save']({ settings: { ...settings, records: { keepDays: 400 } }, secrets: {} });
  await app.trail.record('settingsImported', '/home/e/settings.json');
  await act['person.save']({ badge: 'E-1', name: 'Eva', role: 'engineer', pin: '1234' });
  await act['person.save']({ badge: 'E-1', name: 'Eva B.', role: 'engineer' });
  await act['person.save']({ badge: 'S-1', name: 'Sam', role: 'supervisor', pin: '2345' });
  await act['person.remove']({ badge: 'S-1' });
  await act['person.signOut']({});
  await act['person.signIn']({ badge: 'nobody', pin: '9999' }).catch(() => null);
  await pass(5_000);
  await act['person.signIn']({ badge: 'E-1', pin: '1234' });
  await app.signIn.signOut(automaticSignOut(900_000));
  await store.commit({ audit: messages });
  return { store, file, stop };
}

/** What a person does with messages, on a rig of their own: a practice factory refuses none. */
async function actsOnMessages(): Promise<readonly AuditRow[]> {
  const rig = await PairRig.open();
  const key = await rig.confirmed();
  rig.address = (kind) => ({ base: 'http://elsewhere', path: `/${kind}` });
  rig.outbox.addressChanged();
  await rig.quiet();
  await rig.deliveries.readdress({ made: 'http://factory', set: 'http://elsewhere' });
  rig.outcome = { kind: 'rejected', status: 422, reason: verbatim('The receiver refused it (status 422).') };
  await rig.time();
  await rig.quiet();
  await rig.deliveries.resend(key);
  await rig.quiet();
  const next = await rig.deliveries.edit(key, { kind: 'takeOut', serials: ['A2'] });
  rig.outcome = UNKNOWN;
  await rig.quiet();
  await rig.scan('other', { A3: A });
  await rig.damageRecords();
  await rig.restart();
  await rig.deliveries.settle(next.key, true, 'Asked the line.').catch(() => null);
  await actsOnSettings(rig.store);
  const entries = await rig.store.listAudit(100);
  await rig.end();
  return entries.flatMap(({ at, event }) => (event.kind === 'audited' ? [{ at, entry: event }] : [])).toReversed();
}

/** In practice no secrets are kept, and settings are never damaged. */
async function actsOnSettings(store: SqliteStore): Promise<void> {
  await store.writeSetting('settings', '{"broker":{"url":17');
  const trail = new AuditTrail({ journal: store, clock: { now: () => 1 }, badge: () => 'E-1', operator: () => undefined });
  const kept = new Map<string, string>();
  const settings = new SettingsService({
    store,
    secrets: {
      read: async (name) => kept.get(name) ?? null,
      write: async (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
      describe: () => [],
    },
    log: QUIET,
    ofRun: {},
    readKeys: async () => undefined,
    onSaved: async () => undefined,
    onGroupSaved: () => undefined,
    sameAsNow: () => () => undefined,
    acting: () => trail.acting(),
  });
  await settings.load();
  await settings.save(settings.current, { apiToken: 'sesame' });
  await settings.save(settings.current, { apiToken: null });
}
