import { configOf } from '../../agent/config/config';
import { type Layer, layerOfEnvironment, layerOfText } from '../../agent/config/layers';
import { environmentName, SETTINGS } from '../../agent/config/settings';
import type { Target } from '../engine/target';
import { hasUnseen, keep, keepPlain, kindOf } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

const FILE = '/etc/burnin-agent/agent.json';
const SECRET = 'Zq7-secret';

export const agentConfig: Target = {
  name: 'agent-config',
  reads: 'the agent’s configuration file and environment',
  tokens: [
    ...SETTINGS.map(({ key }) => key),
    'amqp://user:password@host:5672/vhost?heartbeat=20',
    'amqps://host',
    'true',
    'false',
    '1',
    '65535',
    '65536',
    '3600',
    'debug',
    SECRET,
    'heartbeat=',
  ],
  seeds: () => [
    jsonBytes({
      amqpUrl: `amqps://agent:${SECRET}@broker.plant:5671/line%204?heartbeat=30`,
      helloSeconds: 30,
      logLevel: 'debug',
    }),
    jsonBytes({ host: 'broker.plant', port: 5672, user: 'agent', password: SECRET, vhost: '/', tls: false, serial: 'SN1' }),
    jsonBytes({ host: '[::1]', tls: true, exchangeDurable: 'true', sysfsRoot: '/tmp/machine' }),
    jsonBytes({ amqpUrl: 'amqp://host', host: 'other', port: '5672' }),
    jsonBytes({}),
  ],
  async run(bytes) {
    const text = lenientText(bytes);
    const file = layerOfText(text, FILE);
    if (!file.ok) {
      keepRefusal(file.error, text);
      return kindOf(file.error);
    }
    const environment = layerOfEnvironment(environmentOf(text));
    if (!environment.ok) {
      keepRefusal(environment.error, text);
      return kindOf(environment.error);
    }
    // Certificates are files; which ones may be read is not a matter of parsing.
    const layers = [file.value, environment.value].map(withoutCertificates);
    const config = await configOf(layers);
    if (!config.ok) {
      keepRefusal(config.error, text);
      return kindOf(config.error);
    }
    keepPlain(config.value);
    const { broker, helloIntervalMs, serial } = config.value;
    keep(helloIntervalMs >= 1_000 && helloIntervalMs <= 3_600_000, 'hellos come every second to every hour', () =>
      String(helloIntervalMs),
    );
    keep(
      serial === null || (serial.length > 0 && serial.length <= 128 && serial === serial.trim()),
      'a serial number that is set is one',
      () => String(serial),
    );
    if (broker === null) return 'no broker';
    keep(Number.isInteger(broker.port) && broker.port >= 1 && broker.port <= 65_535, 'the broker’s port is one', () =>
      String(broker.port),
    );
    keep(
      broker.hostname !== '' && !/[\s/@?#]/.test(broker.hostname),
      'the broker’s name is one, and no URL with a password',
      () => broker.hostname,
    );
    return `broker ${broker.tls !== undefined} ${broker.vhost === '/'} ${broker.username === 'guest'} ${broker.heartbeatS === 20}`;
  },
};

/** The same settings as the environment would give them, but for what names the broker twice. */
function environmentOf(text: string): NodeJS.ProcessEnv {
  const body = jsonValue(text);
  const given = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}));
  return Object.fromEntries(
    SETTINGS.filter(({ key }) => key === 'helloSeconds' || key === 'serial' || key === 'tls').flatMap(({ key, flag }) =>
      given.has(key) ? [[environmentName(flag), String(given.get(key)).replaceAll('\0', '')]] : [],
    ),
  );
}

function withoutCertificates(layer: Layer): Layer {
  return { ...layer, values: new Map([...layer.values].filter(([key]) => !['tlsCa', 'tlsCert', 'tlsKey'].includes(key))) };
}

function keepRefusal(sentence: string, text: string): void {
  keep(!hasUnseen(sentence), 'why a configuration is refused can be read on a terminal', () => JSON.stringify(sentence));
  keep(sentence.length <= 700, 'why a configuration is refused has a bearable length', () => `${sentence.length} characters`);
  const body = jsonValue(text);
  const given = new Map<string, unknown>(Object.entries(typeof body === 'object' && body !== null ? body : {}));
  const secrets = ['password', 'amqpUrl']
    .map((key) => given.get(key))
    .filter((value) => typeof value === 'string' && value.includes(SECRET));
  const elsewhere = text.split(SECRET).length - 1 > secrets.length;
  keep(
    secrets.length === 0 || elsewhere || !sentence.includes(SECRET),
    'why a configuration is refused holds no password',
    () => sentence,
  );
}
