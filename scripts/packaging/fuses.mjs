/** The fuses of a packed Electron: bits in its executable that close ways into it. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What an enabled fuse reads as: the character "1". */
const ON = 0x31;

/** How each must stand in a release. The same is asked for in electron-builder.yml; this is what is checked. */
const RELEASE = /** @type {const} */ ({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
});

/**
 * Reads the fuses back from an executable.
 *
 * @param {string} executable
 * @returns {Promise<ReadonlyArray<{ readonly name: string, readonly on: boolean, readonly right: boolean }>>}
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(RELEASE).map(([name, wanted]) => {
    const state = wire[FuseV1Options[/** @type {keyof typeof RELEASE} */ (name)]];
    const on = Number(state) === ON;
    return { name, on, right: on === wanted };
  });
}
