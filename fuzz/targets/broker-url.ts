import { readBrokerUrl } from '../../agent/broker-target';
import { readBrokerAddress } from '../../main/adapters/amqp/broker-address';
import { splitPassword } from '../../main/app/settings/broker-url';
import { AppError } from '../../main/domain/errors';
import type { Target } from '../engine/target';
import { hasUnseen, keep, kindOf } from './checks';
import { bytesOf, lenientText } from './input-text';

const SECRET = 'Zq7secret';

export const brokerUrl: Target = {
  name: 'broker-url',
  reads: 'addresses of RabbitMQ, as the console and the agent read them',
  tokens: [
    'amqp://',
    'amqps://',
    'http://',
    'guest',
    ':',
    '@',
    '/',
    '%2f',
    '%',
    '[::1]',
    ':5672',
    ':0',
    ':99999',
    '?heartbeat=20',
    '#',
    SECRET,
    `user:${SECRET}@`,
  ],
  seeds: () =>
    [
      'amqp://guest@127.0.0.1:5672/',
      `amqps://agent:${SECRET}@broker.plant:5671/line%204?heartbeat=30`,
      `amqp://user:${SECRET}@[fe80::1]/`,
      `amqp://user:${SECRET}@host:99999/`,
      `amqp://us%zzer:${SECRET}%@host`,
      'http://host/',
      'amqp://',
      `amqp://agent:2024#${SECRET}@127.0.0.1:5699/plant`,
      `amqp://agent:2024/${SECRET}@broker`,
    ].map(bytesOf),
  run(bytes) {
    const address = lenientText(bytes);
    const { url, password } = splitPassword(address);
    keep(!URL.canParse(url) || new URL(url).password === '', 'an address that is shown holds no password', () => url);
    keep(
      !/^[a-z][a-z0-9+.-]*:\/+[^/?#@]*:[^/?#]+@/i.test(url),
      'an address that is shown holds no password, also when it cannot be read',
      () => url,
    );
    keep(
      splitPassword(url).url === url,
      'an address without password stays as it is',
      () => `${url} became ${splitPassword(url).url}`,
    );
    const inConsole = consoleAddress(url, password);
    const inAgent = readBrokerUrl(address);
    if (!inAgent.ok) {
      keep(!hasUnseen(inAgent.error), 'why an address is refused can be read on a terminal', () => JSON.stringify(inAgent.error));
      keep(inAgent.error.length <= 300, 'why an address is refused has a bearable length', () => String(inAgent.error.length));
      keep(
        password === null || password.length < 8 || !inAgent.error.includes(password),
        'why an address is refused holds no password',
        () => inAgent.error,
      );
    } else {
      const { hostname, port, heartbeatS } = inAgent.value;
      keep(port >= 1 && port <= 65_535, 'the broker’s port is one', () => String(port));
      keep(
        !/[\s/@?#]/.test(hostname) && hostname !== '' && heartbeatS <= 9_999,
        'an accepted address names a host',
        () => hostname,
      );
    }
    if (inConsole !== null && inAgent.ok) {
      const { hostname, port, username, vhost } = inAgent.value;
      const same = inConsole.host === hostname && inConsole.port === port && inConsole.vhost === vhost;
      keep(
        same,
        'console and agent read the same address alike',
        () => `${JSON.stringify(inConsole)} and ${JSON.stringify({ hostname, port, vhost })}`,
      );
      keep(
        inConsole.user === username || username === '',
        'console and agent read the same user',
        () => `${inConsole.user} and ${username}`,
      );
    }
    return `${inConsole !== null} ${inAgent.ok ? `${inAgent.value.tls !== undefined} ${inAgent.value.vhost === '/'}` : kindOf(inAgent.error)} ${password !== null}`;
  },
};

function consoleAddress(url: string, password: string | null): ReturnType<typeof readBrokerAddress> | null {
  try {
    return readBrokerAddress({ url, password, tls: null });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
