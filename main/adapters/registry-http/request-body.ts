import type { IncomingMessage } from 'node:http';
import { readJsonText } from '../../../protocol/wire/body';
import { refusal } from './problem';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a request carries a body at all. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * The JSON of a request.
 * @throws Refusal 415 for another type or a packed body, 413 for one that is too large, 400 for what is no JSON
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[a-z0-9.-]+\+)?json$/.test(type))
    throw refusal(415, 'UnsupportedMediaType', 'The body must be sent with `Content-Type: application/json`.');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw refusal(415, 'UnsupportedMediaType', 'The body must be sent unpacked, without `Content-Encoding`.');
  const bytes = await readBytes(request, maxBytes);
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw refusal(400, 'BadRequest', 'The body is not UTF-8 text.');
  }
  const json = readJsonText(text, 'The body');
  if (!json.ok) throw refusal(400, 'BadRequest', json.error.sentence);
  return json.value;
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    refusal(413, 'RequestEntityTooLarge', `The body is larger than ${maxBytes} bytes.`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // A request that is given up in the middle still has to be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
