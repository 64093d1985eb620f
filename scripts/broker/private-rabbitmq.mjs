/** The contract, with its reasons, is in `private-rabbitmq.d.mts`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { guardFolder, startProgram, stopProgram } from '../lib/child-processes.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { answersAmqp } from './amqp-handshake.mjs';
import { findRabbitMqPrograms } from './rabbitmq-programs.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('./private-rabbitmq.mjs').PrivateRabbitMq} PrivateRabbitMq */
/** @typedef {{ readonly ctl: string, readonly node: string, readonly env: NodeJS.ProcessEnv }} Access how to command a node */

const START_ATTEMPTS = 3;
const START_DEADLINE_MS = 120_000;
const POLL_MS = 50;
const runFile = promisify(execFile);

export const RABBITMQ_MISSING =
  'RabbitMQ is not installed. Install it (Debian, Ubuntu: "apt-get install rabbitmq-server"; macOS: "brew install rabbitmq"), ' +
  'or name a broker to use in BURNIN_AMQP_URL.';

class EndedWhileStarting extends Error {}

/** @type {typeof import('./private-rabbitmq.mjs').startPrivateRabbitMq} */
export async function startPrivateRabbitMq({ config = [] } = {}) {
  for (let attempt = 1; ; attempt += 1) {
    const broker = await prepare(config);
    try {
      await broker.up();
      return broker;
    } catch (error) {
      await broker.stop();
      // Another program may have taken one of the ports between finding and using them; then it ends within a second or two.
      if (attempt === START_ATTEMPTS || !(error instanceof EndedWhileStarting)) throw error;
    }
  }
}

/** @type {typeof import('./private-rabbitmq.mjs').ctlOfTestBroker} */
export async function ctlOfTestBroker(args) {
  const folder = process.env.BURNIN_BROKER_FOLDER;
  if (folder === undefined)
    throw new Error('This test commands the broker, so it cannot run against the one in BURNIN_AMQP_URL.');
  const access = /** @type {Access} */ (JSON.parse(readFileSync(join(folder, 'access.json'), 'utf8')));
  return runCtl(access, args);
}

/**
 * @param {readonly string[]} config
 * @returns {Promise<PrivateRabbitMq>}
 */
async function prepare(config) {
  const programs = findRabbitMqPrograms();
  if (programs === undefined) throw new Error(RABBITMQ_MISSING);

  const folder = mkdtempSync(join(tmpdir(), 'burnin-rabbitmq-'));
  guardFolder(folder);
  const [port = 0, distributionPort = 0, epmdPort = 0] = await freePorts(3);
  const node = `burnin-${port}@localhost`;
  const env = brokerEnvironment({ folder, distributionPort, epmdPort, node });
  /** @type {Access} */
  const access = { ctl: programs.ctl, node, env };
  for (const name of ['home', 'data', 'log']) mkdirSync(join(folder, name));
  const files = {
    enabled_plugins: '[].',
    inetrc: '{host, {127,0,0,1}, ["localhost"]}.\n{lookup, [file]}.',
    'advanced.config': '[].',
    'rabbitmq-env.conf': '',
    'rabbitmq.conf': [...baseConfig(port), ...config].join('\n'),
    'access.json': JSON.stringify(access),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `${text}\n`, { mode: 0o600 });

  /** @type {ChildProcess | undefined} */
  let epmd;
  /** @type {ChildProcess | undefined} */
  let server;

  const up = async () => {
    epmd ??= startProgram(programs.epmd, ['-port', String(epmdPort), '-address', '127.0.0.1'], { env });
    server = startProgram(programs.server, [], { env, cwd: folder });
    await untilReady(server, port, () => lastProblem(join(folder, 'log', `${node}.log`)));
  };

  /** @param {'kill'} [how] */
  const down = async (how) => {
    if (server !== undefined) await stopProgram(server, how === 'kill' ? 'SIGKILL' : 'SIGTERM');
    server = undefined;
  };

  const stop = async () => {
    await down();
    if (epmd !== undefined) await stopProgram(epmd);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  return { url, port, node, folder, ctl: (args) => runCtl(access, args), up, down, stop };
}

/**
 * @param {Access} access
 * @param {readonly string[]} args
 */
async function runCtl({ ctl, node, env }, args) {
  const { stdout } = await runFile(ctl, ['--quiet', '--node', node, ...args], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** @param {number} port */
function baseConfig(port) {
  return [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    'loopback_users.guest = true',
    'disk_free_limit.absolute = 50MB',
    'log.console = false',
    'log.file.level = info',
  ];
}

/**
 * @param {{ folder: string, distributionPort: number, epmdPort: number, node: string }} broker
 * @returns {NodeJS.ProcessEnv}
 */
function brokerEnvironment({ folder, distributionPort, epmdPort, node }) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(RABBITMQ_|ERL_|NODE_|npm_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: join(folder, 'home'),
    LANG: 'C.UTF-8',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // Erlang needs no other name than localhost, so it starts no resolver process of its own.
    ERL_INETRC: join(folder, 'inetrc'),
    RABBITMQ_NODENAME: node,
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    // Threads float: two runs on one machine must not be bound to the same cores.
    RABBITMQ_SCHEDULER_BIND_TYPE: 'u',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CTL_ERL_ARGS: '-start_epmd false',
    // Makes the start script become the Erlang process itself, so that our signals reach it.
    RUNNING_UNDER_SYSTEMD: 'true',
  };
}

/**
 * @param {ChildProcess} server
 * @param {number} port
 * @param {() => string} problem what its log says
 */
async function untilReady(server, port, problem) {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await answersAmqp(port))) {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
      throw new EndedWhileStarting(`RabbitMQ ended while starting.${problem()}`);
    }
    if (Date.now() > deadline) {
      throw new Error(`RabbitMQ did not take connections within ${START_DEADLINE_MS / 1000} s.${problem()}`);
    }
    await wait(POLL_MS);
  }
}

/** @param {string} logFile */
function lastProblem(logFile) {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const problem = lines.findLast((line) => /\[(error|critical)\]/.test(line));
  return problem === undefined ? '' : ` Its log says: ${problem.trim()}`;
}
