import path from 'node:path';
import type { SessionView } from '../../../protocol/model';
import { rosterSteps, type rosterRules } from '../../domain/roster/roster';
import { detailsIn } from '../../domain/scan/rows-in-session';
import type { CommandRows, CommandsOf } from '../command-row';
import type { ScanEngine } from './engine';
import { inSlices } from './in-slices';
import type { PreflightService } from './preflight';
import { readRosterFile } from './roster-file';
import type { ScanService } from './scan-service';

export interface ScanCommandServices {
  readonly scan: ScanService;
  readonly preflight: PreflightService;
  readonly engine: Pick<ScanEngine, 'requireOpen'>;
  /** What the window shows of the open scan. */
  readonly view: { requireSession(): SessionView };
  readonly rosterRules: () => ReturnType<typeof rosterRules>;
  readonly files: { choose(title: string, kind: 'roster'): Promise<string | null> };
}

type Names = Exclude<CommandsOf<'scan' | 'roster' | 'device' | 'pair'>, 'roster.last'> | 'operation.open';

export const SCAN_COMMANDS: CommandRows<Names, ScanCommandServices> = {
  'scan.start': {
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view, preflight }, input) => {
      await scan.start(input);
      preflight.end();
      return view.requireSession();
    },
  },
  'scan.online': { role: 'operator', weight: 'light', handle: async ({ preflight }, { serials }) => preflight.online(serials) },
  'scan.preflight': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ preflight }, { serials, scanMode }) => preflight.check(serials, scanMode),
  },
  'scan.finish': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation }) => {
      await scan.finish(operation);
      return view.requireSession();
    },
  },
  'scan.rescan': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view, preflight }, { operation, ids }) => {
      await scan.rescan(operation, ids);
      preflight.end();
      return view.requireSession();
    },
  },
  'scan.place': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation, id, slot }) => {
      await scan.place(operation, id, slot);
      return view.requireSession();
    },
  },
  'scan.clearContest': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation, devices }) => {
      await scan.clearContest(operation, devices);
      return view.requireSession();
    },
  },
  'scan.acknowledge': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation, devices }) => {
      await scan.acknowledge(operation, devices);
      return view.requireSession();
    },
  },
  'roster.parse': {
    role: 'operator',
    weight: 'light',
    handle: async ({ rosterRules }, { text }) => inSlices(rosterSteps(text, rosterRules())),
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
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ engine }, { operation, ids }) => {
      const session = engine.requireOpen(operation);
      return ids.flatMap((id) => {
        const device = session.devices.get(id);
        return device === undefined ? [] : [detailsIn(session, device)];
      });
    },
  },
  'device.waive': {
    of: 'openOperation',
    // A supervisor's own, or a supervisor's badge at an operator's console: the service looks.
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation, ids, reason, approval }) => {
      await scan.waive(operation, ids, reason, approval);
      return view.requireSession();
    },
  },
  'pair.sheet': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan }, { operation }) => scan.offeredSheet(operation),
  },
  'pair.confirm': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan }, { operation, digest }) => scan.confirmPair(operation, digest),
  },
  'pair.settle': {
    of: 'openOperation',
    role: 'operator',
    weight: 'light',
    handle: async ({ scan, view }, { operation, ids, as, reason }) => {
      await scan.settlePair(operation, ids, as, reason);
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
