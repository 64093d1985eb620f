/** What a request to the registry's service asks for. */
export type Route =
  | { readonly kind: 'submit'; readonly as: 'snapshot' | 'event' }
  | { readonly kind: 'createTags' }
  | { readonly kind: 'closeSnapshot'; readonly id: string }
  | { readonly kind: 'createAgent' }
  | { readonly kind: 'listDevices' | 'listTags' | 'listAgents' | 'listOpen' }
  | { readonly kind: 'device' | 'snapshot' | 'event' | 'deviceOfTag' | 'image'; readonly id: string };

/** Methods of a path with what each does; a slash at the end changes nothing. */
type Methods = Readonly<Partial<Record<'GET' | 'POST', Route>>>;

const COLLECTIONS: Readonly<Record<string, Methods>> = {
  snapshots: { GET: { kind: 'listOpen' }, POST: { kind: 'submit', as: 'snapshot' } },
  events: { POST: { kind: 'submit', as: 'event' } },
  tags: { GET: { kind: 'listTags' }, POST: { kind: 'createTags' } },
  agents: { GET: { kind: 'listAgents' }, POST: { kind: 'createAgent' } },
  devices: { GET: { kind: 'listDevices' } },
};
/** The later vocabulary. */
const ALIASES: Readonly<Record<string, string>> = { actions: 'events' };
const ITEMS: Readonly<Record<string, 'device' | 'snapshot' | 'event' | 'image'>> = {
  devices: 'device',
  snapshots: 'snapshot',
  events: 'event',
  images: 'image',
};

/** What a path answers to; null when there is nothing at it. @param path without its query, percent-encoded */
export function methodsOf(path: string): Methods | null {
  const parts = decoded(path);
  if (parts === null) return null;
  const [first = '', id = '', last] = parts;
  const collection = own(ALIASES, first) ?? first;
  if (parts.length === 1) return own(COLLECTIONS, collection) ?? null;
  if (parts.length === 2) {
    const kind = own(ITEMS, collection);
    return kind === undefined ? null : { GET: { kind, id } };
  }
  if (parts.length !== 3) return null;
  if (collection === 'tags' && last === 'device') return { GET: { kind: 'deviceOfTag', id } };
  return collection === 'snapshots' && last === 'close' ? { POST: { kind: 'closeSnapshot', id } } : null;
}

/** The path as it may stand in a log: what names a tag or a device is left out. */
export function patternOf(path: string): string {
  const parts = decoded(path);
  if (parts === null || methodsOf(path) === null) return '(unknown)';
  return `/${parts.map((part, index) => (index === 1 ? 'ID' : part)).join('/')}`;
}

function decoded(path: string): readonly string[] | null {
  const parts = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  try {
    const texts = parts.map((part) => decodeURIComponent(part));
    return texts.includes('') ? null : texts;
  } catch {
    return null;
  }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
