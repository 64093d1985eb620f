import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './lib/paths.mjs';

it('what npx runs in a checkout is there before anything was built, and may be executed', () => {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly bin: { readonly burnin: string } };
  const { burnin } = bin;
  expect(burnin).not.toMatch(/^out/);
  accessSync(join(ROOT, burnin), constants.X_OK);
});

it.runIf(process.platform === 'linux')('dev says in one sentence that there is no display, before it sets anything up', () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/dev.mjs')], {
    encoding: 'utf8',
    timeout: 20_000,
    env,
  });
  expect([status, stdout, stderr.trim().split('\n')]).toEqual([2, '', [expect.stringContaining('There is no display here')]]);
});

it.each([
  ['--help', 0],
  ['--hlep', 2],
])('screenshots %s says what it does and does nothing', (flag, code) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/screenshots.mjs'), flag], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect([status, `${stdout}${stderr}`]).toEqual([
    code,
    expect.stringContaining('npm run screenshots [-- FOLDER] takes pictures'),
  ]);
});
