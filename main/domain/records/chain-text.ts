/** What the hash of an entry of the event chain is made of: SHA-256 of this text as UTF-8, in hexadecimal. */
export function chainText(
  previousHash: string,
  entry: {
    readonly seq: number;
    readonly operationId: string;
    readonly at: number;
    /** Canonical JSON of the event. */
    readonly body: string;
  },
): string {
  const { seq, operationId, at, body } = entry;
  return `${previousHash}\n{"at":${at},"event":${body},"operationId":${JSON.stringify(operationId)},"seq":${seq}}`;
}
