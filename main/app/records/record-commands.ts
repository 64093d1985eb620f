import path from 'node:path';
import type { AuditLine } from '../../../protocol/people';
import { text } from '../../../protocol/texts/text';
import type { Store } from '../../domain/ports/store';
import type { CommandRows, CommandsOf } from '../command-row';
import type { FileExchange } from '../files/file-exchange';
import { auditLine } from './audit-words';
import { checkBundle, shownCheck } from './check-bundle';
import { QuarantineExport } from './quarantine-export';
import type { ScanExports } from './scan-exports';
import { trail } from './whole-trail';

export interface RecordCommandServices {
  readonly store: Store;
  readonly exports: ScanExports;
  readonly files: Pick<FileExchange, 'choose' | 'save'>;
  readonly appVersion: string;
}

type Names = CommandsOf<'aside' | 'export' | 'evidence' | 'audit'> | 'operation.list';

export const RECORD_COMMANDS: CommandRows<Names, RecordCommandServices> = {
  'aside.list': { role: 'operator', weight: 'heavy', handle: async ({ exports }, { limit }) => exports.aside(limit) },
  'aside.export': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ store, files }) => {
      const quarantine = new QuarantineExport(store);
      const path = await files.save({
        title: 'Export the quarantine',
        make: () => ({ fileName: 'quarantine.json', text: quarantine.text() }),
        action: 'quarantineExported',
        what: () => [text('audit.messages', { messages: quarantine.count })],
      });
      return path === null ? { path } : { path, entries: quarantine.count };
    },
  },
  'export.scanLog': {
    of: 'openOperation',
    role: 'operator',
    weight: 'heavy',
    handle: async ({ exports, files }, { operation }) => ({
      path: await files.save({
        title: 'Export the scan log',
        make: () => exports.scanLog(operation),
        action: 'scanLogExported',
        what: () => [text('audit.operation', { operation })],
      }),
    }),
  },
  'export.evidence': {
    of: 'openOperation',
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ exports, files }, { operation }) => ({
      path: await files.save({
        title: 'Export the evidence',
        make: () => exports.evidence(operation),
        action: 'evidenceExported',
        what: () => [text('audit.operation', { operation })],
      }),
    }),
  },
  'evidence.check': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ files, appVersion }) => {
      const file = await files.choose('Check an evidence bundle', 'evidence');
      return file === null ? null : { fileName: path.basename(file), ...shownCheck(await checkBundle(file, appVersion)) };
    },
  },
  'audit.list': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ store }, { limit }) => {
      const lines: AuditLine[] = [];
      for await (const entry of trail(store, limit)) {
        const line = auditLine(entry);
        if (line !== null) lines.push(line);
      }
      return lines;
    },
  },
  'operation.list': {
    role: 'operator',
    weight: 'light',
    handle: async ({ store }, { limit }) => [...(await store.listOperations(limit))],
  },
};
