import { join } from 'node:path';
import { readText } from './small-files';

/** Seconds since boot; null where it cannot be read. */
export async function readUptimeS(root: string): Promise<number | null> {
  const [first] = ((await readText(join(root, 'proc/uptime'))) ?? '').split(' ');
  const uptimeS = Number(first);
  return first !== undefined && first !== '' && Number.isFinite(uptimeS) && uptimeS >= 0 ? uptimeS : null;
}

/** The kernel's id of this boot; `''` where it cannot be read. */
export async function readBootId(root: string): Promise<string> {
  return ((await readText(join(root, 'proc/sys/kernel/random/boot_id'))) ?? '').slice(0, 64);
}
