/** Refusals of the records: each code with the names of its parameters. The words are in `messages/`. */
export const RECORDS_TEXTS = {
  'records.cannotBeWritten': [],
  'records.nothingOf': ['operation'],
  'records.removed': ['operation', 'on'],
} as const;
