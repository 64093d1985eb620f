/** One value that differs between two JSON values. */
export interface JsonChange {
  /** `scaninfo[3].macinfo[0].macaddr`; empty for the whole. */
  readonly path: string;
  /** JSON text; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two values that came from JSON, leaf by leaf, in the order of the first, then what is new. */
export function changedJson(before: unknown, after: unknown, path = ''): JsonChange[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => changedJson(memberOf(before, name), memberOf(after, name), joined(path, name, before)));
  }
  const [was, is] = [textOf(before), textOf(after)];
  return was === is ? [] : [{ path, before: was, after: is }];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function memberOf(container: object, name: string): unknown {
  return Object.hasOwn(container, name) ? Reflect.get(container, name) : undefined;
}

function joined(path: string, name: string, container: object): string {
  if (Array.isArray(container)) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
