/** Refusals in practice: each code with the names of its parameters. The words are in `messages/`. */
export const PRACTICE_TEXTS = {
  'practice.recordsOfPractice': ['file'],
  'practice.realRecords': ['file'],
  'practice.noSettingsExport': [],
  'practice.cannotReopen': [],
  'practice.noSecrets': [],
  'practice.noneKept': [],
  'practice.rackSize': ['least', 'most'],
  'practice.rackNotConnected': [],
  'practice.consoleTakesNothing': [],
} as const;
