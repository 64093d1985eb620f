import path from 'node:path';
import { scanLogFileName } from '../../main/domain/records/scan-log';
import { APP_ORIGIN, resolveAppFile } from '../../main/window/app-files';
import type { Target } from '../engine/target';
import { keep } from './checks';
import { bytesOf, lenientText } from './input-text';

const FOLDER = '/opt/burnin/renderer';
/** Names that are devices on Windows, with whatever ending. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export const fileNames: Target = {
  name: 'file-names',
  reads: 'operation numbers that become file names, and addresses of the window’s files',
  tokens: [
    '..',
    '/',
    '\\',
    '%2e',
    '%2f',
    '%5c',
    '%00',
    'index.html',
    'assets/',
    'app://console/',
    'app:',
    'file:///',
    'CON',
    'C:',
    '?',
    '#',
    '@',
    '\u0000',
    '.json',
  ],
  seeds: () =>
    [
      'BI-20261121-214502',
      '../../etc/passwd',
      `${APP_ORIGIN}/index.html`,
      `${APP_ORIGIN}/assets/../../secret`,
      `${APP_ORIGIN}/%2e%2e%2f%2e%2e/x`,
      'CON',
      '',
    ].map(bytesOf),
  run(bytes) {
    const text = lenientText(bytes);
    const name = scanLogFileName(text);
    keep(
      path.posix.basename(name) === name && path.win32.basename(name) === name,
      'a file name leads to no other folder',
      () => name,
    );
    keep(
      /^[\x21-\x7e]+$/.test(name) && !/[<>:"/\\|?*]/.test(name),
      'a file name has only characters that every system takes',
      () => name,
    );
    keep(!WINDOWS_DEVICE.test(name) && !/[. ]$/.test(name), 'a file name is one on Windows too', () => name);
    keep(name.length <= 120, 'a file name has a bearable length', () => name);
    const files = [text, `${APP_ORIGIN}/${text}`].map((address) => resolveAppFile(FOLDER, address));
    for (const file of files) {
      if (file === null) continue;
      const inside = path.relative(FOLDER, file);
      keep(
        inside !== '' && inside !== '..' && !inside.startsWith('../') && !path.isAbsolute(inside),
        'an address of the window leads to no file outside its folder',
        () => file,
      );
      keep(!file.includes('\0'), 'a path has no zero in it', () => JSON.stringify(file));
    }
    return `${files.map((file) => file !== null).join()} ${name.includes('_')}`;
  },
};
