import path from 'node:path';
import type { AuditEntry } from '../../domain/scan/events';
import type { CommandOutput } from '../../../protocol/ipc';
import type { TestResult } from '../../../protocol/connection-state';
import { Settings } from '../../../protocol/settings';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { CommandRows, CommandsOf } from '../command-row';
import type { ConnectionFactory, SecretValues } from '../ports';
import type { FileExchange } from '../files/file-exchange';
import { mergedSettings, readSettingsFile, settingsText } from './settings-file';
import type { SettingsService } from './settings-service';

export interface SettingsCommandServices {
  readonly settings: SettingsService;
  /** What waits for another address than the one that is set. */
  readonly deliveries: { elsewhere(): Promise<CommandOutput<'settings.save'>['elsewhere']> };
  readonly tests: Pick<ConnectionFactory, 'testBroker' | 'testMes'>;
  /** Tries the stack light that settings name. */
  readonly testSignals: (settings: Settings, secrets: SecretValues) => Promise<TestResult>;
  readonly files: FileExchange;
  readonly trail: { record(action: AuditEntry['action'], subject: string): Promise<void> };
  /** Whether the devices are those of a simulated rack. */
  readonly isSimulated: boolean;
}

type Names = CommandsOf<'settings' | 'window'> | 'records.keep';

export const SETTINGS_COMMANDS: CommandRows<Names, SettingsCommandServices> = {
  'settings.save': {
    role: 'engineer',
    weight: 'light',
    handle: async ({ settings, deliveries }, { settings: entered, secrets }) => {
      await settings.save(entered, secrets);
      return { elsewhere: await deliveries.elsewhere() };
    },
  },
  'settings.test': {
    role: 'engineer',
    weight: 'heavy',
    handle: async ({ settings, tests, testSignals }, { what, settings: entered, secrets }) => {
      const values = settings.secretsWith(secrets);
      if (what === 'signals') return testSignals(entered, values);
      return what === 'broker' ? tests.testBroker(entered, values) : tests.testMes(entered, values);
    },
  },
  'settings.export': {
    role: 'engineer',
    weight: 'light',
    handle: async ({ settings, files, isSimulated }) => {
      if (isSimulated) throw new AppError('notAllowedNow', text('practice.noSettingsExport'));
      return {
        path: await files.save({
          title: 'Export the settings',
          make: () => ({ fileName: 'burnin-settings.json', text: settingsText(settings.current) }),
          action: 'settingsExported',
        }),
      };
    },
  },
  'settings.import': {
    role: 'engineer',
    weight: 'light',
    handle: async ({ settings, files, trail }) => {
      const file = await files.choose('Import settings', 'settings');
      if (file === null) return null;
      const some = await readSettingsFile(file);
      await trail.record('settingsImported', file);
      return { fileName: path.basename(file), settings: Settings.parse(mergedSettings(settings.current, some)) };
    },
  },
  'records.keep': {
    role: 'engineer',
    weight: 'light',
    handle: async ({ settings }, { days }) => {
      await settings.saveGroup({ records: { keepDays: days } });
      return null;
    },
  },
  'window.look': {
    role: 'operator',
    weight: 'light',
    handle: async ({ settings }, look) => {
      await settings.saveGroup({ window: look });
      return null;
    },
  },
};
