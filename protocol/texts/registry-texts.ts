/** Refusals of the device registry: each code with the names of its parameters. The words are in `messages/`. */
export const REGISTRY_TEXTS = {
  'registry.notOpenHere': [],
} as const;
