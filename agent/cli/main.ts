import { counted } from '../../protocol/counted';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { visibleText } from '../../protocol/visible-text';
import type { ReadAside } from '../collect/read-aside';
import { type AgentConfig, readConfig } from '../config/config';
import { createLineLog, describeError } from '../log';
import { recordMachine } from '../record-machine';
import { AGENT_VERSION } from '../version';
import { ok } from '../../protocol/result';
import { isPlaceholderSerial } from '../../protocol/serial';
import { makeSigningKey, readSigningKey } from '../signing-key';
import { openDevice } from './device';
import { readCommandLine } from './command-line';
import { hardwareTable } from './hardware-table';
import { helpText } from './help';
import { readHardwareOnce } from './hwinfo';
import { runAgent } from './run';

/** The outside of the program, so that a test can stand in for it. */
export interface Outside {
  readonly words: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Width of the terminal behind `out`; null when it is none. */
  readonly terminalColumns: number | null;
  /** Reads slow parts of the hardware, in a child of this program. */
  readonly readAside: ReadAside;
  /** Resolves when somebody asks the program to end. */
  readonly stopAsked: Promise<void>;
}

const DONE = 0;
const COULD_NOT = 1;
const WRONG_USE = 2;

/** Does what the words ask. @returns the exit code: 0 done, 1 could not, 2 wrong use or wrong configuration. */
export async function main(outside: Outside): Promise<number> {
  const line = readCommandLine(outside.words);
  if (!line.ok) return refuse(outside, line.error);
  const asked = line.value;
  if (asked.kind === 'help' || asked.kind === 'version') {
    outside.out(asked.kind === 'help' ? helpText() : `burnin-agent ${AGENT_VERSION}\n`);
    return DONE;
  }
  const config = await readConfig({ flags: asked.flags, environment: outside.environment, configFile: asked.configFile });
  if (!config.ok) return refuse(outside, config.error);
  switch (asked.kind) {
    case 'run':
      return run(outside, config.value);
    case 'hwinfo':
      return printHardware(outside, config.value, asked.json);
    case 'record':
      return record(outside, config.value, asked.file);
    case 'keygen':
      return makeKey(outside, config.value, asked.file);
  }
}

async function run(outside: Outside, config: AgentConfig): Promise<number> {
  if (config.broker === null)
    return refuse(outside, 'No broker is set; give --amqp-url amqp://user:password@host:5672/vhost, or --host.');
  const signingKey = config.signingKeyFile === null ? ok(null) : await readSigningKey(config.signingKeyFile);
  if (!signingKey.ok) return refuse(outside, `The signing key cannot be used: ${signingKey.error}`);
  const log = createLineLog(outside.complain, config.logLevel, () => new Date());
  const agent = await runAgent(config, config.broker, signingKey.value, outside.readAside, log);
  await outside.stopAsked;
  await agent.stop();
  return DONE;
}

async function printHardware(outside: Outside, config: AgentConfig, json: boolean): Promise<number> {
  const report = await readHardwareOnce(config, outside.readAside);
  if (!report.ok) {
    outside.complain(`burnin-agent: ${report.error}\n`);
    return COULD_NOT;
  }
  const asJson = json || outside.terminalColumns === null;
  outside.out(asJson ? `${JSON.stringify(report.value, null, 2)}\n` : hardwareTable(report.value, outside.terminalColumns));
  return DONE;
}

async function record(outside: Outside, config: AgentConfig, file: string): Promise<number> {
  const name =
    hostname()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-|-$/gu, '') || 'machine';
  const manifest = await recordMachine(
    config.sysfsRoot,
    name,
    `Recorded by burnin-agent ${AGENT_VERSION} on ${new Date().toISOString()}`,
  );
  if (manifest === null) {
    outside.complain(
      `burnin-agent: there is no sys/class/net below ${config.sysfsRoot}; only a Linux machine can be recorded.\n`,
    );
    return COULD_NOT;
  }
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  if (file === '-') {
    outside.out(text);
    return DONE;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    outside.complain(`burnin-agent: the recording cannot be written: ${describeError(error)}.\n`);
    return COULD_NOT;
  }
  outside.complain(
    `Wrote ${counted(Object.keys(manifest.entries).length, 'entry', 'entries')} to ${file}; it holds this device's serial number and addresses.\n`,
  );
  return DONE;
}

async function makeKey(outside: Outside, config: AgentConfig, file: string): Promise<number> {
  const { sn } = await openDevice(config, outside.readAside);
  if (isPlaceholderSerial(sn))
    return refuse(outside, 'This device has no serial number of its own, so its key would belong to none; give --serial.');
  const key = await makeSigningKey(file);
  if (!key.ok) {
    outside.complain(`burnin-agent: ${visibleText(key.error)}\n`);
    return COULD_NOT;
  }
  outside.out(`${sn} ${key.value.publicKey}\n`);
  return DONE;
}

function refuse(outside: Outside, sentence: string): number {
  outside.complain(`burnin-agent: ${visibleText(sentence)}\n`);
  return WRONG_USE;
}
