import { english } from '../../messages/english';
import { readFileSync, writeFileSync } from 'node:fs';
import { describeTarget, readBrokerUrl } from '../../agent/broker-target';
import { createLineLog, describeError, type Log } from '../../agent/log';
import { AGENT_VERSION } from '../../agent/version';
import { firstFaultText } from '../../protocol/wire/issue-text';
import { MesDatabaseFile, type MesRecord } from '../factory/device-database';
import { type Factory, startFactory } from '../factory/factory-server';
import { realisticFaults } from '../faults/realistic-mix';
import { type Fleet, type FleetOptions, planFleet, startFleet } from '../fleet/start-fleet';
import { type FactoryFlags, type FleetFlags, readFlags } from './flags';
import { helpText } from './help';
import { limitLog } from './limited-log';

/** What a run of the simulator touches outside itself. */
export interface SimulatorSurroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes text for standard output and standard error. */
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Resolves when the run is to end. */
  readonly stopAsked: Promise<unknown>;
}

const WARNINGS_PER_SECOND = 5;

/** Runs the simulator until it is asked to stop. @returns the exit code: 0 well, 1 could not run, 2 bad flags. */
export async function runSimulator({ argv, env, print, printError, stopAsked }: SimulatorSurroundings): Promise<number> {
  const flags = readFlags(argv, env);
  if (!flags.ok) {
    printError(`${flags.error}\n`);
    return 2;
  }
  const request = flags.value;
  if (request.kind === 'help') {
    print(helpText());
    return 0;
  }
  if (request.kind === 'version') {
    print(`${AGENT_VERSION}\n`);
    return 0;
  }
  const misfit = request.fleet === null ? null : whyFleetCannotBe(request.fleet);
  if (misfit !== null) {
    printError(`${misfit}.\n`);
    return 2;
  }
  const log = createLineLog(printError, 'info', () => new Date());
  const stopping = new AbortController();
  void stopAsked.then(() => stopping.abort());
  let fleet: Fleet | null = null;
  let factory: Factory | null = null;
  try {
    if (request.factory !== null) factory = await openFactory(request.factory, log);
    if (request.fleet !== null) {
      fleet = await openFleet(request.fleet, log, stopping.signal);
      writeFiles(fleet, request.fleet);
    }
    if (factory !== null && fleet !== null) {
      factory.setDevices(fleet.mes);
      factory.control(...fleet.factoryControls);
    } else if (fleet !== null && fleet.factoryControls.length > 0) {
      log('info', `For these faults the factory needs to be told at POST /control: ${JSON.stringify(fleet.factoryControls)}`);
    }
    print(`${JSON.stringify(readyLine(factory, fleet, request.fleet))}\n`);
    await stopAsked;
    log('info', 'Stopping.');
    return 0;
  } catch (error) {
    printError(`${describeError(error)}.\n`);
    return stopping.signal.aborted ? 0 : 1;
  } finally {
    await fleet?.stop();
    await factory?.close();
  }
}

async function openFactory(flags: FactoryFlags, log: Log): Promise<Factory> {
  const factory = await startFactory({
    port: flags.port,
    control: flags.control,
    ...(flags.data === null ? {} : { dataFolder: flags.data }),
    ...(flags.mesFile === null ? {} : { devices: readMesFile(flags.mesFile) }),
  }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`Port ${flags.port} on 127.0.0.1 is taken; give another one with --port.`, { cause: error }) : error;
  });
  log('info', `The factory listens at ${factory.baseUrl}.`);
  return factory;
}

async function openFleet(flags: FleetFlags, log: Log, signal: AbortSignal): Promise<Fleet> {
  const target = readBrokerUrl(flags.amqp);
  log('info', `Starting ${flags.agents} devices on ${target.ok ? describeTarget(target.value) : 'the broker'}.`);
  const fleet = await startFleet({
    ...fleetOptions(flags),
    signal,
    log: limitLog(log, WARNINGS_PER_SECOND, () => performance.now()),
  });
  const { agents, connections } = fleet.counters();
  log('info', `${agents} agents listen on ${connections} connections.`);
  return fleet;
}

function writeFiles(fleet: Fleet, flags: FleetFlags): void {
  if (flags.rosterFile !== null) writeText(flags.rosterFile, fleet.roster.map((serial) => `${serial}\n`).join(''));
  if (flags.oracleFile !== null) writeText(flags.oracleFile, `${JSON.stringify(fleet.oracle, null, 2)}\n`);
  if (flags.mesOut !== null) writeText(flags.mesOut, `${JSON.stringify(fleet.mes, null, 2)}\n`);
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Error(`Cannot write ${file}: ${describeError(error)}`, { cause: error });
  }
}

function fleetOptions(flags: FleetFlags): FleetOptions {
  return {
    amqpUrl: flags.amqp,
    count: flags.agents,
    seed: flags.seed,
    mesMacText: flags.mesText,
    faults: { ...(flags.mix === null ? {} : realisticFaults(flags.agents)), ...flags.faults },
    recorded: flags.recorded,
    spreadMs: flags.spreadMs,
    lateMs: flags.lateMs,
    helloIntervalMs: flags.helloMs,
    agentsPerConnection: flags.agentsPerConnection,
    ...(flags.macs === null ? {} : { macs: flags.macs }),
  };
}

/** Faults that do not fit the devices are a mistake in the flags, found before anything starts. */
function whyFleetCannotBe(flags: FleetFlags): string | null {
  try {
    planFleet(fleetOptions(flags));
    return null;
  } catch (error) {
    return describeError(error);
  }
}

function readMesFile(file: string): readonly MesRecord[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The MES database ${file} cannot be read: ${describeError(error)}.`, { cause: error });
  }
  const parsed = MesDatabaseFile.safeParse(content);
  if (!parsed.success) throw new Error(`The MES database ${file} cannot be used: ${english(firstFaultText(parsed.error))}`);
  return parsed.data;
}

function readyLine(factory: Factory | null, fleet: Fleet | null, flags: FleetFlags | null): unknown {
  return {
    ready: true,
    apiBase: factory?.baseUrl ?? null,
    agents: fleet?.roster.length ?? 0,
    ...(fleet !== null && flags?.printRoster === true ? { roster: fleet.roster } : {}),
  };
}
