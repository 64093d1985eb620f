import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../protocol/result';
import { type BrokerTarget, DEFAULT_HEARTBEAT_S, defaultPort, readBrokerUrl } from '../broker-target';
import { SERIAL_SOURCES, type SerialSource } from '../collect/serial';
import { isHostName } from '../../protocol/host-name';
import { describeError, LOG_LEVELS, type LogLevel } from '../log';
import {
  type FlagTexts,
  type Layer,
  layerOfCredentials,
  layerOfEnvironment,
  layerOfFile,
  layerOfFlags,
  type SettingValue,
} from './layers';
import { notThis } from '../quoted';
import { CONFIG_FILE_VARIABLE, type SettingKey, SETTINGS } from './settings';

/** What the agent was told, read and checked. */
export interface AgentConfig {
  /** Null when no broker is named: then the agent cannot run, only read hardware. */
  readonly broker: BrokerTarget | null;
  /** Null: the firmware's. */
  readonly serial: string | null;
  /** Null: reports are not signed. The file is read when the agent starts. */
  readonly signingKeyFile: string | null;
  /** Whose serial number of the firmware is taken where `serial` is null. */
  readonly serialFrom: SerialSource;
  /** Where a burn-in program leaves its results; null: nowhere. Read at each report. */
  readonly burnInFile: string | null;
  readonly helloIntervalMs: number;
  readonly exchangeDurable: boolean;
  readonly sysfsRoot: string;
  readonly logLevel: LogLevel;
  /** Files that hold a password or a private key. */
  readonly secretFiles: readonly string[];
}

export interface ConfigSources {
  readonly flags: FlagTexts;
  readonly environment: NodeJS.ProcessEnv;
  /** `--config`; null when not given. */
  readonly configFile: string | null;
}

/**
 * Reads the configuration. What is set twice is taken from the first of: flags, environment, systemd credential, file.
 * @returns one sentence that names the first wrong setting, without any password.
 */
export async function readConfig(sources: ConfigSources): Promise<Result<AgentConfig, string>> {
  const flags = layerOfFlags(sources.flags);
  if (!flags.ok) return flags;
  const environment = layerOfEnvironment(sources.environment);
  if (!environment.ok) return environment;
  const file = await layerOfFile(sources.configFile ?? (sources.environment[CONFIG_FILE_VARIABLE] || null));
  if (!file.ok) return file;
  const credentials = await layerOfCredentials(sources.environment);
  const config = await configOf([flags.value, environment.value, credentials, file.value]);
  if (!config.ok) return config;
  const withPassword = [credentials, file.value].flatMap((layer) => (hasPassword(layer) ? [layer.file ?? ''] : []));
  const secretFiles = [...new Set([...withPassword, ...config.value.secretFiles])].filter((name) => name !== '');
  return ok({ ...config.value, secretFiles });
}

function hasPassword({ values }: Layer): boolean {
  const url = String(values.get('amqpUrl') ?? '');
  return values.has('password') || (URL.canParse(url) && new URL(url).password !== '');
}

/** What several places set, taken together; the first that sets something decides it. */
export async function configOf(layers: readonly Layer[]): Promise<Result<AgentConfig, string>> {
  const pick = createPicker(layers);
  const broker = await readBroker(pick);
  if (!broker.ok) return broker;
  const logLevel = pick('logLevel');
  const level = LOG_LEVELS.find((known) => known === (logLevel?.value ?? 'info'));
  if (level === undefined) return err(`${logLevel?.name} needs one of ${LOG_LEVELS.join(', ')}${notThis(logLevel?.value)}.`);
  const from = pick('serialFrom');
  const serialFrom = SERIAL_SOURCES.find((known) => known === (from?.value ?? 'any'));
  if (serialFrom === undefined) return err(`${from?.name} needs one of ${SERIAL_SOURCES.join(', ')}${notThis(from?.value)}.`);
  return ok({
    broker: broker.value,
    serial: textOf(pick('serial')?.value)?.trim() ?? null,
    serialFrom,
    signingKeyFile: textOf(pick('signingKey')?.value) ?? null,
    burnInFile: textOf(pick('burnInFile')?.value) ?? null,
    helloIntervalMs: Number(pick('helloSeconds')?.value ?? 30) * 1000,
    exchangeDurable: pick('exchangeDurable')?.value === true,
    sysfsRoot: textOf(pick('sysfsRoot')?.value) ?? '/',
    logLevel: level,
    secretFiles: [pick('signingKey'), pick('tlsKey')].flatMap((key) => textOf(key?.value) ?? []),
  });
}

interface Picked {
  readonly value: SettingValue;
  /** Place of the layer, 0 first. */
  readonly rank: number;
  /** How an error names it. */
  readonly name: string;
}

type Pick = (key: SettingKey) => Picked | null;

function createPicker(layers: readonly Layer[]): Pick {
  return (key) => {
    const setting = SETTINGS.find((candidate) => candidate.key === key);
    for (const [rank, layer] of layers.entries()) {
      const value = layer.values.get(key);
      if (value !== undefined && setting !== undefined) return { value, rank, name: layer.nameOf(setting) };
    }
    return null;
  };
}

const URL_PARTS = ['host', 'port', 'user', 'password', 'vhost'] as const;

/** A URL or a host names the broker, whichever comes first; parts set beside a URL of a later layer go before the URL's. */
async function readBroker(pick: Pick): Promise<Result<BrokerTarget | null, string>> {
  const url = pick('amqpUrl');
  const host = pick('host');
  if (url === null && host === null) return ok(null);
  const useUrl = url !== null && (host === null || url.rank <= host.rank);
  if (useUrl) {
    const beside = URL_PARTS.map(pick).find((part) => part !== null && part.rank === url.rank);
    if (beside !== undefined && beside !== null)
      return err(`${url.name} already names the whole broker; leave out ${beside.name}, or the URL.`);
  }
  if (!useUrl && !isHostName(String(host?.value)))
    return err(`${host?.name} needs the name or the IP address of a host, nothing else.`);
  const base = useUrl ? readBrokerUrl(String(url.value)) : ok(targetOfHost(String(host?.value), pick('tls')?.value === true));
  if (!base.ok) return err(`${url?.name}: ${base.error}.`);
  const over = (key: (typeof URL_PARTS)[number]): SettingValue | undefined => {
    const part = pick(key);
    return part !== null && (!useUrl || part.rank < url.rank) ? part.value : undefined;
  };
  const tls = await readTls(pick);
  if (!tls.ok) return tls;
  const hasTls = base.value.tls !== undefined || (!useUrl && tls.value !== null);
  if (tls.value !== null && !hasTls) return err(`${url?.name} begins with amqp://, but certificates are set; write amqps://.`);
  return ok({
    hostname: base.value.hostname,
    port: Number(over('port') ?? (useUrl ? base.value.port : defaultPort(hasTls))),
    username: String(over('user') ?? base.value.username),
    password: String(over('password') ?? base.value.password),
    vhost: String(over('vhost') ?? base.value.vhost),
    heartbeatS: base.value.heartbeatS,
    ...(hasTls ? { tls: tls.value ?? {} } : {}),
  });
}

function targetOfHost(hostname: string, tls: boolean): BrokerTarget {
  return {
    hostname,
    port: defaultPort(tls),
    username: 'guest',
    password: 'guest',
    vhost: '/',
    heartbeatS: DEFAULT_HEARTBEAT_S,
    ...(tls ? { tls: {} } : {}),
  };
}

/** The PEM texts of the certificate files; null when none is named. */
async function readTls(pick: Pick): Promise<Result<NonNullable<BrokerTarget['tls']> | null, string>> {
  const texts: { ca?: string; cert?: string; key?: string } = {};
  for (const [key, part] of [
    ['tlsCa', 'ca'],
    ['tlsCert', 'cert'],
    ['tlsKey', 'key'],
  ] as const) {
    const picked = pick(key);
    if (picked === null) continue;
    try {
      texts[part] = await readFile(String(picked.value), 'utf8');
    } catch (error) {
      return err(`${picked.name}: ${describeError(error)}.`);
    }
    if (!texts[part].includes('-----BEGIN')) return err(`${picked.name}: ${String(picked.value)} is not a PEM file.`);
  }
  if ((texts.cert === undefined) !== (texts.key === undefined))
    return err('An own certificate needs both --tls-cert and --tls-key.');
  return ok(Object.keys(texts).length === 0 ? null : texts);
}

function textOf(value: SettingValue | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
