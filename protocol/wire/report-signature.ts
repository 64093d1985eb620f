import { KEY_ID_HEADER, SIGNATURE_HEADER } from '../topology';
import { ReportSignatureHeaders } from './v1';
import { readAs } from '../read-as';

/** A report's signature as it came; nothing says yet that it is good. */
export interface ReportSignature {
  readonly keyId: string;
  /** 64 bytes in base64. */
  readonly signature: string;
  /** The message id: no two reports of one key have the same. */
  readonly nonce: string;
}

/** `unreadable`: there are signature headers, but not as they must be. */
export type ReadSignature =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'signed'; readonly signature: ReportSignature };

/** Printable ASCII, so that the signed bytes can be made without a text encoder. */
const NONCE = /^[\x21-\x7e]{1,255}$/;
const CONTEXT = 'burnin-report-v1\n';

/**
 * The bytes that a signature covers: context, message id and the body exactly as it is sent, so that neither operation, attempt,
 * serial number nor anything else in it can be changed, and a message id cannot be exchanged for a fresh one.
 */
export function signedBytes(nonce: string, body: Uint8Array): Uint8Array {
  const head = `${CONTEXT}${nonce}\n`;
  const bytes = new Uint8Array(head.length + body.length);
  for (let index = 0; index < head.length; index += 1) bytes[index] = head.charCodeAt(index);
  bytes.set(body, head.length);
  return bytes;
}

/** Reads the signature from the AMQP properties of a report (`messageId`, `headers`). */
export function readReportSignature(properties: Readonly<Record<string, unknown>>): ReadSignature {
  const { messageId, headers } = properties as { readonly messageId?: unknown; readonly headers?: unknown };
  if (typeof headers !== 'object' || headers === null) return { kind: 'none' };
  const given = new Map<string, unknown>(Object.entries(headers));
  if (!given.has(SIGNATURE_HEADER) && !given.has(KEY_ID_HEADER)) return { kind: 'none' };
  const read = readAs(ReportSignatureHeaders, {
    [SIGNATURE_HEADER]: given.get(SIGNATURE_HEADER),
    [KEY_ID_HEADER]: given.get(KEY_ID_HEADER),
  });
  if (!read.success || typeof messageId !== 'string' || !NONCE.test(messageId)) return { kind: 'unreadable' };
  return {
    kind: 'signed',
    signature: { keyId: read.data[KEY_ID_HEADER], signature: read.data[SIGNATURE_HEADER], nonce: messageId },
  };
}
