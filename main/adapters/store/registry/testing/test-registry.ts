import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from '../../../../domain/ports/registry';
import { TEST_SETTINGS } from '../../../../domain/registry/testing/memory-registry';
import type { RegistrySettings, SubmissionSource } from '../../../../domain/registry/transaction';
import { createStore, type SqliteStore } from '../../create-store';
import { createRegistry } from '../create-registry';

export const FROM_HTTP: SubmissionSource = { kind: 'http', author: null, operation: null };

export const BEGIN_MS = Date.UTC(2026, 0, 1);

/** A registry on a real database file. Every submission comes one second after the one before. */
export interface TestRegistry {
  readonly store: SqliteStore;
  readonly registry: Registry;
}

export async function openTestRegistry(file: string, settings: Partial<RegistrySettings> = {}, count = 0): Promise<TestRegistry> {
  const store = await createStore({ file });
  let given = count;
  const registry = createRegistry({
    tables: store.registry,
    settings: () => ({ ...TEST_SETTINGS, ...settings }),
    now: () => BEGIN_MS + given * 1_000,
    newUuid() {
      given += 1;
      return submissionUuid(given);
    },
  });
  return { store, registry };
}

/** The name of the n-th submission, from 1. */
export function submissionUuid(count: number): string {
  return `00000000-0000-4000-8000-${(count * 0x1_0000).toString(16).padStart(12, '0')}`;
}

/** One of the bodies in `protocol/fixtures/registry`. */
export function fixture(name: string): Readonly<Record<string, unknown>> {
  const file = join(import.meta.dirname, '../../../../../protocol/fixtures/registry', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
}
