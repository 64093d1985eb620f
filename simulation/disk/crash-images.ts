import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ackedIn, type Expected, whatIsWrong } from './check-records';
import type { SystemCall } from './system-calls';
import { type Luck, VolatileDisk } from './volatile-disk';

/** Every run is cut at each of these at least: nothing, everything and something of what was not synced is on the disk. */
const LUCKS: readonly Luck[] = ['nothing', 'everything', 'something'];

export interface ImageCounts {
  /** Places in the run at which the power was cut. */
  readonly cuts: number;
  /** Different images that were opened. */
  readonly images: number;
  readonly wrong: readonly string[];
}

export interface Cutting {
  /** Of the database, in `folder`. */
  readonly file: string;
  /** The folder's content before the run. */
  readonly before: ReadonlyMap<string, Buffer>;
  readonly older: string;
  /** The most cuts, spread evenly over the run. */
  readonly mostCuts: number;
  /** Images with parts of what was not synced, for each cut. */
  readonly tornPerCut: number;
  /** Where images are laid to be opened. */
  readonly scratch: string;
  readonly random: () => number;
}

/** Cuts the power at places of a run, and opens what may be on the disk then. */
export async function openCrashImages(calls: readonly SystemCall[], folder: string, cutting: Cutting): Promise<ImageCounts> {
  const { file, before, older, mostCuts, tornPerCut, random } = cutting;
  const disk = new VolatileDisk(folder, before);
  const places = calls.filter(({ kind }) => kind !== 'said').length;
  const step = Math.max(1, places / mostCuts);
  const seen = new Set<string>();
  const wrong: string[] = [];
  const said: string[] = [];
  let [cuts, done, nextCut] = [0, 0, 0];
  for (const call of calls) {
    if (call.kind === 'said') {
      said.push(...call.text.split('\n'));
      continue;
    }
    const changed = disk.apply(call);
    done += 1;
    if (!changed || done < nextCut) continue;
    nextCut = done + step;
    cuts += 1;
    const expected: Expected = { acked: ackedIn(said), older };
    for (const luck of [...LUCKS, ...Array.from({ length: tornPerCut - 1 }, (): Luck => 'something')]) {
      const image = disk.image(luck, random);
      const digest = digestOf(image, expected.acked.length);
      if (seen.has(digest)) continue;
      seen.add(digest);
      const problem = await open(image, file, cutting.scratch, expected);
      if (problem !== null)
        wrong.push(`After call ${done} (${call.kind} ${basename(call.path)}), ${luck} unsynced kept: ${problem}`);
    }
  }
  return { cuts, images: seen.size, wrong };
}

async function open(
  image: ReadonlyMap<string, Buffer>,
  file: string,
  scratch: string,
  expected: Expected,
): Promise<string | null> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const [path, bytes] of image) writeFileSync(join(scratch, basename(path)), bytes);
  try {
    return await whatIsWrong(join(scratch, basename(file)), expected);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function digestOf(image: ReadonlyMap<string, Buffer>, acked: number): string {
  const hash = createHash('sha256').update(String(acked));
  for (const [path, bytes] of image) hash.update(path).update(String(bytes.length)).update(bytes);
  return hash.digest('hex');
}
