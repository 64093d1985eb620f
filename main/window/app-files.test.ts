import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, resolveAppFile } from './app-files';

const ROOT = path.resolve('out/renderer');

describe('resolveAppFile', () => {
  it.each([
    ['/index.html', 'index.html'],
    ['/assets/index-a1b2.js?v=1#top', 'assets/index-a1b2.js'],
    ['/assets/a%20b.css', 'assets/a b.css'],
    ['//index.html', 'index.html'],
    ['/./assets//x.js', 'assets/x.js'],
    ['/assets/../index.html', 'index.html'],
    ['/..hidden/x.js', '..hidden/x.js'],
  ])('%s is a file of the window', (name, file) => {
    expect(resolveAppFile(ROOT, `${APP_ORIGIN}${name}`)).toBe(path.join(ROOT, file));
  });

  it.each([
    `${APP_ORIGIN}/`,
    APP_ORIGIN,
    `${APP_ORIGIN}/..%2fmain%2findex.cjs`,
    `${APP_ORIGIN}/..%2F..%2F..%2Fetc%2Fpasswd`,
    `${APP_ORIGIN}/assets/..%2f..%2fmain/index.cjs`,
    `${APP_ORIGIN}/..%5cmain%5cindex.cjs`,
    `${APP_ORIGIN}/..\\main\\index.cjs`,
    `${APP_ORIGIN}/index.html%00.js`,
    `${APP_ORIGIN}/%`,
    `${APP_ORIGIN}/%c0%af`,
    `${APP_ORIGIN}:80/index.html`,
    'app://other/index.html',
    'app://console.evil/index.html',
    'file:///etc/passwd',
    'https://console/index.html',
    'index.html',
    '',
  ])('%s is none', (address) => {
    expect(resolveAppFile(ROOT, address)).toBeNull();
  });

  it('whatever is asked for, nothing outside the folder is named', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '/', '\\', '%5c', '%00', '~'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = resolveAppFile(ROOT, `${APP_ORIGIN}/${parts.join('/')}`);
        if (file === null) return;
        expect(path.relative(ROOT, file)).not.toMatch(/^\.\.(?:\/|$)|^$/);
        expect(path.isAbsolute(path.relative(ROOT, file))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
