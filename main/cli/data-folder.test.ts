import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { defaultDatabaseFile } from './data-folder';

it.each([
  ['/srv/data', '/srv/data/burnin/burnin.sqlite'],
  ...['', 'data', './data', '../data', '~/data'].map((given) => [
    given,
    path.join(os.homedir(), '.local', 'share', 'burnin', 'burnin.sqlite'),
  ]),
])('XDG_DATA_HOME=%j: an empty or relative one is ignored', (given = '', file = '') => {
  expect(defaultDatabaseFile({ XDG_DATA_HOME: given })).toBe(file);
});
