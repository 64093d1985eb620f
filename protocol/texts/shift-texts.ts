/** What is said of shifts and their self-tests: each code with the names of its parameters. The words are in `messages/`. */
export const SHIFT_TEXTS = {
  'shift.missingPort': [],
  'shift.wrongMac': [],
  'shift.extraPort': [],
  'shift.caught': ['why'],
  'shift.missedPassed': [],
  'shift.missedOther': ['why'],
  'shift.missedUnread': ['why'],
  'shift.silent': ['seconds'],
  'shift.noBroker': [],
  'shift.selfTestFirst': [],
} as const;
