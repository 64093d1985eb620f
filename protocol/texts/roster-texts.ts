/** Refusals of rosters: each code with the names of its parameters. The words are in `messages/`. */
export const ROSTER_TEXTS = {
  'roster.badLine': ['line', 'problem'],
  'roster.moreBadLines': ['more'],
  'roster.empty': [],
  'roster.tooLarge': ['file', 'kib'],
  'roster.unreadable': ['why'],
  'roster.noText': ['file', 'what'],
  'roster.unknownEncoding': ['file'],
  'roster.unusable': ['lines'],
  'roster.isInstead': ['file', 'instead'],
} as const;
