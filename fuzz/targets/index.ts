import type { Target } from '../engine/target';
import { agentConfig } from './agent-config';
import { brokerUrl } from './broker-url';
import { commandLine } from './command-line';
import { csvExport } from './csv-export';
import { deliveryEdit } from './delivery-edit';
import { deviceKeys } from './device-keys';
import { evidenceBundle } from './evidence-bundle';
import { fileNames } from './file-names';
import { ipcCommand } from './ipc-command';
import { mesAnswer } from './mes-answer';
import { messageHeaders } from './message-headers';
import { pairAnswer } from './pair-answer';
import { roster } from './roster';
import { scanOutputs } from './scan-outputs';
import { storedSettings } from './stored-settings';
import { wireCommand } from './wire-command';
import { wireHello } from './wire-hello';
import { wireReport } from './wire-report';

/** Every parser that something from outside reaches. */
export const TARGETS: readonly Target[] = [
  wireReport,
  wireCommand,
  wireHello,
  messageHeaders,
  deviceKeys,
  mesAnswer,
  pairAnswer,
  scanOutputs,
  roster,
  storedSettings,
  ipcCommand,
  agentConfig,
  brokerUrl,
  commandLine,
  csvExport,
  fileNames,
  deliveryEdit,
  evidenceBundle,
];
