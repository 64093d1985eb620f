/** A string, a sign of structure, or what else stands between them. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/gs;

/**
 * Names and values of a JSON object, each value as the very text that stands there: numbers that JavaScript cannot hold included. Of a
 * name that stands twice the last value, as with `JSON.parse`. Empty for JSON that is no object.
 * @param json text that is JSON
 */
export function jsonMembers(json: string): Map<string, string> {
  const members = new Map<string, string>();
  if (!/^\s*\{/.test(json)) return members;
  let depth = 0;
  let name: string | null = null;
  let from = 0;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (depth === 1) {
      if (name === null && token.startsWith('"')) name = String(JSON.parse(token));
      else if (token === ':') from = index + 1;
      else if (name !== null && (token === ',' || token === '}')) {
        members.set(name, json.slice(from, index).trim());
        name = null;
      }
    }
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
  }
  return members;
}

/** The JSON object that has these members. */
export function jsonObject(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

/** The same JSON with each of its texts changed, names included. */
export function withJsonTexts(json: string, change: (text: string) => string): string {
  return json.replaceAll(STRING, (token) => JSON.stringify(change(String(JSON.parse(token)))));
}
