/**
 * The shared libraries that Electron takes from the system: those it is linked with, and those it opens by name while it
 * runs, which no linker can tell. Both the packages of the console and the set-up of a checkout ask for them.
 *
 * @typedef {object} SystemLibrary
 * @property {string} library what the program asks for
 * @property {string} debian the package that brings it in Debian 12
 * @property {boolean} [renamed] Debian 13 and Ubuntu 24.04 call it `...t64`, since their time type grew to 64 bits
 */

/**
 * Without these no window opens. All but libX11-xcb are linked, so `ldd` lists them.
 *
 * @type {readonly SystemLibrary[]}
 */
export const NEEDED_TO_START = [
  { library: 'libasound.so.2', debian: 'libasound2', renamed: true },
  { library: 'libatk-1.0.so.0', debian: 'libatk1.0-0', renamed: true },
  { library: 'libatk-bridge-2.0.so.0', debian: 'libatk-bridge2.0-0', renamed: true },
  { library: 'libatspi.so.0', debian: 'libatspi2.0-0', renamed: true },
  { library: 'libcairo.so.2', debian: 'libcairo2' },
  { library: 'libcups.so.2', debian: 'libcups2', renamed: true },
  { library: 'libdbus-1.so.3', debian: 'libdbus-1-3' },
  { library: 'libdrm.so.2', debian: 'libdrm2' },
  { library: 'libexpat.so.1', debian: 'libexpat1' },
  { library: 'libgbm.so.1', debian: 'libgbm1' },
  { library: 'libgcc_s.so.1', debian: 'libgcc-s1' },
  { library: 'libglib-2.0.so.0', debian: 'libglib2.0-0', renamed: true },
  { library: 'libgtk-3.so.0', debian: 'libgtk-3-0', renamed: true },
  { library: 'libnspr4.so', debian: 'libnspr4' },
  { library: 'libnss3.so', debian: 'libnss3' },
  { library: 'libpango-1.0.so.0', debian: 'libpango-1.0-0' },
  { library: 'libudev.so.1', debian: 'libudev1' },
  { library: 'libX11.so.6', debian: 'libx11-6' },
  { library: 'libX11-xcb.so.1', debian: 'libx11-xcb1' },
  { library: 'libxcb.so.1', debian: 'libxcb1' },
  { library: 'libXcomposite.so.1', debian: 'libxcomposite1' },
  { library: 'libXdamage.so.1', debian: 'libxdamage1' },
  { library: 'libXext.so.6', debian: 'libxext6' },
  { library: 'libXfixes.so.3', debian: 'libxfixes3' },
  { library: 'libxkbcommon.so.0', debian: 'libxkbcommon0' },
  { library: 'libXrandr.so.2', debian: 'libxrandr2' },
];

/**
 * Without these it starts, but shows no notifications and finds no keyring for passwords.
 *
 * @type {readonly SystemLibrary[]}
 */
const NEEDED_LATER = [
  { library: 'libnotify.so.4', debian: 'libnotify4' },
  { library: 'libsecret-1.so.0', debian: 'libsecret-1-0' },
];

/** @returns {string[]} what a Debian package that carries Electron depends on */
export function electronDependencies() {
  const names = [...NEEDED_TO_START, ...NEEDED_LATER].map(({ debian, renamed }) =>
    renamed ? `${debian} | ${debian}t64` : debian,
  );
  return ['libc6 (>= 2.28)', ...names].toSorted();
}
