import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameCutter } from './frame-cutter';

const FRAME_END = 0xce;
const GREETING = Buffer.from([...Buffer.from('AMQP'), 0, 0, 9, 1]);

function frame(type: number, channel: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.byteLength, 3);
  return Buffer.concat([head, payload, Buffer.of(FRAME_END)]);
}

/** Reads frames as a receiver does: whole ones in order, then whether the stream was found broken. */
function receive(bytes: Buffer): { readonly whole: readonly string[]; readonly broken: boolean } {
  const whole: string[] = [];
  for (let at = 0; at + 8 <= bytes.byteLength; ) {
    const end = at + 7 + bytes.readUInt32BE(at + 3);
    if (end >= bytes.byteLength) break;
    if (bytes[end] !== FRAME_END) return { whole, broken: true };
    whole.push(bytes.subarray(at, end + 1).toString('hex'));
    at = end + 1;
  }
  return { whole, broken: false };
}

// Octets that end frames stand in payloads too, and channels and sizes can be such octets.
const octet = fc.oneof(fc.constant(FRAME_END), fc.integer({ min: 0, max: 255 }));
const someFrame = fc
  .record({
    type: fc.constantFrom(1, 2, 3, 8),
    channel: fc.constantFrom(0, 1, 0xce, 0xcece),
    payload: fc.oneof(fc.array(octet, { maxLength: 300 }), fc.constant(Array.from({ length: 0xce }, () => FRAME_END))),
  })
  .map(({ type, channel, payload }) => frame(type, channel, Uint8Array.from(payload)));
const chunks = fc.infiniteStream(fc.integer({ min: 1, max: 60 }));

function passAll(
  cutter: ReturnType<typeof createFrameCutter>,
  stream: Buffer,
  sizes: Iterator<number>,
): { bytes: Buffer; end: boolean } {
  const out: Buffer[] = [];
  for (let at = 0; at < stream.byteLength; ) {
    const size = Number(sizes.next().value);
    const { bytes, end } = cutter.pass(stream.subarray(at, at + size));
    out.push(bytes);
    if (end) return { bytes: Buffer.concat(out), end };
    at += size;
  }
  return { bytes: Buffer.concat(out), end: false };
}

describe('frame cutter', () => {
  it('lets everything through unchanged that it is not to cut', () => {
    fc.assert(
      fc.property(fc.array(someFrame), fc.boolean(), chunks, (frames, greets, sizes) => {
        const stream = Buffer.concat([...(greets ? [GREETING] : []), ...frames]);
        expect(
          passAll(
            createFrameCutter(() => null),
            stream,
            sizes,
          ),
        ).toEqual({ bytes: stream, end: false });
      }),
    );
  });

  it('cuts one frame so that every receiver finds the stream broken, and never takes out a whole one', () => {
    const cases = fc.record({
      frames: fc.array(someFrame, { minLength: 1, maxLength: 12 }),
      which: fc.nat(),
      bytes: fc.integer({ min: 1, max: 400 }),
      sizes: chunks,
      ending: fc.constantFrom('goOn' as const, 'end' as const),
    });
    fc.assert(
      fc.property(cases, ({ frames, which, bytes, sizes, ending }) => {
        const withPayload = frames.flatMap((one, index) => (one.byteLength > 8 ? [index] : []));
        fc.pre(withPayload.length > 0);
        const nth = which % withPayload.length;
        const cutAt = withPayload[nth] ?? 0;
        let asked = 0;
        const cutter = createFrameCutter((most) => (asked++ === nth ? { ending, bytes: Math.min(bytes, most) } : null));
        // Enough heartbeats follow that the gap must show.
        const idle = Array.from({ length: 60 }, () => frame(8, 0, new Uint8Array()));
        const passed = passAll(cutter, Buffer.concat([GREETING, ...frames, ...idle]), sizes);
        const { whole, broken } = receive(passed.bytes.subarray(GREETING.byteLength));
        expect(whole).toEqual(frames.slice(0, cutAt).map((one) => one.toString('hex')));
        expect(passed.end).toBe(ending === 'end');
        expect(broken || ending === 'end').toBe(true);
      }),
    );
  });
});
