import { hash } from 'node:crypto';

/** SHA-256 of bytes or of a text as UTF-8, in hexadecimal. */
export function fingerprint(content: Uint8Array | string): string {
  return hash('sha256', content);
}
