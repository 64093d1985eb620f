import { Settings } from '../../../protocol/settings';
import { choiceText } from '../../../protocol/wire/issue-text';
import { EDITION_CHOICES } from '../registry/registry-settings';

/** Settings by which this version can work: their schema, and the editions that they name are there. */
export const UsableSettings = Settings.superRefine(({ registry: { officialRate, officialPrice } }, context) => {
  const known = [
    ['officialRate', officialRate, EDITION_CHOICES.rates],
    ['officialPrice', officialPrice, EDITION_CHOICES.prices],
  ] as const;
  for (const [key, name, choices] of known) {
    if (choices.includes(name)) continue;
    context.addIssue({ code: 'custom', path: ['registry', key], message: JSON.stringify(choiceText(choices)) });
  }
});
