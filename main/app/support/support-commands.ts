import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { ScanSession } from '../../domain/scan/state';
import type { Clock } from '../../domain/ports/clock';
import type { CommandRows, CommandsOf } from '../command-row';
import type { FileExchange } from '../files/file-exchange';
import { bundleFileName } from './support-bundle';
import type { SupportService } from './support-service';
import type { ViewState } from './view-state';

export interface SupportCommandServices {
  readonly view: Pick<ViewState, 'forWindow'>;
  readonly support: SupportService;
  readonly files: Pick<FileExchange, 'save'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly engine: { readonly session: ScanSession | null };
  /** Ends the program and opens it again, in practice or for real work. Null where that cannot be. */
  readonly reopen: ((practice: boolean) => void) | null;
}

export const SUPPORT_COMMANDS: CommandRows<CommandsOf<'app' | 'support' | 'practice'>, SupportCommandServices> = {
  'app.snapshot': { role: null, weight: 'light', handle: async ({ view }) => view.forWindow() },
  'app.health': { role: null, weight: 'light', handle: async ({ support }) => support.health() },
  'app.about': { role: 'operator', weight: 'light', handle: async ({ support }) => support.about() },
  'support.bundle': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ support, files, clock }, { reportsOf }) => ({
      path: await files.save({
        title: 'Save a support bundle',
        make: async () => ({ fileName: bundleFileName(clock.now()), text: await support.bundle(reportsOf) }),
        action: 'supportBundleMade',
        what: () => (reportsOf === null ? null : [text('audit.withReports')]),
      }),
    }),
  },
  'practice.switch': {
    role: 'operator',
    weight: 'light',
    handle: async ({ reopen, engine }, { on }) => {
      if (reopen === null) throw new AppError('notAllowedNow', text('practice.cannotReopen'));
      if (engine.session?.phase === 'scanning') throw new AppError('notAllowedNow', text('scan.runningFinishFirst'));
      reopen(on);
      return null;
    },
  },
};
