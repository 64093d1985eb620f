import { connect } from 'node:net';

const PROTOCOL_HEADER = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);
const METHOD_FRAME = 1;
const CONNECTION_CLASS = 10;
const START_METHOD = 10;

/**
 * Asks a broker whether it takes AMQP 0-9-1 connections.
 *
 * @param {number} port
 * @param {string} [host] this machine's own
 * @param {number} [timeoutMs]
 * @returns {Promise<boolean>} true once the broker has answered the protocol header with `connection.start`
 */
export function answersAmqp(port, host = '127.0.0.1', timeoutMs = 2_000) {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host, port });
    /** @param {boolean} answer */
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('connect', () => socket.write(PROTOCOL_HEADER));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 11) return;
      finish(
        received[0] === METHOD_FRAME &&
          received.readUInt16BE(7) === CONNECTION_CLASS &&
          received.readUInt16BE(9) === START_METHOD,
      );
    });
  });
}
