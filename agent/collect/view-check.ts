import { join } from 'node:path';
import { readText } from './small-files';

/**
 * In a container sysfs may show the network of the host while the process lives in another one. Both views must list the
 * same interfaces.
 * @param inNetlink names that netlink gave; null: /proc/net/dev, which shows the process's own network, is read instead.
 * @returns no sentence, or one.
 */
export async function compareViews(
  root: string,
  inSysfs: readonly string[],
  inNetlink: readonly string[] | null,
): Promise<readonly string[]> {
  const inKernel = inNetlink ?? (await readProcNetDev(root));
  if (inKernel === null) return [];
  const onlySysfs = inSysfs.filter((name) => !inKernel.includes(name));
  const onlyKernel = inKernel.filter((name) => !inSysfs.includes(name));
  if (onlySysfs.length === 0 && onlyKernel.length === 0) return [];
  const parts = [
    ...(onlySysfs.length === 0 ? [] : [`only in sysfs: ${listOf(onlySysfs)}`]),
    ...(onlyKernel.length === 0 ? [] : [`only in netlink: ${listOf(onlyKernel)}`]),
  ];
  return [
    `sysfs and netlink list different interfaces (${parts.join('; ')}); run the agent on the device itself, not in a container.`,
  ];
}

async function readProcNetDev(root: string): Promise<readonly string[] | null> {
  const text = await readText(join(root, 'proc/net/dev'));
  return text === null ? null : [...text.matchAll(/^\s*([^\s:|]+):/gmu)].map((match) => match[1] ?? '');
}

function listOf(names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`;
}
