/** JSON Schemas (draft-07) from the strict schemas of `protocol/`, with the sources' own comments as descriptions. */
import { schemaComments } from './doc-comments.mjs';
import { protocolSource } from './load-protocol.mjs';

/**
 * @param {import('./load-protocol.mjs').Protocol} protocol
 * @returns {(message: import('./messages.mjs').WireMessage) => Record<string, unknown>}
 */
export function jsonSchemaMaker({ v1, http, toJSONSchema }) {
  /** @type {Map<unknown, import('./doc-comments.mjs').SchemaComment>} */
  const comments = new Map();
  for (const [file, exported] of /** @type {const} */ ([
    ['wire/v1.ts', v1],
    ['http.ts', http],
  ])) {
    for (const [name, comment] of schemaComments(protocolSource(file))) comments.set(Reflect.get(exported, name), comment);
  }
  return ({ title, schema, example }) => {
    const { $schema, description, ...shape } = toJSONSchema(schema, {
      target: 'draft-7',
      override: ({ zodSchema, jsonSchema }) => {
        // `format` says it; the pattern beside it is a page of digits.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
        const comment = comments.get(zodSchema);
        if (comment === undefined) return;
        if (comment.text !== '') jsonSchema.description = comment.text;
        for (const [key, text] of comment.keys) {
          const property = jsonSchema.properties?.[key];
          if (typeof property === 'object') property.description = text;
        }
      },
    });
    return { $schema, title, description, ...shape, examples: [example] };
  };
}
