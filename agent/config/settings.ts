/** One thing that can be set, by flag, by environment or in the configuration file. */
export interface Setting {
  /** Key in the configuration file. */
  readonly key: SettingKey;
  /** `--flag`; the environment's name follows from it. */
  readonly flag: string;
  readonly kind: 'text' | 'whole' | 'switch';
  /** What stands for the value in the help. */
  readonly value: string;
  readonly about: string;
  /** Smallest `whole`. */
  readonly least?: number;
  /** Largest `whole`, longest `text`. */
  readonly most?: number;
}

export type SettingKey =
  | 'amqpUrl'
  | 'host'
  | 'port'
  | 'user'
  | 'password'
  | 'vhost'
  | 'tls'
  | 'tlsCa'
  | 'tlsCert'
  | 'tlsKey'
  | 'serial'
  | 'serialFrom'
  | 'signingKey'
  | 'burnInFile'
  | 'helloSeconds'
  | 'exchangeDurable'
  | 'sysfsRoot'
  | 'logLevel';

/** All settings, in the order of the help. */
export const SETTINGS: readonly Setting[] = [
  {
    key: 'amqpUrl',
    flag: 'amqp-url',
    kind: 'text',
    value: 'URL',
    about: 'broker, for example amqp://user:password@host:5672/vhost, or amqps://',
  },
  { key: 'host', flag: 'host', kind: 'text', value: 'NAME', about: 'broker host, in place of a URL' },
  {
    key: 'port',
    flag: 'port',
    kind: 'whole',
    value: 'NUMBER',
    about: 'broker port (5672, with TLS 5671)',
    least: 1,
    most: 65_535,
  },
  { key: 'user', flag: 'user', kind: 'text', value: 'NAME', about: 'broker user (guest)' },
  {
    key: 'password',
    flag: 'password',
    kind: 'text',
    value: 'TEXT',
    about: 'broker password; other users of the device can see a flag, so prefer file or environment',
  },
  { key: 'vhost', flag: 'vhost', kind: 'text', value: 'NAME', about: 'virtual host on the broker (/)' },
  { key: 'tls', flag: 'tls', kind: 'switch', value: '', about: 'speak AMQPS to --host' },
  {
    key: 'tlsCa',
    flag: 'tls-ca',
    kind: 'text',
    value: 'FILE',
    about: "PEM file of the authority that signed the broker, in place of the system's list",
  },
  { key: 'tlsCert', flag: 'tls-cert', kind: 'text', value: 'FILE', about: "PEM file of the agent's own certificate" },
  { key: 'tlsKey', flag: 'tls-key', kind: 'text', value: 'FILE', about: "PEM file of the certificate's key" },
  {
    key: 'serial',
    flag: 'serial',
    kind: 'text',
    value: 'TEXT',
    most: 128,
    about: 'serial number, in place of the one in the firmware',
  },
  {
    key: 'serialFrom',
    flag: 'serial-from',
    kind: 'text',
    value: 'PLACE',
    about: 'whose serial number of the firmware: product, board, chassis, or any, the first that has one (any)',
  },
  {
    key: 'signingKey',
    flag: 'signing-key',
    kind: 'text',
    value: 'FILE',
    about: 'key that signs reports, as "keygen" makes it (PEM, Ed25519); only its owner may have rights to it',
  },
  {
    key: 'burnInFile',
    flag: 'burn-in-file',
    kind: 'text',
    value: 'FILE',
    about: 'results of a burn-in program, each sent once: a JSON array, or an object per line; FILE.sent keeps which',
  },
  {
    key: 'helloSeconds',
    flag: 'hello-seconds',
    kind: 'whole',
    value: 'NUMBER',
    about: 'seconds between two hellos (30)',
    least: 1,
    most: 3600,
  },
  {
    key: 'exchangeDurable',
    flag: 'exchange-durable',
    kind: 'switch',
    value: '',
    about: 'declare the exchange devicescan durable (it is not, as legacy servers do)',
  },
  {
    key: 'sysfsRoot',
    flag: 'sysfs-root',
    kind: 'text',
    value: 'FOLDER',
    about: 'read a recorded machine below FOLDER in place of this one',
  },
  { key: 'logLevel', flag: 'log-level', kind: 'text', value: 'LEVEL', about: 'error, warn, info or debug (info)' },
];

/** For example `BURNIN_AGENT_AMQP_URL`. */
export function environmentName(flag: string): string {
  return `BURNIN_AGENT_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/** Read when it exists; another file is named with --config. */
export const DEFAULT_CONFIG_FILE = '/etc/burnin-agent/agent.json';
/** Environment variable that names the configuration file. */
export const CONFIG_FILE_VARIABLE = 'BURNIN_AGENT_CONFIG';
