import type { ChannelModel } from 'amqplib';
import { frameReaderOf } from './frame-reader';

/** Stops taking frames off the wire for a while; the broker then stops sending. */
export interface ReadingPause {
  pause(): void;
  resume(): void;
}

/** Not for longer than a few seconds: heartbeats are not heard meanwhile, and the broker ends a connection that takes nothing for 15 s. */
export function createReadingPause(model: ChannelModel): ReadingPause {
  const reader = frameReaderOf(model);
  const read = reader.recvFrame.bind(reader);
  let paused = false;
  reader.recvFrame = () => (paused ? false : read());
  return {
    pause() {
      paused = true;
    },
    resume() {
      if (!paused) return;
      paused = false;
      // What came meanwhile was announced and not read.
      reader.stream.emit('readable');
    },
  };
}
