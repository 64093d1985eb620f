/** Refusals about people, badges and roles: each code with the names of its parameters. The words are in `messages/`. */
export const PEOPLE_TEXTS = {
  'people.signInFirst': [],
  'people.otherRole': ['role', 'name', 'is'],
  'people.notSignedInAnyMore': [],
  'people.pinInName': [],
  'people.pinShape': [],
  'people.needsPin': ['name'],
  'people.firstIsEngineer': [],
  'people.noBadge': [],
  'people.lastEngineer': [],
  'people.tooManyWrongPins': ['seconds'],
  'people.beingChecked': [],
  'people.wrongPin': [],
  'people.pinInReason': [],
} as const;
