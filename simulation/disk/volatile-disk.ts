import { type Change, Content } from './content';
import type { SystemCall } from './system-calls';

type Naming = { readonly kind: 'created' | 'removed'; readonly path: string; readonly file: FileContent };

/** A file, whatever it is called. */
interface FileContent {
  /** Surely on the disk. */
  readonly durable: Content;
  /** Changed since it was last synced: on the disk as a whole, in parts, or not. */
  pending: Change[];
  /**
   * Was pending when a sync failed. The operating system may have given these up and calls them written, so that no later sync makes them
   * durable: only writing them again does.
   */
  givenUp: Change[];
}

/** How much of what was not synced has reached the disk. */
export type Luck = 'nothing' | 'everything' | 'something';

/**
 * What may be on a disk after a power cut, by the promises of POSIX alone: synced content is there, everything else may be, in any order and
 * torn at any sector. Names that are made or removed come in their order, at the latest when their folder is synced.
 */
export class VolatileDisk {
  readonly #folder: string;
  readonly #durableNames = new Map<string, FileContent>();
  readonly #names = new Map<string, FileContent>();
  #pendingNames: Naming[] = [];

  /** @param files what is there at the beginning, durable */
  constructor(folder: string, files: ReadonlyMap<string, Buffer> = new Map()) {
    this.#folder = folder;
    for (const [path, durable] of files) {
      const file: FileContent = { durable: new Content(durable), pending: [], givenUp: [] };
      this.#names.set(path, file);
      this.#durableNames.set(path, file);
    }
  }

  /** True when a power cut now could leave something else than one just before it. */
  apply(call: SystemCall): boolean {
    switch (call.kind) {
      case 'said':
        return false;
      case 'opened':
        return this.#open(call);
      case 'written':
      case 'resized':
        this.#file(call.path).pending.push(call);
        return true;
      case 'removed': {
        const file = this.#names.get(call.path);
        if (file === undefined) return false;
        this.#names.delete(call.path);
        this.#pendingNames.push({ kind: 'removed', path: call.path, file });
        return true;
      }
      case 'synced':
        return this.#sync(call.path, call.failed);
    }
  }

  /**
   * One of the images that a power cut may leave.
   * @param random from 0 to 1, as Math.random
   */
  image(luck: Luck, random: () => number): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#durableNames);
    const kept =
      luck === 'nothing' ? 0 : luck === 'everything' ? this.#pendingNames.length : upTo(this.#pendingNames.length, random);
    for (const { kind, path, file } of this.#pendingNames.slice(0, kept)) {
      if (kind === 'created') names.set(path, file);
      else names.delete(path);
    }
    return new Map([...names].map(([path, file]) => [path, contentOf(file, luck, random)]));
  }

  #open({ path, creates, empties }: Extract<SystemCall, { readonly kind: 'opened' }>): boolean {
    const file = this.#names.get(path);
    if (file !== undefined) {
      if (empties) file.pending.push({ kind: 'resized', path, size: 0 });
      return empties;
    }
    if (!creates) return false;
    const created: FileContent = { durable: new Content(Buffer.alloc(0)), pending: [], givenUp: [] };
    this.#names.set(path, created);
    this.#pendingNames.push({ kind: 'created', path, file: created });
    return true;
  }

  #sync(path: string, failed: boolean): boolean {
    if (path === this.#folder) {
      if (failed) return false;
      for (const { kind, path: named, file } of this.#pendingNames) {
        if (kind === 'created') this.#durableNames.set(named, file);
        else this.#durableNames.delete(named);
      }
      this.#pendingNames = [];
      return true;
    }
    const file = this.#file(path);
    if (failed) file.givenUp.push(...file.pending);
    else for (const change of file.pending) file.durable.apply(change);
    // What is written again over something that was given up is durable: there that has no say any more.
    if (!failed) for (const change of file.pending) file.givenUp = file.givenUp.flatMap((old) => besides(old, change));
    file.pending = [];
    return true;
  }

  #file(path: string): FileContent {
    const file = this.#names.get(path);
    if (file === undefined) throw new Error(`${path} was changed, but nobody saw it being made.`);
    return file;
  }
}

function contentOf({ durable, pending, givenUp }: FileContent, luck: Luck, random: () => number): Buffer {
  const content = new Content(durable.toBuffer());
  if (luck === 'nothing') return content.toBuffer();
  // What was given up came before what is durable now, except where nothing was written over it since.
  for (const change of [...givenUp, ...pending]) {
    const chance = luck === 'everything' ? 1 : random();
    if (chance < 0.4) continue;
    if (change.kind === 'resized' || chance >= 0.7) content.apply(change);
    else content.tear(change, random);
  }
  return content.toBuffer();
}

/** What is left of a change where another was made later. */
function besides(old: Change, later: Change): readonly Change[] {
  if (later.kind === 'resized') return old.kind === 'resized' ? [] : before(old, later.size);
  if (old.kind === 'resized') return [old];
  return [...before(old, later.at), ...behind(old, later.at + later.bytes.length)];
}

function before(old: Change, end: number): readonly Change[] {
  if (old.kind === 'resized' || old.at >= end) return [];
  return [{ ...old, bytes: old.bytes.subarray(0, end - old.at) }];
}

function behind(old: Change, begin: number): readonly Change[] {
  if (old.kind === 'resized') return [];
  const skipped = Math.max(0, begin - old.at);
  return skipped >= old.bytes.length ? [] : [{ ...old, at: old.at + skipped, bytes: old.bytes.subarray(skipped) }];
}

function upTo(most: number, random: () => number): number {
  return Math.floor(random() * (most + 1));
}
