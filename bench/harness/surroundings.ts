/** What the measurements stand on; `scripts/bench.mjs` sets it up. */
export interface Surroundings {
  readonly amqpUrl: string;
  readonly electron: { readonly executable: string; readonly switches: readonly string[] };
}

/** @throws Error with one sentence when something is not there */
export function readSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  const need = (name: string): string => {
    const value = env[name];
    if (value === undefined) throw new Error(`${name} is not set: start the bench with "npm run bench".`);
    return value;
  };
  return {
    amqpUrl: need('BURNIN_AMQP_URL'),
    electron: {
      executable: need('BURNIN_BENCH_ELECTRON'),
      switches: need('BURNIN_BENCH_SWITCHES')
        .split(' ')
        .filter((text) => text !== ''),
    },
  };
}
