import type { Disk } from '../world/disk';
import type { StatementLog } from '../world/statement-log';
import { runWorld } from './worlds';

/** Worlds whose statements are looked at. */
const WORLDS = 24;

/** What worlds take, and what of it SQLite would take alone; ms of processor time, so that other work on the machine counts for little. */
export interface Floor {
  readonly scans: number;
  readonly statements: number;
  readonly worldsMs: number;
  readonly statementsMs: number;
}

/** What floorOf() needs: disks that are watched by a log each, and others for the same statements. */
export interface FloorDisks {
  readonly plain: readonly Disk[];
  readonly watched: readonly { readonly disk: Disk; readonly log: StatementLog }[];
}

/**
 * Runs the first worlds once to write their statements down, once more for the time they take, and then gives the bare statements to
 * the same kind of disk.
 */
export async function floorOf({ plain, watched }: FloorDisks): Promise<Floor> {
  const logged = watched.map(({ disk }) => disk);
  for (let seed = 1; seed <= WORLDS; seed += 1) await runWorld(seed, logged);
  let scans = 0;
  const begun = process.cpuUsage();
  for (let seed = 1; seed <= WORLDS; seed += 1) scans += (await runWorld(seed, plain)).scans;
  const worldsMs = msSince(begun);
  for (const disk of plain) disk.clear();
  const bare = process.cpuUsage();
  const statements = watched.reduce((sum, { log }, index) => sum + log.giveTo((plain[index] as Disk).db), 0);
  return { scans, statements, worldsMs, statementsMs: msSince(bare) };
}

export function tellFloor({ scans, statements, worldsMs, statementsMs }: Floor): string {
  const [all, bare] = [worldsMs / scans, statementsMs / scans];
  return (
    `A scan takes ${all.toFixed(1)} ms of processor time; its ${(statements / scans).toFixed(0)} SQL statements alone take ` +
    `${bare.toFixed(1)} ms (1 : ${(all / bare).toFixed(1)}).`
  );
}

function msSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}
