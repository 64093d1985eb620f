/**
 * `node scripts/packaging/draw-icons.mjs`: draws build/icon.svg in every size that the packages need. What it makes is
 * kept in the repository; run it again when the drawing has changed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronSwitches, locateElectron } from '../electron/locate.mjs';
import { ROOT } from '../lib/paths.mjs';
import { fail } from '../lib/terminal.mjs';
import { startVirtualDisplay } from '../lib/virtual-display.mjs';

const BUILD = join(ROOT, 'build');
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** What Apple's icon file calls each size. */
const MAC_TYPES = /** @type {ReadonlyArray<readonly [string, number]>} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]);

const electron = locateElectron();
if (electron === undefined) fail('Electron is not here: run "node scripts/setup.mjs" once.', 2);

const images = await draw([...new Set([...LINUX_SIZES, ...WINDOWS_SIZES, ...MAC_TYPES.map(([, size]) => size)])]);
/** @param {number} size */
const image = (size) => images.get(size) ?? fail(`The icon was not drawn at ${size} pixels.`);

mkdirSync(join(BUILD, 'icons'), { recursive: true });
for (const size of LINUX_SIZES) writeFileSync(join(BUILD, 'icons', `${size}x${size}.png`), image(size));
writeFileSync(join(BUILD, 'icon.ico'), windowsIcon());
writeFileSync(join(BUILD, 'icon.icns'), macIcon());

/**
 * @param {readonly number[]} sizes in pixels
 * @returns {Promise<Map<number, Buffer>>} PNG files
 */
async function draw(sizes) {
  const display = await startVirtualDisplay();
  const app = await _electron.launch({
    executablePath: electron?.executable ?? '',
    args: [...electronSwitches(), join(ROOT, 'scripts/packaging/blank-window.cjs')],
    env: { ...process.env, DISPLAY: display.display },
  });
  const page = await app.firstWindow();
  const svg = `data:image/svg+xml;base64,${readFileSync(join(BUILD, 'icon.svg')).toString('base64')}`;
  /** @type {Map<number, Buffer>} */
  const images = new Map();
  for (const size of sizes) {
    const png = await page.evaluate(
      async ([source, pixels]) => {
        const picture = new Image();
        picture.src = source;
        await picture.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: pixels, height: pixels });
        canvas.getContext('2d')?.drawImage(picture, 0, 0, pixels, pixels);
        return canvas.toDataURL('image/png');
      },
      /** @type {const} */ ([svg, size]),
    );
    images.set(size, Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'));
  }
  await app.close();
  await display.stop();
  return images;
}

/** An .ico file is a table of sizes and places, then the PNG files. */
function windowsIcon() {
  const header = Buffer.alloc(6 + 16 * WINDOWS_SIZES.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(WINDOWS_SIZES.length, 4);
  let place = header.length;
  WINDOWS_SIZES.forEach((size, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(image(size).length, entry + 8);
    header.writeUInt32LE(place, entry + 12);
    place += image(size).length;
  });
  return Buffer.concat([header, ...WINDOWS_SIZES.map(image)]);
}

/** An .icns file is a length, then chunks of type, length and PNG file. */
function macIcon() {
  const chunks = MAC_TYPES.map(([type, size]) =>
    Buffer.concat([Buffer.from(type), bigEndian(image(size).length + 8), image(size)]),
  );
  const body = Buffer.concat(chunks);
  return Buffer.concat([Buffer.from('icns'), bigEndian(body.length + 8), body]);
}

/** @param {number} value */
function bigEndian(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
