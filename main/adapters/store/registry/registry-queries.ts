import type { DeviceQuery } from '../../../../protocol/registry/views';
import type { SqliteDatabase } from '../sqlite';
import { storedText } from '../../../domain/records/stored-text';
import { listDevices, listModels } from './device-list';
import { deviceMark } from './device-mark';
import { devicePage } from './device-page';
import { eventsOfDevice } from './event-views';
import { type ExportCursor, type ExportKind, exportPage } from './export-pages';
import { listOpenSnapshots, type Patience } from './open-snapshots';
import { whereWas } from './placement-views';
import { answerDevice, answerDeviceOfTag, answerEvent, answerSnapshot } from './registry-json';
import { createRegistryReads } from './registry-reads';
import { createStatements } from './statements';
import { acceptedAfter } from './submissions';
import { listAgents, listTags } from './tag-and-agent-views';

/** Everything that is read from the registry's tables. */
export function createRegistryQueries(db: SqliteDatabase) {
  const statements = createStatements(db);
  const reads = createRegistryReads(statements);
  return {
    registryDevices: (query: DeviceQuery) => listDevices(statements, query),
    registryModels: (limit: number) => listModels(statements, limit),
    registryDevicePage: (device: number, patience: Patience) => devicePage(statements, device, patience),
    registryDeviceMark: (device: number) => deviceMark(statements, reads, device),
    registryEvents: (device: number, offset: number, limit: number) => eventsOfDevice(statements, device, offset, limit),
    registryImage: (id: string) =>
      statements.first<{ readonly fileFormat: 'jpg' | 'png'; readonly bytes: Uint8Array }>(
        'select file_format as fileFormat, bytes from registry_image where id = ?',
        storedText(id),
      ),
    registryDeviceJson: (device: number) => answerDevice(statements, reads, device),
    registrySnapshotJson: (id: string) => answerSnapshot(reads, id),
    registryEventJson: (id: string) => answerEvent(reads, id),
    registryDeviceOfTag: (tag: string) => answerDeviceOfTag(statements, reads, tag),
    registryTags: (offset: number, limit: number) => listTags(statements, offset, limit),
    registryAgents: () => listAgents(statements),
    registryOpenSnapshots: (patience: Patience) => listOpenSnapshots(statements, patience),
    registryWhereWas: (serialNumberOrMac: string) => whereWas(statements, serialNumberOrMac),
    registryExportPage: (kind: ExportKind, after: ExportCursor | null) => exportPage(statements, kind, after),
    registryAcceptedAfter: (seq: number) => acceptedAfter(statements, seq),
  };
}
