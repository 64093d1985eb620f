import type { Writable } from 'node:stream';

/** What became of the text that a command prints. */
export interface Output {
  /** True once text was lost for another reason than that its reader had enough. */
  readonly isLost: boolean;
}

/**
 * Keeps a stream of the process from ending it. A reader that has enough (`burnin export … | head`) is no fault; a full disk is, and is
 * told once.
 *
 * @param onLost called once, with a sentence
 */
export function watchOutput(stream: Writable, onLost: (sentence: string) => void): Output {
  const output = { isLost: false };
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || output.isLost) return;
    output.isLost = true;
    onLost(`The output could not be written${error.code === 'ENOSPC' ? ': the disk is full' : ''}. It is not complete.`);
  });
  return output;
}
