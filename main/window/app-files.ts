import path from 'node:path';

/** The window's page comes from `app://console/`, never from `file://`. */
export const APP_SCHEME = 'app';
const HOST = 'console';
export const APP_ORIGIN = `${APP_SCHEME}://${HOST}`;

/** The file that a URL of our scheme names, or null when it names none under `root`. */
export function resolveAppFile(root: string, address: string): string | null {
  let url: URL;
  let name: string;
  try {
    url = new URL(address);
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== HOST || name.includes('\0') || name.includes('\\')) return null;
  const base = path.resolve(root);
  const file = path.resolve(base, `.${path.posix.normalize(`/${name}`)}`);
  const inside = file.startsWith(base + path.sep) && !name.split('/').includes('..');
  return inside ? file : null;
}
