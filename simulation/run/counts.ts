import type { Outcome } from './run-plan';

/** What was done, over many worlds. */
export interface Counts {
  /** Worlds by chance, each with an order of its own. */
  worlds: number;
  /** Orders that were enumerated. */
  enumerated: number;
  scans: number;
  steps: number;
  crashes: number;
  acknowledged: number;
  /** Worlds that were run twice to see that they go the same way. */
  repeated: number;
  /** Processor time of the lanes, ms. */
  processorMs: number;
}

export function noCounts(): Counts {
  return { worlds: 0, enumerated: 0, scans: 0, steps: 0, crashes: 0, acknowledged: 0, repeated: 0, processorMs: 0 };
}

export function count(counts: Counts, { scans, steps, crashes, acknowledged }: Outcome): void {
  counts.scans += scans;
  counts.steps += steps;
  counts.crashes += crashes;
  counts.acknowledged += acknowledged;
}

export function addTo(sum: Counts, more: Counts): void {
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += more[name];
}

export function tableOf(counts: Counts, seconds: number): string {
  const rows: [string, string | number][] = [
    ['worlds', counts.worlds],
    ['orders enumerated', counts.enumerated],
    ['scans', counts.scans],
    ['steps', counts.steps],
    ['crashes', counts.crashes],
    ['messages acknowledged', counts.acknowledged],
    ['worlds run twice', counts.repeated],
    ['seconds', seconds.toFixed(1)],
    ['processor seconds', (counts.processorMs / 1_000).toFixed(1)],
    ['scans per second', (counts.scans / Math.max(seconds, 0.001)).toFixed(1)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(24)}${String(value).padStart(12)}`).join('\n');
}
