import type { ChannelModel } from 'amqplib';

/** The part of the client's connection that takes frames off the wire; its types leave it out. */
export interface FrameReader {
  /** Bytes that came and were not read yet; a frame is gone from them before it is decoded. */
  rest: Buffer;
  readonly stream: { emit(event: 'readable'): boolean; destroy(reason: Error): unknown };
  /** The next frame, or false when none is whole yet. */
  recvFrame(): unknown;
}

/** @throws Error when the client is made in another way than this program knows */
export function frameReaderOf({ connection }: ChannelModel): FrameReader {
  if (!readsFrames(connection)) throw new Error('the AMQP client has no frame reader where it is expected');
  return connection;
}

function readsFrames(connection: object): connection is FrameReader {
  return (
    'recvFrame' in connection &&
    typeof connection.recvFrame === 'function' &&
    'rest' in connection &&
    Buffer.isBuffer(connection.rest) &&
    'stream' in connection
  );
}
