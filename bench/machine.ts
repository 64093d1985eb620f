import os from 'node:os';

/** The machine that figures were measured on: without it they mean little. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Load of the last minute, at the start and at the end: above the number of cores, others worked too. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

export function describeMachine(loadBefore: number): Machine {
  const cpus = os.cpus();
  return {
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    processor: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    memoryGiB: Math.round(os.totalmem() / 1024 ** 3),
    node: process.version,
    loadBefore,
    loadAfter: currentLoad(),
  };
}

export function currentLoad(): number {
  return Math.round((os.loadavg()[0] ?? 0) * 10) / 10;
}
