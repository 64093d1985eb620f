import type { IncomingMessage } from 'node:http';
import { type Text, text } from '../../../protocol/texts/text';
import { readJsonText } from '../../../protocol/wire/body';
import type { Share } from './memory-budget';
import { type Refusal, refusal } from './problem';

/** What a body may take. */
export interface BodyRoom {
  readonly maxBytes: number;
  /** Of more than this a body is not taken now; null: nothing goes first. */
  readonly maxNow: () => number | null;
  /** More than this is never held for one address, whatever the body is. */
  readonly maxHeld: number;
  readonly share: Share;
  /** Resolves when it is the turn of this body to be read: between two, other things of the program have theirs. */
  readonly turn: () => Promise<void>;
  /** Tells one who waits for it before he sends the body (`Expect: 100-continue`). */
  readonly proceed: () => void;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A value of a list or an object takes at least so much memory once it is read, whatever it took in the text. */
const BYTES_PER_VALUE = 40;
/** 1 for each byte that may begin a value. */
const VALUE_MARKS = Uint8Array.from({ length: 256 }, (_, byte) => (',[{:'.includes(String.fromCharCode(byte)) ? 1 : 0));

/** Whether a request carries a body at all. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** There is no room for what is asked now; later there is. */
export function noRoom(why: Text): Refusal {
  return refusal(503, 'ServiceUnavailable', why, { 'retry-after': '1' });
}

/** Reading so much in one piece would keep answers of devices waiting. */
function scanFirst(bytes: number): Refusal {
  return refusal(503, 'ServiceUnavailable', text('registryHttp.scanFirst', { bytes: String(bytes) }), { 'retry-after': '10' });
}

/**
 * The JSON of a request.
 * @throws Refusal 415 for another type or a packed body, 413 for one that is too large, 400 for what is no JSON, 503 while others take the
 *   memory or a scan goes first
 */
export async function readJsonBody(request: IncomingMessage, room: BodyRoom): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[a-z0-9.-]+\+)?json$/.test(type))
    throw refusal(415, 'UnsupportedMediaType', text('registryHttp.noJsonType'));
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw refusal(415, 'UnsupportedMediaType', text('registryHttp.packed'));
  const bytes = await readBytes(request, room);
  await room.turn();
  keepValues(bytes, room);
  let content: string;
  try {
    content = UTF8.decode(bytes);
  } catch {
    throw refusal(400, 'BadRequest', text('registryHttp.notUtf8'));
  }
  const json = readJsonText(content, { what: text('subject.body'), isSeen: true });
  if (!json.ok) throw refusal(400, 'BadRequest', text('registryHttp.noJson', { fault: json.error.reason }));
  return json.value;
}

async function readBytes(request: IncomingMessage, { maxBytes, maxNow, share, proceed }: BodyRoom): Promise<Buffer> {
  const tooLarge = () => refusal(413, 'RequestEntityTooLarge', text('registryHttp.tooLarge', { bytes: String(maxBytes) }));
  const tooMany = () => noRoom(text('registryHttp.requestsTakeMemory'));
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw tooLarge();
  const afterScan = (bytes: number): Refusal | null => {
    const most = maxNow();
    return most === null || bytes <= most ? null : scanFirst(most);
  };
  const waits = afterScan(declared);
  if (waits !== null) throw waits;
  if (!share.fits(declared)) throw tooMany();
  proceed();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (error: Error | null): void => {
      request.off('data', take).off('end', whole).off('error', end).off('close', brokenOff);
      // A request that is given up in the middle still has to be answered.
      request.on('error', () => undefined);
      if (error === null) resolve(Buffer.concat(chunks));
      else reject(error);
      chunks.length = 0;
    };
    const take = (chunk: Buffer): void => {
      size += chunk.byteLength;
      const later = afterScan(size);
      if (size > maxBytes) end(tooLarge());
      else if (later !== null) end(later);
      else if (share.add(chunk.byteLength)) chunks.push(chunk);
      else end(tooMany());
    };
    const whole = (): void => {
      const later = afterScan(size);
      if (later === null) share.whole();
      end(later);
    };
    const brokenOff = (): void => end(new Error('The request was broken off.'));
    share.onGivenUp(() => end(noRoom(text('registryHttp.cameTooSlowly'))));
    request.on('data', take).once('end', whole).once('error', end).once('close', brokenOff);
  });
}

/** Short values take far more memory than their text, so they are counted before they are read. */
function keepValues(bytes: Buffer, { share, maxHeld }: BodyRoom): void {
  let marks = 0;
  for (const byte of bytes) marks += VALUE_MARKS[byte] ?? 0;
  const cost = marks * BYTES_PER_VALUE;
  if (bytes.byteLength + cost > maxHeld)
    throw refusal(413, 'RequestEntityTooLarge', text('registryHttp.tooManyValues', { values: String(marks) }));
  if (!share.add(cost)) throw noRoom(text('registryHttp.requestsTakeMemory'));
}
