import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { planFleet, type FleetOptions } from '../../../simulator/fleet/start-fleet';
import type { FromAgents } from './agents-host';
import type { Rack } from './rig';

/** A rack of agents in a process of its own. */
export interface AgentsProcess extends Rack {
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

const HOST = path.join(__dirname, 'agents.cjs');

export async function startAgents(options: FleetOptions): Promise<AgentsProcess> {
  const plan = planFleet(options);
  const child = fork(HOST, [JSON.stringify(options)], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const next = async (kind: FromAgents['kind']): Promise<FromAgents> => {
    for (;;) {
      const [message] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then((): [FromAgents] => [{ kind: 'notReady', sentence: 'The agents have ended.' }]),
      ])) as [FromAgents];
      if (message.kind === 'notReady') throw new Error(message.sentence);
      if (message.kind === kind) return message;
    }
  };
  await next('ready');
  const count = async (): Promise<Extract<FromAgents, { kind: 'count' }>> => {
    const counted = next('count');
    child.send('count');
    const message = await counted;
    if (message.kind !== 'count') throw new Error('another answer than the one asked for');
    return message;
  };
  return {
    oracle: plan.devices.map(({ oracle }) => oracle),
    mes: plan.mes,
    factoryControls: plan.factoryControls,
    confirmed: async () => new Set((await count()).confirmed),
    pending: async () => (await count()).pending,
    signal: (signal) => void child.kill(signal),
    async stop() {
      process.off('exit', killOnExit);
      if (child.exitCode !== null || child.signalCode !== null) return;
      // One that sleeps hears nothing.
      child.kill('SIGCONT');
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}
