/** How a message that may be no JSON at all stands in `fixtures/malformed-messages.json`. */
export interface RawMessage {
  readonly text?: string;
  readonly base64?: string;
  readonly repeat?: { readonly before: string; readonly text: string; readonly times: number; readonly after: string };
}

/** The bytes that such an entry stands for. */
export function fixtureBytes({ text, base64, repeat }: RawMessage): Uint8Array {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (repeat !== undefined) return Buffer.from(repeat.before + repeat.text.repeat(repeat.times) + repeat.after);
  return Buffer.from(text ?? '');
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** As the console and the agent decode: throws on bytes that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
