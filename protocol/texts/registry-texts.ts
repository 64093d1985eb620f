/** What is said around the device registry: each code with the names of its parameters. The words are in `messages/`. */
export const REGISTRY_TEXTS = {
  'registry.notOpenHere': [],
  'registry.noDevice': ['device'],
  'registry.noTagYet': [],
  'registry.emptyToken': [],
  'registry.noToken': ['host'],
  'registry.notServed': ['host', 'port', 'why'],
  'registry.found': [],
  'registry.foundSeveral': ['devices'],
  'registry.nothingFound': ['code'],
  'registry.badFile': ['fault'],
  'registry.stored': ['type'],
  'registry.storedFor': ['type', 'device'],
  'registry.otherAnswer': ['seq', 'answered', 'now'],
  'registry.recordMissing': ['kind', 'record'],
  'registry.recordTooMany': ['kind', 'record'],
  'registry.recordDiffers': ['kind', 'stored', 'made'],
} as const;
