import type { Texts } from '../../../protocol/texts/text';

/** Passwords and tokens; never in settings, logs or exports. */
export interface Secrets {
  read(name: string): Promise<string | null>;
  /** Null removes it. Rejects with code `secretsUnavailable` where nothing safe exists to keep them. */
  write(name: string, value: string | null): Promise<void>;
  /** How they are kept here. */
  describe(): Texts;
}
