/** How a frame is cut: bytes inside it get lost and the stream goes on, or the connection ends there. */
export interface FrameCut {
  readonly ending: 'goOn' | 'end';
  /** How many bytes of the frame do not arrive, up to its end; from 1 on. */
  readonly bytes: number;
}

/** One direction of an AMQP connection, read far enough to know where its frames begin and end. */
export interface FrameCutter {
  /** Takes bytes as they come; what is to be sent on, and whether the connection ends after it. */
  pass(bytes: Buffer): { readonly bytes: Buffer; readonly end: boolean };
}

/** A client begins with `AMQP` and four octets of the version; everything else on the line is frames. */
const GREETING = 'A'.charCodeAt(0);
const GREETING_BYTES = 8;
/** Type (1), channel (2) and size of the payload (4); after the payload one octet ends the frame. */
const HEAD_BYTES = 7;
const FRAME_END = 0xce;

/**
 * Loses bytes as no receiver can overlook: they are taken from the inside of one frame, its head stays, and what comes where its end
 * should be is never the octet that ends a frame. Bytes that were whole frames would be a loss that TCP does not know and AMQP
 * cannot notice: the confirm of the next message would be taken for that of the lost one.
 * @param nextCut asked at each frame with a payload whether it is cut; it can lose `most` bytes
 */
export function createFrameCutter(nextCut: (most: number) => FrameCut | null): FrameCutter {
  let begun = false;
  /** The head of the frame that is passing, as far as it came; then how many bytes are still to come, the end included. */
  const head: number[] = [];
  let left = 0;
  let cut: FrameCut | null = null;
  /** After the cut: how many bytes until the one that stands where the frame should end; below 0: it has passed. */
  let untilEnd: number | null = null;

  const addToHead = (byte: number): void => {
    head.push(byte);
    if (head.length < HEAD_BYTES) return;
    left = Buffer.from(head).readUInt32BE(3) + 1;
    head.length = 0;
    // A heartbeat has no payload.
    if (left > 1) cut = nextCut(left);
  };

  const fateOf = (byte: number): 'passes' | 'lost' | 'end' => {
    if (untilEnd !== null) {
      if (untilEnd === 0 && byte === FRAME_END) return 'lost';
      untilEnd -= 1;
      return 'passes';
    }
    if (left === 0) {
      if (!begun && byte === GREETING) left = GREETING_BYTES - 1;
      else addToHead(byte);
      begun = true;
      return 'passes';
    }
    left -= 1;
    if (cut === null || left >= cut.bytes) return 'passes';
    if (cut.ending === 'end') return 'end';
    if (left === 0) untilEnd = cut.bytes - 1;
    return 'lost';
  };

  return {
    pass(bytes) {
      const passed: number[] = [];
      for (const byte of bytes) {
        const fate = fateOf(byte);
        if (fate === 'end') return { bytes: Buffer.from(passed), end: true };
        if (fate === 'passes') passed.push(byte);
      }
      return { bytes: Buffer.from(passed), end: false };
    },
  };
}
