import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleOptions } from './build-bundles.mjs';

/** Words of the code that takes the page from a development server. */
const WORDS = ['--dev-page=', " 'nonce-", ' ws://', 'serveDevPage', 'readDevPage'];

describe('the bundle of the program', () => {
  const found = async (development: boolean): Promise<string[]> => {
    const options = bundleOptions({ entry: 'main/index.ts' }, development);
    const { outputFiles } = await build({ ...options, write: false, outfile: 'out/main/index.cjs' });
    const text = outputFiles?.map((file) => file.text).join('') ?? '';
    return WORDS.filter((word) => text.includes(word));
  };

  it('knows no development server unless it is a development build', async () => {
    expect(await found(false)).toEqual([]);
    expect(await found(true)).toEqual(WORDS);
  });
});
