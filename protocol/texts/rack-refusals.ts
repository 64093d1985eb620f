/** What is refused of racks: each code with the names of its parameters. The words are in `messages/`. */
export const RACK_REFUSALS = {
  'rack.noneInScan': [],
  'rack.noSuchSlot': ['slot', 'rack'],
  'rack.noSuchRack': ['rack'],
  'rack.noneSaved': [],
  'rack.savedAre': ['racks'],
  'rack.nameTaken': ['rack'],
  'rack.tooMany': ['most'],
  'rack.andList': [],
  'rack.noUnits': ['rack'],
  'rack.badFile': ['file', 'rack', 'issue'],
  'rack.badUnit': ['rack', 'slot', 'problem'],
  'rack.filePlaceholder': ['file', 'rack', 'slot', 'sn'],
  'rack.placeholder': ['rack', 'slot', 'sn'],
  'rack.keyTwice': ['file', 'key'],
  'rack.nameTwice': ['file', 'rack'],
  'rack.fileNoJson': ['file'],
} as const;
