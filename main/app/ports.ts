import type { AuditDetail, AuditEntry } from '../domain/scan/events';
import type { Commit } from '../domain/ports/journal';
import type { Texts } from '../../protocol/texts/text';
import type { SignalHook } from '../domain/ports/signal-hook';
import type { DeviceInfoApi } from '../domain/ports/mes';
import type { DeviceKeys } from '../domain/ports/device-keys';
import type { FactoryApi } from '../domain/ports/factory';
import type { MessageBus } from '../domain/ports/bus';
import type { TestResult } from '../../protocol/connection-state';
import type { Language } from '../../protocol/languages';
import type { DeliveryKind } from '../../protocol/model';
import type { Report } from '../../protocol/report';
import type { SecretName, Settings } from '../../protocol/settings';

/** What a person did, as it goes on record. */
export type AuditRow = NonNullable<Commit['audit']>[number];
/** Writes acts of one person, for the record. */
export type Act = (
  action: AuditEntry['action'],
  subject: AuditDetail,
  before: AuditDetail | null,
  after: AuditDetail | null,
) => AuditRow;

/** Secrets in the clear, held in memory only. */
export type SecretValues = Readonly<Record<SecretName, string | null>>;

/** The console's connections to the world; made again when settings change. */
export interface OpenConnections {
  readonly bus: MessageBus;
  readonly mes: DeviceInfoApi;
  readonly factory: FactoryApi;
  /** Lets go of sockets that the HTTP clients keep. */
  close(): Promise<void>;
}

/** Makes connections from settings; implemented with the real adapters by `main/connections.ts`. */
export interface ConnectionFactory {
  connect(
    settings: Settings,
    secrets: SecretValues,
    consoleId: string,
    onMes: (up: boolean, reason: Texts) => void,
  ): OpenConnections;
  /** The stack light that the settings name; null: none. */
  stackLight(settings: Settings, secrets: SecretValues): SignalHook | null;
  /** The keys that the settings name; nothing is read yet. */
  deviceKeys(settings: Settings): DeviceKeys;
  testBroker(settings: Settings, secrets: SecretValues): Promise<TestResult>;
  testMes(settings: Settings, secrets: SecretValues): Promise<TestResult>;
  /** Whether something is at the address of a POST; nothing is sent to it. */
  testPost(settings: Settings, secrets: SecretValues, kind: DeliveryKind): Promise<TestResult>;
}

/** What is written into a file: whole, as text or bytes, or a text piece by piece. */
export type FileContent = string | Uint8Array | AsyncIterable<string>;

/** What a person is to choose. */
export type ChosenFile = 'roster' | 'settings' | 'evidence';

/** The system's file dialogs. */
export interface FileDialogs {
  /** The file's path, or null when the person closed the dialog. */
  chooseFile(title: string, kind: ChosenFile): Promise<string | null>;
  /**
   * The path written, or null when the person closed the dialog, who then has nothing read. Rejects with `fileFailed`.
   * @param keepSame called before anything is written; what it throws keeps it from being written
   */
  saveText(title: string, suggestedName: string, text: FileContent, keepSame: () => void): Promise<string | null>;
}

/** Makes PDFs of reports, in a language. Rejects with `notAllowedNow` where it cannot. */
export interface ReportPrinter {
  pdf(report: Report, language: Language): Promise<Uint8Array>;
}

/** What the program knows of itself and its surroundings, for somebody who is to help. */
export interface Diagnostics {
  /** Versions of the program's parts and of the system, by name. */
  versions(): Readonly<Record<string, string>>;
  /** The last lines of the log, oldest first; none where it is kept elsewhere. Never rejects. */
  lastLogLines(most: number): Promise<readonly string[]>;
  /** Plain data without passwords and tokens, and without these secrets wherever they stand; long lists are cut. */
  redact(value: unknown, secrets: readonly string[]): unknown;
}
