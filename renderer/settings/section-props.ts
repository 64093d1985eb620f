import type { SecretsView, Settings } from '../../protocol/settings';
import type { FieldErrors } from './field-errors';

/** Secrets as the form changes them: text to set, null to remove, absent to leave. */
export interface SecretChanges {
  readonly brokerPassword?: string | null | undefined;
  readonly apiToken?: string | null | undefined;
  readonly registryToken?: string | null | undefined;
  readonly signalsKey?: string | null | undefined;
}

/** What every section is given: the settings as they stand in the form, what is wrong, and how to change them. */
export interface SectionProps {
  readonly draft: Settings;
  readonly errors: FieldErrors;
  readonly secrets: SecretsView;
  readonly changes: SecretChanges;
  readonly set: <S extends keyof Settings, K extends keyof Settings[S]>(section: S, key: K, value: Settings[S][K]) => void;
  readonly setSecret: (name: keyof SecretChanges, change: string | null | undefined) => void;
}
