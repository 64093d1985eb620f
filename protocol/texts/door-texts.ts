/** What the door between window and main refuses: each code with the names of its parameters. The words are in `messages/`. */
export const DOOR_TEXTS = {
  'door.strangePage': [],
  'door.noCommand': [],
  'door.unknownCommand': [],
  'door.answerKept': [],
  'door.internal': [],
  'door.badInput': [],
  'door.issue': ['at', 'fault'],
  'door.stillBusy': [],
} as const;
