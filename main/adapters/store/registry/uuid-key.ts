const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const GROUPS = [8, 4, 4, 4, 12] as const;
const BETWEEN_GROUPS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** A UUID as it is stored and looked for: its 16 bytes; a text that is written in another way stays as it is. */
export function uuidKey(text: string): Uint8Array | string {
  return UUID.test(text) ? new Uint8Array(Buffer.from(text.replaceAll('-', ''), 'hex')) : text;
}

/** The text of a stored UUID. */
export function uuidText(key: Uint8Array | string): string {
  return typeof key === 'string' ? key : Buffer.from(key).toString('hex').replace(BETWEEN_GROUPS, '$1-$2-$3-$4-$5');
}

/** SQL that makes of a column with the text of a UUID what is stored of it. */
export function uuidKeySql(column: string): string {
  const pattern = GROUPS.map((digits) => '[0-9a-f]'.repeat(digits)).join('-');
  return `iif(${column} glob '${pattern}', unhex(${column}, '-'), ${column})`;
}
