import path from 'node:path';
import type { SessionView } from '../../../protocol/model';
import { parseRoster, type rosterRules } from '../../domain/roster/roster';
import { detailsIn } from '../../domain/scan/rows-in-session';
import type { CommandRows, CommandsOf } from '../command-row';
import type { ScanEngine } from './engine';
import { readRosterFile } from './roster-file';
import type { ScanService } from './scan-service';

export interface ScanCommandServices {
  readonly scan: ScanService;
  readonly engine: Pick<ScanEngine, 'requireSession'>;
  /** What the window shows of the open scan. */
  readonly view: { requireSession(): SessionView };
  readonly rosterRules: () => ReturnType<typeof rosterRules>;
  readonly files: { choose(title: string, kind: 'roster'): Promise<string | null> };
}

type Names = CommandsOf<'scan' | 'roster' | 'device' | 'pair'> | 'operation.open';

export const SCAN_COMMANDS: CommandRows<Names, ScanCommandServices> = {
  'scan.start': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, input) => {
      await scan.start(input);
      return view.requireSession();
    },
  },
  'scan.finish': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }) => {
      await scan.finish();
      return view.requireSession();
    },
  },
  'scan.rescan': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { ids }) => {
      await scan.rescan(ids);
      return view.requireSession();
    },
  },
  'scan.clearContest': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { devices }) => {
      await scan.clearContest(devices);
      return view.requireSession();
    },
  },
  'roster.parse': {
    role: 'operator',
    weight: 'light',
    handle: async ({ rosterRules }, { text }) => parseRoster(text, rosterRules()),
  },
  'roster.open': {
    role: 'operator',
    weight: 'light',
    handle: async ({ files, rosterRules }) => {
      const file = await files.choose('Open a roster', 'roster');
      return file === null ? null : { fileName: path.basename(file), ...(await readRosterFile(file, rosterRules())) };
    },
  },
  'device.details': {
    role: 'operator',
    weight: 'light',
    handle: async ({ engine }, { ids }) => {
      const session = engine.requireSession();
      return ids.flatMap((id) => {
        const device = session.devices.get(id);
        return device === undefined ? [] : [detailsIn(session, device)];
      });
    },
  },
  'device.waive': {
    // A supervisor's own, or a supervisor's badge at an operator's console: the service looks.
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { ids, reason, approval }) => {
      await scan.waive(ids, reason, approval);
      return view.requireSession();
    },
  },
  'pair.sheet': { role: 'operator', weight: 'light', handle: async ({ scan }) => scan.offeredSheet() },
  'pair.confirm': { role: 'operator', weight: 'light', handle: async ({ scan }, { digest }) => scan.confirmPair(digest) },
  'pair.settle': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { ids, as, reason }) => {
      await scan.settlePair(ids, as, reason);
      return view.requireSession();
    },
  },
  'operation.open': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ scan, view }, { operationId }) => {
      await scan.open(operationId);
      return view.requireSession();
    },
  },
};
