import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { planFleet, type FleetOptions } from '../../../simulator/fleet/start-fleet';
import type { FromAgents } from './agents-host';
import type { Rack } from './harness';

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
  const waiting: { readonly resolve: (message: FromAgents) => void; readonly reject: (error: Error) => void }[] = [];
  const next = (): Promise<FromAgents> => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  child.on('message', (message: FromAgents) => waiting.shift()?.resolve(message));
  child.once('exit', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('The agents have ended.'));
  });
  const ready = await next();
  if (ready.kind === 'notReady') throw new Error(ready.sentence);
  /** Answers come in the order of the questions. */
  const count = async (): Promise<Extract<FromAgents, { kind: 'count' }>> => {
    const counted = next();
    child.send('count');
    const message = await counted;
    if (message.kind !== 'count') throw new Error('The agents answered something else than the count.');
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
