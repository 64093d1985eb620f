import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

export interface BuiltProgram {
  readonly file: string;
  remove(): void;
}

/** Bundles a program as a release does, inside the checkout so that its packages are found. @param entry from the project root */
export async function bundleProgram(entry: string): Promise<BuiltProgram> {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(path.resolve('.cache', 'program-'));
  const file = path.join(folder, 'program.cjs');
  await build({
    entryPoints: [path.resolve(entry)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@photostructure/sqlite'],
    define: { __APP_VERSION__: '"0.0.0"' },
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
