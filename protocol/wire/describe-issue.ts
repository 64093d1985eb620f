import type * as z from 'zod';

/** The first fault of a parse as one sentence that names the key. */
export function describeFirstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'The message does not have the expected shape.';
  const where = issue.path.length === 0 ? 'the message' : `\`${issue.path.join('.')}\``;
  return `${where}: ${issue.message}.`.replace(/\.\.$/, '.');
}
