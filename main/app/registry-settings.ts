import type { Settings } from '../../protocol/settings';
import { REGISTERED_RATES } from '../domain/registry/rating/rate-softwares';
import { RULES } from '../domain/registry/rules';
import type { RegistrySettings } from '../domain/registry/transaction';

/** What the registry decides by, from the console's settings: every registered rate is computed, the chosen one is official. */
export function registrySettings({
  officialRate,
  deriveDisposal,
  currency,
  stalledAfterMs,
  partPlaceholders,
}: Settings['registry']): RegistrySettings {
  const [software, version] = officialRate === 'ECost 1.0' ? (['ECost', '1.0'] as const) : (['ECost', '1.1'] as const);
  return {
    rules: RULES,
    partPlaceholders,
    rates: REGISTERED_RATES.map((rate) => ({ software: rate.software, version: rate.version })),
    official: { software, version },
    deriveDisposal,
    currency,
    mayCreateETags: false,
    stalledAfterMs,
  };
}
