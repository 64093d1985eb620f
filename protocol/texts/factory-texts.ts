/** What is said of the addresses that the console posts to: each code with the names of its parameters. The words are in `messages/`. */
export const FACTORY_TEXTS = {
  'factory.there': [],
  'factory.tokenRefused': ['status'],
  'factory.pathUnknown': ['path'],
  'factory.broken': ['status'],
} as const;
