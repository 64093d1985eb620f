import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { frameReaderOf } from './frame-reader';

const HEADER_FRAME = 2;
/** Type, channel and size of a frame stand before its payload. */
const FRAME_HEAD_BYTES = 7;

/** Properties that stand in for those of messages whose own could not be decoded. */
const standIns = new WeakSet<object>();

/**
 * Keeps a connection alive when the properties of a message cannot be decoded (tables nested thousands of levels deep exhaust the
 * client's stack): the message comes without them and can be set aside. Without this such a message would end every connection
 * that it is delivered to, and come again after each reconnect.
 */
export function withstandUnreadableHeaders(model: ChannelModel): void {
  const reader = frameReaderOf(model);
  const read = reader.recvFrame.bind(reader);
  reader.recvFrame = () => {
    const before = reader.rest;
    try {
      return read();
    } catch (error) {
      const wasTaken = reader.rest !== before;
      if (!wasTaken || before.length < FRAME_HEAD_BYTES || before[0] !== HEADER_FRAME) throw error;
      return withoutProperties(before);
    }
  };
}

/** Whether a message came without its properties because they could not be decoded. */
export function hasUnreadableHeaders({ properties }: ConsumeMessage): boolean {
  return standIns.has(properties);
}

/** A content header: class (2 bytes), weight (2), size of the body (8), then the properties, which are left out. */
function withoutProperties(frame: Buffer): unknown {
  const fields = { headers: {} };
  standIns.add(fields);
  return {
    id: frame.readUInt16BE(FRAME_HEAD_BYTES),
    channel: frame.readUInt16BE(1),
    size: Number(frame.readBigUInt64BE(FRAME_HEAD_BYTES + 4)),
    fields,
  };
}
