import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

export interface BuiltProgram {
  readonly file: string;
  remove(): void;
}

/** Bundles one of this folder's programs as a release does, inside the checkout so that its packages are found. */
export async function buildForNode(
  entry: 'writer-worker' | 'testing/committing-process' | 'testing/packing-process' | 'registry/testing/submitting-process',
): Promise<BuiltProgram> {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(resolve('.cache', 'store-test-'));
  const file = resolve(folder, 'program.cjs');
  await build({
    entryPoints: [resolve('main/adapters/store', `${entry}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@photostructure/sqlite'],
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
