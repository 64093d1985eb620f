import { type Hash, createHash } from 'node:crypto';
import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { MAX_MESSAGE_BYTES } from '../../../protocol/topology';
import { frameReaderOf } from './frame-reader';

/** What is known of a body that was not kept whole. */
export interface LargeBody {
  /** Bytes. */
  readonly size: number;
  /** Of the whole body, hexadecimal. */
  readonly sha256: string;
}

/** As much of a body that is too large as is kept. */
const KEPT_BYTES = 64 * 1024;

/** A large body that is arriving on one channel. */
interface Arriving {
  readonly properties: object;
  readonly size: number;
  readonly hash: Hash;
  readonly kept: Buffer[];
  keptBytes: number;
  left: number;
}

/** By the properties of their messages. */
const large = new WeakMap<object, LargeBody>();

/**
 * Lets a body of more than `MAX_MESSAGE_BYTES` come as its first `KEPT_BYTES`: the rest is hashed as it arrives and never held in
 * memory, so that a queue of huge messages costs no more than one of small ones.
 */
export function digestLargeBodies(model: ChannelModel): void {
  const reader = frameReaderOf(model);
  const read = reader.recvFrame.bind(reader);
  const arriving = new Map<number, Arriving>();

  /** @returns the frame that takes the place of this one, or null when nothing does yet */
  const digest = (frame: object): unknown => {
    if (isHeader(frame) && frame.size > MAX_MESSAGE_BYTES) {
      const { channel, size, fields } = frame;
      arriving.set(channel, { properties: fields, size, hash: createHash('sha256'), kept: [], keptBytes: 0, left: size });
      return { ...frame, size: KEPT_BYTES };
    }
    const body = isBody(frame) ? arriving.get(frame.channel) : undefined;
    if (body === undefined || !isBody(frame)) return frame;
    const { channel, content } = frame;
    body.hash.update(content);
    const wanted = Buffer.from(content.subarray(0, KEPT_BYTES - body.keptBytes));
    if (wanted.byteLength > 0) body.kept.push(wanted);
    body.keptBytes += wanted.byteLength;
    body.left -= content.byteLength;
    if (body.left > 0) return null;
    arriving.delete(channel);
    large.set(body.properties, { size: body.size, sha256: body.hash.digest('hex') });
    return { channel, content: Buffer.concat(body.kept) };
  };

  reader.recvFrame = () => {
    for (;;) {
      const frame = read();
      if (typeof frame !== 'object' || frame === null) return frame;
      const passed = digest(frame);
      if (passed !== null) return passed;
    }
  };
}

/** What is known of the whole body of a message that came with its beginning only; null for every other. */
export function largeBodyOf({ properties }: ConsumeMessage): LargeBody | null {
  return large.get(properties) ?? null;
}

function isHeader(frame: object): frame is { readonly channel: number; readonly size: number; readonly fields: object } {
  return 'size' in frame && typeof frame.size === 'number' && 'fields' in frame && typeof frame.fields === 'object';
}

function isBody(frame: object): frame is { readonly channel: number; readonly content: Buffer } {
  return 'content' in frame && Buffer.isBuffer(frame.content);
}
