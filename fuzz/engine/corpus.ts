import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type JsonTree, readTree } from './json-tree';
import type { Random } from './random';

/** An input that is worth changing. */
export interface Entry {
  readonly bytes: Uint8Array;
  /** Null where it is no JSON. */
  readonly tree: JsonTree | null;
}

/** Larger inputs are rarely changed: they take long, and mostly say nothing that a small one does not. */
const LARGE_BYTES = 3 * 1024;
const MAX_LARGE = 12;
const MAX_TREE_BYTES = 32 * 1024;

/** The inputs that each lit up something new; the young ones are changed more often. */
export class Corpus {
  readonly #small: Entry[] = [];
  readonly #large: Entry[] = [];

  get size(): number {
    return this.#small.length + this.#large.length;
  }

  add(bytes: Uint8Array): void {
    const entry = { bytes, tree: bytes.length <= MAX_TREE_BYTES ? readTree(bytes) : null };
    if (bytes.length <= LARGE_BYTES) this.#small.push(entry);
    else if (this.#large.length < MAX_LARGE) this.#large.push(entry);
  }

  pick(random: Random): Entry {
    if (this.#large.length > 0 && random.oneIn(300)) return random.pick(this.#large);
    if (this.#small.length === 0) return { bytes: new Uint8Array(0), tree: null };
    const young = Math.max(1, Math.ceil(this.#small.length / 4));
    return random.oneIn(2) ? random.pick(this.#small) : random.pick(this.#small.slice(-young));
  }
}

/** Ends the name of a file that says a long input in short: `[[text, times], …]`, where `{n}` in a text counts from 0. */
const RUNS = '.runs.json';

/** The files of a folder in the order of their names, each as the input that it stands for; none when there is no such folder. */
export function readInputs(folder: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.toSorted().map((name) => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    return name.endsWith(RUNS) ? { name: name.slice(0, -RUNS.length), bytes: writtenOut(bytes) } : { name, bytes };
  });
}

function writtenOut(bytes: Uint8Array): Uint8Array {
  const runs = z.array(z.tuple([z.string(), z.int().min(1)])).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const text = runs.map(([part, times]) => Array.from({ length: times }, (_, n) => part.replaceAll('{n}', String(n))).join(''));
  return new TextEncoder().encode(text.join(''));
}

/** Writes an input under a name that its bytes give. @returns the name */
export function writeInput(folder: string, bytes: Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  writeFileSync(join(folder, name), bytes);
  return name;
}
