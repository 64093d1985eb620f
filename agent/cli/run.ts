import { counted } from '../../protocol/counted';
import type { BurnInResult } from '../../protocol/wire/inventory';
import { type AgentHandle, startAgent } from '../agent';
import { type AgentConnection, openConnection } from '../broker';
import type { BrokerTarget } from '../broker-target';
import type { ReadAside } from '../collect/read-aside';
import type { AgentConfig } from '../config/config';
import { openToOthers } from '../config/secret-files';
import { describeError, type Log } from '../log';
import { findOwnAddress } from '../own-address';
import type { SigningKey } from '../signing-key';
import { AGENT_VERSION } from '../version';
import { type Device, openDevice } from './device';

/** An agent with its own connection, until stopped. */
export interface RunningAgent {
  /** Says goodbye and ends, within two seconds. */
  stop(): Promise<void>;
}

/** Starts the agent of this device. */
export async function runAgent(
  config: AgentConfig,
  broker: BrokerTarget,
  signingKey: SigningKey | null,
  readAside: ReadAside,
  log: Log,
): Promise<RunningAgent> {
  const device = await openDevice(config, readAside);
  const named = device.sn === '' ? 'a device without serial number' : `device ${device.sn}`;
  log('info', `burnin-agent ${AGENT_VERSION} starts for ${named} (${device.serialSource}).`);
  if (signingKey !== null) log('info', `Signs its reports; the public key is ${signingKey.publicKey}.`);
  for (const warning of await openToOthers(config.secretFiles)) log('warn', warning);
  const connection = openConnection({ target: broker, name: `burnin-agent ${device.sn}`.trimEnd(), log });
  void readOnce(device, log);
  const ip = followOwnAddress(connection, broker);
  let noting: Promise<unknown> = Promise.resolve();
  const noteSent = (results: readonly BurnInResult[]): void => {
    noting = Promise.all([noting, noteSentAndWarn(device, results, log)]);
  };
  const agent = start(device, config, { connection, ip, signingKey, log, noteSent });
  return {
    async stop() {
      await agent.stop();
      await Promise.all([connection.close(), noting]);
      log('info', 'Stopped.');
    },
  };
}

async function noteSentAndWarn(device: Device, results: readonly BurnInResult[], log: Log): Promise<void> {
  const warning = await device.noteSent(results);
  if (warning !== null) log('warn', warning);
}

/** Shows at the start what would be reported; the reading also counts as the first of two that must agree. */
async function readOnce(device: Device, log: Log): Promise<void> {
  try {
    const { interfaces, idlePorts, warnings } = await device.collect();
    const physical = interfaces.filter((row) => row.kind === 'physical').map((row) => row.interface);
    log(
      'info',
      `Sees ${counted(physical.length, 'physical interface')} (${physical.join(', ') || 'none'}) and ${counted(idlePorts.length, 'port')} without interface.`,
    );
    for (const warning of warnings) log('warn', warning);
  } catch (error) {
    log('error', `Cannot read the hardware: ${describeError(error)}.`);
  }
}

interface Running {
  readonly connection: AgentConnection;
  readonly ip: () => string;
  readonly signingKey: SigningKey | null;
  readonly log: Log;
  readonly noteSent: (results: readonly BurnInResult[]) => void;
}

function start(device: Device, config: AgentConfig, { connection, ip, signingKey, log, noteSent }: Running): AgentHandle {
  return startAgent({
    connection,
    identity: { sn: device.sn, bootId: device.bootId, ip },
    collect: device.collect,
    helloIntervalMs: config.helloIntervalMs,
    exchangeDurable: config.exchangeDurable,
    signingKey,
    log,
    onConfirmed: (_messageId, burnIn) => noteSent(burnIn),
  });
}

/** The own address towards the broker, looked up at the start and with every new link; `''` until it is known. */
function followOwnAddress(connection: AgentConnection, broker: BrokerTarget): () => string {
  let address = '';
  const lookUp = async (): Promise<void> => {
    address = (await findOwnAddress(broker.hostname, broker.port)) || address;
  };
  void lookUp();
  connection.subscribe((link) => {
    if (link !== null) void lookUp();
  });
  return () => address;
}
