import { Session, type Profiler } from 'node:inspector';
import { pathToFileURL } from 'node:url';

/** Which parts of a script count: from which offset to before which. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

const NOT_RUN = 2;
const RUN = 1;

/**
 * Which blocks of a script have run, from V8's own precise coverage. To be made before the script is loaded: V8 counts blocks only in
 * functions that it compiles afterwards.
 */
export class BlockCoverage {
  readonly #session = new Session();
  readonly #url: string;
  /** For each offset of the script: whether it counts, has ever run, and is where V8 ever drew a line between blocks. */
  readonly #counts: Uint8Array;
  readonly #seen: Uint8Array;
  readonly #edges: Uint8Array;
  readonly #painted: Uint8Array;

  /** @param length characters of the script */
  constructor(file: string, length: number, sections: readonly Section[]) {
    this.#url = pathToFileURL(file).href;
    this.#counts = new Uint8Array(length + 1);
    this.#seen = new Uint8Array(length + 1);
    this.#edges = new Uint8Array(length + 1);
    this.#painted = new Uint8Array(length + 1);
    for (const { from, to } of sections) this.#counts.fill(1, from, to);
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What ran since the last look and never before; says nothing of it to later looks until `remember` is called. */
  look(): FreshCoverage {
    const functions = this.#functionsRunSince();
    let first = this.#painted.length;
    let end = 0;
    for (const { ranges } of functions) {
      const [whole] = ranges;
      if (whole === undefined || !this.#concerns(whole)) continue;
      first = Math.min(first, whole.startOffset);
      end = Math.max(end, whole.endOffset);
      // Outer ranges stand before inner ones, so the innermost has the last word.
      for (const { startOffset, endOffset, count } of ranges) {
        this.#edges[startOffset] = 1;
        this.#edges[endOffset] = 1;
        this.#painted.fill(count > 0 ? RUN : NOT_RUN, startOffset, endOffset);
      }
    }
    const offsets: number[] = [];
    for (let offset = first; offset < end; offset += 1) {
      if (this.#painted[offset] === RUN && this.#seen[offset] === 0 && this.#counts[offset] === 1) offsets.push(offset);
    }
    if (first < end) this.#painted.fill(0, first, end);
    return { offsets };
  }

  remember({ offsets }: FreshCoverage): void {
    for (const offset of offsets) this.#seen[offset] = 1;
  }

  /** What has run by now, when the script was loaded, says nothing of any input: it does not count any more. */
  leaveOut({ offsets }: FreshCoverage): void {
    for (const offset of offsets) this.#counts[offset] = 0;
  }

  /** How many blocks have run so far. */
  blocks(): number {
    let blocks = 0;
    let before = 0;
    for (let offset = 0; offset < this.#seen.length; offset += 1) {
      const runs = this.#seen[offset] ?? 0;
      if (runs === 1 && (before === 0 || this.#edges[offset] === 1)) blocks += 1;
      before = runs;
    }
    return blocks;
  }

  stop(): void {
    this.#session.disconnect();
  }

  #concerns({ startOffset, endOffset }: Profiler.CoverageRange): boolean {
    return this.#counts[startOffset] === 1 || this.#counts[endOffset - 1] === 1 || startOffset === 0;
  }

  #functionsRunSince(): readonly Profiler.FunctionCoverage[] {
    let scripts: readonly Profiler.ScriptCoverage[] = [];
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error !== null) throw error;
      scripts = result;
    });
    return scripts.find(({ url }) => url === this.#url)?.functions ?? [];
  }
}

/** Offsets of a script that had not run before. */
export interface FreshCoverage {
  readonly offsets: readonly number[];
}

/**
 * Where the project's own modules stand in a bundle, by the comment with its path that the bundler puts before each.
 * @param belongs says of a module's path from the project root whether it counts
 */
export function sectionsOf(bundle: string, belongs: (path: string) => boolean): readonly Section[] {
  const heads = [...bundle.matchAll(/^\/\/ (\S+\.[cm]?[jt]s(?:on)?)$/gm)];
  return heads.flatMap(({ index, 1: path = '' }, place) =>
    belongs(path) ? [{ from: index, to: heads[place + 1]?.index ?? bundle.length }] : [],
  );
}
