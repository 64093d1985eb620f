import { type AgentConnection, openConnection } from '../../agent/broker';
import { readBrokerUrl } from '../../agent/broker-target';
import type { Log } from '../../agent/log';
import type { SimulatedDevice } from '../devices/device';
import { type DevicesToMake, generateDevices } from '../devices/generate-devices';
import type { FaultRequest } from '../faults/fault';
import type { DeviceOracle } from '../faults/oracle';
import { type FaultPlan, type PlannedDevice, planFaults } from '../faults/plan-faults';
import { createRandom } from '../random';
import type { FleetAgent } from './fleet-agent';
import { startDevice } from './start-device';
import { layOutRecordedDevices } from './recorded-devices';

/** Which fleet to start and where. */
export interface FleetOptions {
  /** `amqp://user:password@host:port/vhost`. */
  readonly amqpUrl: string;
  /** Ready devices; without them `count`, `macs` and `mesMacText` say which to make. */
  readonly devices?: readonly SimulatedDevice[];
  readonly count?: number;
  readonly macs?: number;
  readonly mesMacText?: DevicesToMake['mesMacText'];
  /** For devices, faults and delays; 1 unless given. */
  readonly seed?: number;
  readonly faults?: FaultRequest;
  /** The recorded machines stand beside the others, read by the agent's own collection code. */
  readonly recorded?: boolean;
  /** Answers are spread by chance over so long; 0 unless given. */
  readonly spreadMs?: number;
  /** When late devices answer; 15,000 unless given. */
  readonly lateMs?: number;
  /** 50 unless given. */
  readonly agentsPerConnection?: number;
  /** 30,000 unless given. */
  readonly helloIntervalMs?: number;
  /** How long to wait for all agents to hear commands; 60,000 unless given. */
  readonly readyTimeoutMs?: number;
  /** Ends the start before all agents are ready; afterwards use `stop`. */
  readonly signal?: AbortSignal;
  /** Warnings and errors of agents and connections; nothing is told unless given. */
  readonly log?: Log;
}

/** How far the fleet is. */
interface FleetCounters {
  /** Running agents: without devices that are off, and two where two devices share a serial number. */
  readonly agents: number;
  readonly connections: number;
  readonly commandsHeard: number;
  /** Messages given to the broker or waiting for their moment. */
  readonly answers: number;
  /** Of those, handed to the broker and not confirmed yet. */
  readonly pendingAnswers: number;
}

/** A running fleet. */
export interface Fleet {
  readonly devices: readonly PlannedDevice[];
  /** The truth about each device, in the same order. */
  readonly oracle: readonly DeviceOracle[];
  /** Every serial number, also of devices that are off. */
  readonly roster: readonly string[];
  /** What the factory must know and be told for this fleet. */
  readonly mes: FaultPlan['mes'];
  readonly factoryControls: FaultPlan['factoryControls'];
  readonly counters: () => FleetCounters;
  /** Message ids of the answers that the broker has confirmed; those of legacy agents have none. */
  readonly confirmed: () => ReadonlySet<string>;
  /** All agents say goodbye, then the connections close. */
  readonly stop: () => Promise<void>;
}

/** Plans a fleet (without recorded machines) and does not start it: the same options give the same devices, faults and truth. */
export function planFleet(options: Omit<FleetOptions, 'amqpUrl' | 'recorded'>): FaultPlan {
  const seed = options.seed ?? 1;
  const devices =
    options.devices ??
    generateDevices({
      count: options.count ?? 0,
      seed,
      ...(options.macs === undefined ? {} : { macs: options.macs }),
      ...(options.mesMacText === undefined ? {} : { mesMacText: options.mesMacText }),
    });
  return planFaults(devices, { faults: options.faults ?? {}, seed, lateMs: options.lateMs ?? 15_000 });
}

/**
 * Starts a fleet of real agents and waits until all of them hear commands. Rejects with one sentence when the broker URL
 * cannot be read, when the faults do not fit the devices, or when not all are ready in time.
 */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const target = readBrokerUrl(options.amqpUrl);
  if (!target.ok) throw new Error(`Cannot start the fleet: ${target.error}.`);
  const plan = planFleet(options);
  const recorded = options.recorded === true ? await layOutRecordedDevices() : { devices: [], remove: () => Promise.resolve() };
  const devices = [...plan.devices, ...recorded.devices];
  const log: Log = (level, sentence) => {
    if (level === 'warn' || level === 'error') options.log?.(level, sentence);
  };
  const perConnection = options.agentsPerConnection ?? 50;
  const connections: AgentConnection[] = [];
  const agents: FleetAgent[] = [];
  let ready = 0;
  let commandsHeard = 0;
  let answers = 0;
  const confirmed = new Set<string>();

  for (const planned of devices) {
    if (agents.length >= connections.length * perConnection) {
      connections.push(
        openConnection({ target: target.value, name: `simulated fleet ${connections.length + 1}`, log, maxBackoffMs: 2000 }),
      );
    }
    const connection = connections.at(-1);
    if (connection === undefined) continue;
    const started = startDevice(planned, {
      connection,
      spreadMs: options.spreadMs ?? 0,
      helloIntervalMs: options.helloIntervalMs ?? 30_000,
      random: createRandom(`delays ${options.seed ?? 1} ${planned.device.serial}`),
      onCommand: () => {
        commandsHeard += 1;
      },
      onAnswer: () => {
        answers += 1;
      },
      onConfirmed: (messageId) => confirmed.add(messageId),
      log,
    });
    agents.push(...started);
  }

  async function stop(): Promise<void> {
    await Promise.all(agents.map((agent) => agent.stop()));
    await Promise.all(connections.map((connection) => connection.close()));
    await recorded.remove();
  }

  const allReady = Promise.all(
    agents.map(async (agent) => {
      await agent.ready;
      ready += 1;
    }),
  );
  const readyTimeoutMs = options.readyTimeoutMs ?? 60_000;
  const outcome = await firstOf(allReady, readyTimeoutMs, options.signal);
  if (outcome !== 'ready') {
    await stop();
    throw new Error(
      outcome === 'aborted'
        ? `Stopped with ${ready} of ${agents.length} agents ready.`
        : `Only ${ready} of ${agents.length} agents reached the broker within ${readyTimeoutMs / 1000} s; is it running at that address?`,
    );
  }
  return {
    devices,
    oracle: devices.map(({ oracle }) => oracle),
    roster: devices.map(({ device }) => device.serial),
    mes: [...plan.mes, ...recorded.devices.map(({ device }) => device.mes)],
    factoryControls: plan.factoryControls,
    counters: () => ({
      agents: agents.length,
      connections: connections.length,
      commandsHeard,
      answers,
      pendingAnswers: agents.reduce((sum, agent) => sum + agent.pendingAnswers(), 0),
    }),
    confirmed: () => confirmed,
    stop,
  };
}

async function firstOf(
  work: Promise<unknown>,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<'ready' | 'tooLate' | 'aborted'> {
  const settled = new AbortController();
  const limit = new Promise<'tooLate' | 'aborted'>((resolve) => {
    const timer = setTimeout(() => resolve('tooLate'), limitMs);
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    if (signal?.aborted === true) resolve('aborted');
    signal?.addEventListener('abort', () => resolve('aborted'), { signal: settled.signal });
  });
  const outcome = await Promise.race([work.then(() => 'ready' as const), limit]);
  settled.abort();
  return outcome;
}
