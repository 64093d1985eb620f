'use strict';
const { rmSync } = require('node:fs');
const path = require('node:path');

/**
 * Takes away what only an unpacked development Electron has: its default app and its version file.
 *
 * @param {{ appOutDir: string }} context
 */
exports.default = async function afterPack({ appOutDir }) {
  for (const file of ['resources/default_app.asar', 'version']) rmSync(path.join(appOutDir, file), { force: true });
};
