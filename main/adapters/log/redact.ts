const HIDDEN = '[hidden]';
const SECRET_KEY = /pass(word|wd|phrase)?$|secret|token|authorization|cookie|credential|api[-_]?key|private[-_]?key/i;
/** `user:password@` of a URL; a password that nobody has encoded may hold any sign. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*):[^\s"]*@/gi;
const AUTHORIZATION_VALUE = /\b(Bearer|Basic|Digest|Token)\s+[A-Za-z0-9._~+/=-]{4,}/gi;
const SECRET_PARAMETER = /\b((?:access_?)?token|password|passwd|pwd|secret|api[-_]?key)(["']?\s*[=:]\s*["']?)[^\s&"',;}]+/gi;
const MAX_TEXT = 4_000;
const DEEPEST = 6;
const MAX_ENTRIES = 100;

export interface Redactor {
  text(value: string): string;
  /** Any value as JSON-safe data, errors with their causes, without secrets, bounded in size. */
  value(value: unknown): unknown;
}

/**
 * Takes passwords and tokens out of what is logged: URL passwords, Authorization values, fields whose name says secret,
 * and every text that `secrets` names.
 * @param secrets the secrets in use now; asked for each line, because they change while the program runs
 */
export function createRedactor(secrets: () => readonly string[] = () => []): Redactor {
  const text = (value: string): string => {
    let clean = value;
    // Known secrets first: one that the patterns or the cut had taken a part of would not be found any more.
    for (const secret of secrets()) {
      for (const form of formsOf(secret)) clean = clean.replaceAll(form, HIDDEN);
    }
    if (clean.length > MAX_TEXT) clean = `${clean.slice(0, MAX_TEXT)}… (${clean.length} characters)`;
    return clean
      .replaceAll(URL_PASSWORD, `$1:${HIDDEN}@`)
      .replaceAll(AUTHORIZATION_VALUE, `$1 ${HIDDEN}`)
      .replaceAll(SECRET_PARAMETER, `$1$2${HIDDEN}`);
  };

  const clean = (value: unknown, depth: number, path: ReadonlySet<object>): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'object') return value === null ? null : object(value, depth, path);
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (typeof value === 'bigint' || typeof value === 'symbol') return text(String(value));
    return typeof value === 'function' ? '[function]' : value;
  };

  const object = (value: object, depth: number, path: ReadonlySet<object>): unknown => {
    if (path.has(value)) return '[circular]';
    if (depth >= DEEPEST) return '[deeper]';
    if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    const inside = new Set(path).add(value);
    if (Array.isArray(value)) {
      const items = value.slice(0, MAX_ENTRIES).map((item) => clean(item, depth + 1, inside));
      return value.length > MAX_ENTRIES ? [...items, `[${value.length - MAX_ENTRIES} more]`] : items;
    }
    if (value instanceof Map) return object(Object.fromEntries<unknown>(value), depth, inside);
    if (value instanceof Set) return object([...value], depth, inside);
    const own = Object.entries(value);
    const entries: readonly (readonly [string, unknown])[] = value instanceof Error ? [...errorEntries(value), ...own] : own;
    const kept = entries
      .slice(0, MAX_ENTRIES)
      .map(([key, item]) => [
        key,
        SECRET_KEY.test(key) && item !== null && item !== undefined ? HIDDEN : clean(item, depth + 1, inside),
      ]);
    return Object.fromEntries(kept);
  };

  return { text, value: (value) => clean(value, 0, new Set()) };
}

/** A secret as it is, and as it stands in a URL. */
function formsOf(secret: string): readonly string[] {
  if (secret === '') return [];
  try {
    return [secret, encodeURIComponent(secret)];
  } catch {
    return [secret];
  }
}

function errorEntries(error: Error): readonly (readonly [string, unknown])[] {
  const entries: (readonly [string, unknown])[] = [
    ['name', error.name],
    ['message', error.message],
  ];
  if (error.stack !== undefined) entries.push(['stack', error.stack]);
  if (error.cause !== undefined) entries.push(['cause', error.cause]);
  return entries;
}
