import { type EditionChoices, editionName, editionOf } from '../../../protocol/registry/editions';
import type { Settings } from '../../../protocol/settings';
import { REGISTERED_PRICES } from '../../domain/registry/rating/price-editions';
import { REGISTERED_RATES } from '../../domain/registry/rating/rate-softwares';
import { RULES } from '../../domain/registry/rules';
import type { RegistrySettings } from '../../domain/registry/transaction';

/** What the settings may name as the official ones. */
export const EDITION_CHOICES: EditionChoices = {
  rates: REGISTERED_RATES.map(editionName),
  prices: REGISTERED_PRICES.map(editionName),
};

/** What the registry decides by, from the console's settings: every registered rate is computed, the chosen one is official. */
export function registrySettings({
  officialRate,
  officialPrice,
  deriveDisposal,
  currency,
  stalledAfterMs,
  partPlaceholders,
}: Settings['registry']): RegistrySettings {
  return {
    rules: RULES,
    partPlaceholders,
    rates: REGISTERED_RATES.map((rate) => ({ software: rate.software, version: rate.version })),
    official: editionOf(officialRate),
    officialPrice: editionOf(officialPrice),
    deriveDisposal,
    currency,
    mayCreateETags: false,
    stalledAfterMs,
  };
}
