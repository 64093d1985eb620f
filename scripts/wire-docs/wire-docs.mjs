/** The machine-readable half of the wire's documentation. */
import { asyncApiDocument } from './asyncapi.mjs';
import { jsonSchemaMaker } from './json-schemas.mjs';
import { loadProtocol } from './load-protocol.mjs';
import { wireMessages } from './messages.mjs';

/**
 * Makes every generated file of `docs/` from the schemas in `protocol/`; the same sources give the same bytes.
 *
 * @returns {Promise<ReadonlyMap<string, string>>} text by path under `docs/`, with forward slashes
 */
export async function wireDocs() {
  const protocol = await loadProtocol();
  const messages = wireMessages(protocol);
  const jsonSchemaOf = jsonSchemaMaker(protocol);
  const files = new Map(messages.map((message) => [`schemas/${message.id}.json`, asText(jsonSchemaOf(message))]));
  return files.set('asyncapi.json', asText(asyncApiDocument(protocol, messages)));
}

/** @param {unknown} value */
function asText(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
