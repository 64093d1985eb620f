/** What is refused of RabbitMQ: each code with the names of its parameters. The words are in `messages/`. */
export const BROKER_REFUSALS = {
  'broker.unencodedSign': ['why'],
  'broker.noAddress': [],
  'broker.fragment': [],
  'broker.fileUnreadable': ['file'],
  'broker.notConfirmed': ['seconds'],
  'broker.lostWhileSending': [],
  'broker.notSent': [],
} as const;
