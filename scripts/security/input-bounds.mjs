/** Whether what the window may send is bounded: every text and list has a greatest length, every object known keys only. */

/** @typedef {Record<string, unknown>} JsonSchema */

/**
 * @param {JsonSchema} schema of one command's input
 * @param {string} [path]
 * @returns {string[]} what is not bounded, as paths
 */
export function unboundedIn(schema, path = '') {
  const at = (/** @type {string} */ name) => (path === '' ? name : `${path}.${name}`);
  const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((name) => /** @type {JsonSchema[]} */ (schema[name] ?? []));
  if (choices.length > 0) return choices.flatMap((choice) => unboundedIn(choice, path));
  if ('const' in schema || 'enum' in schema) return [];
  switch (schema['type']) {
    case 'string':
      return typeof schema['maxLength'] === 'number' ? [] : [`${path || 'text'} (text)`];
    case 'array':
      return [
        ...(typeof schema['maxItems'] === 'number' ? [] : [`${path || 'list'} (list)`]),
        ...unboundedIn(/** @type {JsonSchema} */ (schema['items'] ?? {}), `${path}[]`),
      ];
    case 'object':
      return [
        ...(schema['additionalProperties'] === false ? [] : [`${path || 'input'} (other keys)`]),
        ...Object.entries(/** @type {Record<string, JsonSchema>} */ (schema['properties'] ?? {})).flatMap(([name, inner]) =>
          unboundedIn(inner, at(name)),
        ),
      ];
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return [];
    default:
      return [`${path || 'input'} (anything)`];
  }
}
