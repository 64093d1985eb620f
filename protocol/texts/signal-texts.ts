/** What becomes of messages to a stack light: each code with the names of its parameters. */
export const SIGNAL_TEXTS = {
  'signals.notTaken': ['why'],
  'signals.takenAgain': [],
  'signals.answered': ['host', 'status'],
  'signals.tested': [],
  'signals.noAddress': [],
} as const;
