/** What the device registry did not understand of a submission, and left as it came: codes with the names of their parameters. Answers on record hold them: none is renamed. */
export const REGISTRY_NOTES = {
  'note.at': ['field', 'why'],
  'note.unknownKey': [],
  'note.unknownWord': [],
  'note.unknownComponent': ['type'],
  'note.unknownEvent': ['type'],
  'note.unknownAction': ['type'],
  'note.unknownExpected': ['type'],
  'note.componentLeftOut': ['why'],
  'note.componentTags': [],
  'note.eventLeftOut': ['why'],
  'note.eventOfOtherType': ['type', 'device'],
} as const;
