import type { SubmissionAnswer } from '../../../domain/registry/model';
import { decide } from '../../../domain/registry/decide';
import type { Registry, SeenDevice } from '../../../domain/ports/registry';
import type { RegistryCommand, RegistrySettings, SubmissionSource } from '../../../domain/registry/transaction';
import type { RegistryTables } from '../create-store';
import { checkReplay } from './check-replay';
import { EXPORT_KINDS, type ExportCursor } from './export-pages';
import { instant } from './records';

export interface RegistryOptions {
  /** `registry` of the open store. */
  readonly tables: RegistryTables;
  /** The settings of the moment; each submission keeps those that it was decided under. */
  readonly settings: () => RegistrySettings;
  /** Ms since 1970. */
  readonly now: () => number;
  /** A UUID that was never given before. */
  readonly newUuid: () => string;
}

/** The device registry on the console's database. Closing the store ends it. */
export function createRegistry({ tables, settings, now, newUuid }: RegistryOptions): Registry {
  const asked = <Command extends RegistryCommand>(command: Command, source: SubmissionSource) => ({
    kind: 'registry' as const,
    command,
    context: { submission: newUuid(), at: instant(now()), source, settings: settings() },
  });
  const submit = (command: RegistryCommand, source: SubmissionSource, seen?: SeenDevice): Promise<SubmissionAnswer> =>
    tables.submit({ ...asked(command, source), ...(seen === undefined ? {} : { seen }) });
  const patience = (at: number) => ({ now: at, stalledAfterMs: settings().stalledAfterMs });

  async function* lines(): AsyncGenerator<string, void> {
    for (const kind of EXPORT_KINDS) {
      let after: ExportCursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(kind, after);
        yield* page.lines;
        after = page.next;
      } while (after !== null);
    }
  }
  const readPage = (kind: (typeof EXPORT_KINDS)[number], after: ExportCursor | null) =>
    tables.read('registryExportPage', kind, after);

  return {
    submit: (body, as, source, seen) => submit({ kind: 'submit', as, body }, source, seen),
    submitWithTag: (body, tag, source, seen) => {
      const making = asked({ kind: 'createTags', ids: [tag], organization: null, provider: null }, source);
      return tables.submit({ ...asked({ kind: 'submit', as: 'snapshot', body }, source), seen, making });
    },
    createTags: (ids, { organization = null, provider = null }, source) =>
      submit({ kind: 'createTags', ids, organization, provider }, source),
    closeSnapshot: (snapshot, reason, source) => submit({ kind: 'closeSnapshot', snapshot, reason }, source),
    createAgent: (body, source) => submit({ kind: 'createAgent', body }, source),

    devices: (query) => tables.read('registryDevices', query),
    models: (limit) => tables.read('registryModels', limit),
    devicePage: (device) => tables.read('registryDevicePage', device, patience(now())),
    seenDevice: async (device) => {
      const mark = await tables.read('registryDeviceMark', device);
      return mark === null ? null : { device, mark };
    },
    events: (device, offset, limit) => tables.read('registryEvents', device, offset, limit),
    image: (id) => tables.read('registryImage', id),

    deviceJson: (device) => tables.read('registryDeviceJson', device),
    snapshotJson: (id) => tables.read('registrySnapshotJson', id),
    eventJson: (id) => tables.read('registryEventJson', id),
    deviceOfTag: (tag) => tables.read('registryDeviceOfTag', tag),
    tags: (offset, limit) => tables.read('registryTags', offset, limit),
    agents: () => tables.read('registryAgents'),

    openSnapshots: (at) => tables.read('registryOpenSnapshots', patience(at)),
    whereWas: (serialNumberOrMac) => tables.read('registryWhereWas', serialNumberOrMac),

    export: lines,
    checkReplay: () =>
      checkReplay({ submissionsAfter: (seq) => tables.read('registryAcceptedAfter', seq), page: readPage }, decide),
  };
}
