import { listPackage } from '@electron/asar';

/** What may be in a packed console: the built product and its description. */
const ALLOWED = [/^\/package\.json$/, /^\/out$/, /^\/out\/(main|preload|renderer|prebuilds)(\/|$)/];
const NEVER = [/\.map$/, /\.tsx?$/, /node_modules/, /\.env/];

/**
 * @param {string} archive path of an app.asar
 * @returns {string[]} everything in it that does not belong there
 */
export function strangersIn(archive) {
  const content = listPackage(archive, { isPack: false });
  return content.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)) || NEVER.some((pattern) => pattern.test(path)));
}
