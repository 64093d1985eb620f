/** The objects that every other object leans on; a parser that lets an input write to one of them hands over the whole program. */
const WATCHED: readonly (readonly [name: string, object: object])[] = [
  ['Object.prototype', Object.prototype],
  ['Array.prototype', Array.prototype],
  ['Function.prototype', Function.prototype],
  ['String.prototype', String.prototype],
  ['Number.prototype', Number.prototype],
  ['Boolean.prototype', Boolean.prototype],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['Promise.prototype', Promise.prototype],
  ['RegExp.prototype', RegExp.prototype],
  ['Object', Object],
  ['Array', Array],
];

/** The first of these are reached by `__proto__` and `constructor`. */
const EASILY_REACHED = 4;

const OBJECT_FUNCTIONS: readonly (readonly [PropertyKey, unknown])[] = Reflect.ownKeys(Object.prototype)
  .filter((key) => key !== '__proto__')
  .map((key) => [key, Reflect.get(Object.prototype, key)]);

interface Kept {
  readonly name: string;
  readonly object: object;
  readonly keys: number;
  readonly properties: ReadonlyMap<PropertyKey, PropertyDescriptor>;
}

/** Remembers the built-in prototypes as they are and finds what changed since. */
export class PrototypeWatch {
  readonly #kept: readonly Kept[] = WATCHED.map(([name, object]) => {
    const properties = new Map(Reflect.ownKeys(object).map((key) => [key, descriptorOf(object, key)] as const));
    return { name, object, keys: properties.size, properties };
  });

  /**
   * Puts everything back and says what had changed; null when nothing had.
   * @param thorough looks at every property of every one; else at the number of properties of those that inputs reach most easily, and at
   * the functions of `Object.prototype`
   */
  undo(thorough: boolean): string | null {
    for (const kept of thorough ? this.#kept : this.#kept.slice(0, EASILY_REACHED)) {
      const suspect =
        thorough ||
        Reflect.ownKeys(kept.object).length !== kept.keys ||
        (kept.object === Object.prototype && OBJECT_FUNCTIONS.some(([key, before]) => Reflect.get(kept.object, key) !== before));
      const changed = suspect ? undoIn(kept) : null;
      if (changed !== null) return changed;
    }
    return null;
  }
}

function undoIn({ name, object, properties }: Kept): string | null {
  let changed: string | null = null;
  for (const key of Reflect.ownKeys(object)) {
    if (properties.has(key)) continue;
    changed = `${name} has a new property ${JSON.stringify(String(key))}`;
    Reflect.deleteProperty(object, key);
  }
  for (const [key, before] of properties) {
    const now = Reflect.getOwnPropertyDescriptor(object, key);
    if (now !== undefined && now.value === before.value && now.get === before.get && now.set === before.set) continue;
    changed = `${name}.${String(key)} is another one`;
    Reflect.defineProperty(object, key, before);
  }
  return changed;
}

function descriptorOf(object: object, key: PropertyKey): PropertyDescriptor {
  return Reflect.getOwnPropertyDescriptor(object, key) ?? {};
}
