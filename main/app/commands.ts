import type { CommandName } from '../../protocol/ipc';
import { createRouter, type Router } from '../ipc/router';
import { bindCommands, type CommandRows, type Weight } from './command-row';
import { DELIVERY_COMMANDS, type DeliveryCommandServices } from './delivery/delivery-commands';
import { authoriseBy, type Permissions } from './people/authorise';
import { PEOPLE_COMMANDS, type PeopleCommandServices } from './people/people-commands';
import { RACK_COMMANDS, type RackCommandServices } from './racks/rack-commands';
import { RECORD_COMMANDS, type RecordCommandServices } from './records/record-commands';
import { REGISTRY_COMMANDS, type RegistryCommandServices } from './registry/registry-commands';
import { REPORT_COMMANDS, type ReportCommandServices } from './reports/report-commands';
import { SCAN_COMMANDS, type ScanCommandServices } from './scan/scan-commands';
import { SETTINGS_COMMANDS, type SettingsCommandServices } from './settings/settings-commands';
import { SHIFT_COMMANDS, type ShiftCommandServices } from './shift/shift-commands';
import { STATISTICS_COMMANDS, type StatisticsCommandServices } from './statistics/statistics-commands';
import { withHeavyOnesInLine } from './support/one-at-a-time';
import { SUPPORT_COMMANDS, type SupportCommandServices } from './support/support-commands';

/** What the handlers need, all together. */
export type CommandServices = ScanCommandServices &
  RackCommandServices &
  DeliveryCommandServices &
  RecordCommandServices &
  ReportCommandServices &
  SettingsCommandServices &
  PeopleCommandServices &
  SupportCommandServices &
  StatisticsCommandServices &
  ShiftCommandServices &
  RegistryCommandServices;

/** Every command of the window, one row each; a missing one does not compile. The rows stand with their services. */
export const COMMANDS: CommandRows<CommandName, CommandServices> = {
  ...SCAN_COMMANDS,
  ...RACK_COMMANDS,
  ...DELIVERY_COMMANDS,
  ...RECORD_COMMANDS,
  ...REPORT_COMMANDS,
  ...SETTINGS_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...SUPPORT_COMMANDS,
  ...STATISTICS_COMMANDS,
  ...SHIFT_COMMANDS,
  ...REGISTRY_COMMANDS,
};

/** Whether a command waits for others, and for which. */
export function weightOf(command: CommandName): Weight {
  return COMMANDS[command].weight;
}

/** The door with all of it behind: input, role and turn are checked before a handler runs. */
export function openDoor(
  services: CommandServices & { readonly signIn: Permissions },
  onUnexpected: (command: string, error: unknown) => void,
): Router {
  const authorise = authoriseBy(services.signIn, (command) => COMMANDS[command].role);
  return createRouter(withHeavyOnesInLine(bindCommands(COMMANDS, services), authorise, weightOf), onUnexpected, authorise);
}
