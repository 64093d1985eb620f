import { execFile } from 'node:child_process';
import * as z from 'zod';

/** What the kernel says over netlink about one interface and sysfs does not. */
export interface NetlinkInterface {
  readonly name: string;
  readonly permanent: string | null;
  readonly altNames: readonly string[];
  /** For example `veth`; null for hardware. */
  readonly kind: string | null;
}

const IpLink = z.array(
  z.looseObject({
    ifname: z.string(),
    permaddr: z.string().optional(),
    altnames: z.array(z.string()).optional(),
    linkinfo: z.looseObject({ info_kind: z.string().optional() }).optional(),
  }),
);

/** Reads the JSON of `ip -j -d link`; null where it is something else. */
export function readIpLinkJson(text: string): readonly NetlinkInterface[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = IpLink.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data.map((row) => ({
    name: row.ifname,
    permanent: row.permaddr ?? null,
    altNames: row.altnames ?? [],
    kind: row.linkinfo?.info_kind ?? null,
  }));
}

const PROGRAMS = ['ip', '/usr/sbin/ip', '/sbin/ip'];
const LIMIT_MS = 3000;
const MAX_BYTES = 32 * 1024 * 1024;

/** The output of `ip -j -d link` of this machine; null where iproute2 is not installed or cannot answer. */
export async function runIpLink(): Promise<string | null> {
  for (const program of PROGRAMS) {
    const answer = await run(program);
    if (answer !== null) return answer;
  }
  return null;
}

function run(program: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, ['-j', '-d', 'link'], { timeout: LIMIT_MS, maxBuffer: MAX_BYTES, shell: false }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
}
