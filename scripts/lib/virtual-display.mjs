import { startProgram, stopProgram } from './child-processes.mjs';

/**
 * Starts an X server without a screen, on a display number that is free.
 *
 * @param {{ width?: number, height?: number, frameFolder?: string }} [options] size in pixels; a folder where the picture
 *   is kept in the file `Xvfb_screen0`
 * @returns {Promise<{ readonly display: string, stop: () => Promise<void> }>} `display` is for the environment variable DISPLAY
 * @throws {Error} if it does not start
 */
export function startVirtualDisplay({ width = 1600, height = 1000, frameFolder } = {}) {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
    if (frameFolder !== undefined) args.push('-fbdir', frameFolder);
    const server = startProgram('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const report = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    let number = '';
    report.setEncoding('utf8').on('data', (text) => {
      number += text;
      if (number.includes('\n')) resolve({ display: `:${number.trim()}`, stop: () => stopProgram(server) });
    });
    server.on('error', (error) =>
      reject(new Error(`The virtual display (Xvfb) does not start: ${error.message}.`, { cause: error })),
    );
    server.on('exit', () => reject(new Error('The virtual display (Xvfb) ended while starting.')));
  });
}
