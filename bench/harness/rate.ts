/** How fast something went, and what it cost this process. */
export interface Rate {
  readonly perSecond: number;
  /** Processor time of all threads, µs for each. */
  readonly cpuUs: number;
}

/** Starts counting now; the function it gives ends it after so many. */
export function startRate(): (count: number) => Rate {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  return (count) => {
    const tookMs = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    return { perSecond: (count * 1_000) / tookMs, cpuUs: (user + system) / count };
  };
}
