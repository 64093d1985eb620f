import type * as z from 'zod';

const MAX_KEY_CHARACTERS = 64;

/**
 * The first fault of a parse as one sentence that names the key.
 * @param inside keys that lead to what was parsed, where it was a part of something
 */
export function describeFirstIssue(error: z.ZodError, inside: readonly string[] = []): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'The message does not have the expected shape.';
  const path = [...inside, ...issue.path].map(keyText).join('.');
  const where = path === '' ? 'the message' : `\`${path}\``;
  const what =
    issue.message === 'Invalid input' ? 'has a type that cannot be read' : issue.message.replace(/^Invalid input: /, '');
  return `${where}: ${what}.`.replace(/\.\.$/, '.');
}

/** A key is the sender's text: made short, and its invisible characters made visible. */
function keyText(key: PropertyKey): string {
  const text = String(key).replaceAll(/[\p{C}\p{Zl}\p{Zp}`]/gu, '?');
  return text.length > MAX_KEY_CHARACTERS ? `${text.slice(0, MAX_KEY_CHARACTERS)}…` : text;
}
