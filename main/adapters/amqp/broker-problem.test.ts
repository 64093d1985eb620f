import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type Server, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { certificateDateProblem } from '../../../protocol/certificate-date';
import { type BrokerAddress, readBrokerAddress } from './broker-address';
import { brokerProblem } from './broker-problem';
import { testBroker } from './test-broker';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const sentenceAt = async (port: number): Promise<string> =>
  english(
    (await testBroker({ url: `amqp://console@127.0.0.1:${port}/`, password: 'x', tls: null, exchangeDurable: false })).reason,
  );

const NOT_RABBITMQ = (port: number) =>
  `What answers at 127.0.0.1:${port} is not RabbitMQ, or it wants an encrypted connection (amqps://). Check the address and the port in the settings, or for the burnin command in --amqp.`;

describe('broker problems', () => {
  it('name a web server on the broker’s port', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('hello')));
    expect(await sentenceAt(port)).toBe(NOT_RABBITMQ(port));
  });

  it('name a program that hangs up', async () => {
    const port = await listen(createServer((socket) => socket.end()));
    expect(await sentenceAt(port)).toBe(NOT_RABBITMQ(port));
  });

  it('name a program that talks nonsense', async () => {
    const port = await listen(createServer((socket) => socket.end(Buffer.alloc(100, 0x01))));
    expect(await sentenceAt(port)).toBe(NOT_RABBITMQ(port));
  });

  const address: BrokerAddress = { host: '::1', port: 5672, user: 'u', vhost: '/', connect: {} };
  const coded = (code: string | number, message = '') => Object.assign(new Error(message), { code });

  it.each<[string, unknown, string]>([
    [
      'no answer',
      new Error('connect ETIMEDOUT'),
      '[::1]:5672 does not answer. Check the network and the address of RabbitMQ in the settings, or for the burnin command in --amqp.',
    ],
    [
      'reports not acknowledged in time',
      coded(
        406,
        'Channel closed by server: 406 (PRECONDITION-FAILED) with message "PRECONDITION_FAILED - delivery acknowledgement on channel 3 timed out. ' +
          'Timeout value used: 900000 ms. This timeout value can be configured, see consumers doc guide to learn more"',
      ),
      'RabbitMQ at [::1]:5672 ended the channel because reports could not be stored for longer than its consumer_timeout (900 s). They come again; ask its administrator to set it to 15 minutes or more.',
    ],
    [
      'no way',
      coded('EHOSTUNREACH'),
      '[::1]:5672 cannot be reached. Check the network and the address of RabbitMQ in the settings, or for the burnin command in --amqp.',
    ],
    [
      'several addresses tried',
      new AggregateError([coded('ECONNREFUSED')]),
      'Nothing answers at [::1]:5672 (connection refused). Check that RabbitMQ runs and that its address is right in the settings, or for the burnin command in --amqp.',
    ],
    [
      'silence',
      new Error('Heartbeat timeout'),
      'RabbitMQ at [::1]:5672 has been silent for too long; the connection was given up.',
    ],
    ['a pulled cable', coded('ECONNRESET', 'read ECONNRESET'), 'The connection to RabbitMQ at [::1]:5672 was lost.'],
    [
      'a lost channel',
      new Error('Channel ended, no reply will be forthcoming'),
      'The connection to RabbitMQ at [::1]:5672 was lost.',
    ],
    [
      'an expired certificate',
      coded('CERT_HAS_EXPIRED'),
      `${certificateDateProblem('CERT_HAS_EXPIRED', 'The certificate of RabbitMQ at [::1]:5672', new Date())}.`,
    ],
    [
      'a certificate from the future',
      coded('CERT_NOT_YET_VALID'),
      `${certificateDateProblem('CERT_NOT_YET_VALID', 'The certificate of RabbitMQ at [::1]:5672', new Date())}.`,
    ],
    [
      'an exclusive queue of another',
      coded(405, `RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'hwinfo_queue' in vhost '/'`),
      'RabbitMQ at [::1]:5672 says that another connection holds the queue hwinfo_queue for itself. Close the other program.',
    ],
    [
      'unreadable headers',
      new RangeError('Maximum call stack size exceeded'),
      'A message at [::1]:5672 has headers that cannot be read and holds up its queue. Remove the first message of the queue on RabbitMQ’s management page.',
    ],
    ['anything else', new Error('odd'), 'The connection to RabbitMQ at [::1]:5672 failed: odd'],
  ])('name %s', (_name, error, sentence) => {
    expect(english(brokerProblem(error, address))).toBe(sentence);
  });
});

describe('broker address', () => {
  const read = (url: string, password: string | null = null) => readBrokerAddress({ url, password, tls: null });

  it('takes a URL apart', () => {
    expect(read('amqps://line%204:p%40ss@broker.plant:5999/plant%2F2')).toEqual({
      host: 'broker.plant',
      port: 5999,
      user: 'line 4',
      vhost: 'plant/2',
      connect: {
        protocol: 'amqps',
        hostname: 'broker.plant',
        port: 5999,
        username: 'line 4',
        password: 'p@ss',
        vhost: 'plant%2F2',
        heartbeat: 10,
      },
    });
  });

  it('with a # is refused: what stands behind it would be another virtual host', () => {
    expect(() => read('amqp://broker/plant#2')).toThrow(/has a # in it.* %23\.$/);
    expect(read('amqp://broker/plant%232').vhost).toBe('plant#2');
  });

  it('fills in what is missing', () => {
    expect(read('amqp://broker')).toMatchObject({ port: 5672, user: 'guest', vhost: '/', connect: { password: 'guest' } });
    expect(read('amqps://console@[::1]/')).toMatchObject({ host: '::1', port: 5671, connect: { password: '' } });
    expect(read('amqp://console:old@broker', 'new')).toMatchObject({ connect: { password: 'new' } });
  });

  it.each(['', 'broker:5672', 'http://broker', 'amqp://'])('refuses %j', (url) => {
    expect(() => read(url)).toThrow('cannot be read');
  });
});
