import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InterfaceRow } from '../../protocol/wire/v1';
import type { Collected, IdlePort } from './collected';
import { findIdlePorts } from './idle-ports';
import { type NetlinkInterface, readIpLinkJson, runIpLink } from './ip-link';
import { createPciNames, type PciNames } from './pci-names';
import { readText } from './small-files';
import { readSysfsInterface } from './sysfs-interface';
import { compareViews } from './view-check';
import { readUptimeS } from './boot';

export interface LinuxCollectorOptions {
  /** Folder that holds `sys` and `proc`: `/`, or a recorded machine. A recorded one answers netlink from `ip-link.json`. */
  readonly root: string;
  /** Wait between two readings; by default 100 ms, on this machine 1 s in the first two minutes after boot. */
  readonly settleIntervalMs?: number;
  /** How long two readings may disagree before the last one is taken; 5,000 unless given. */
  readonly settleLimitMs?: number;
}

/** File of a recorded machine with the output of `ip -j -d link`. */
export const RECORDED_IP_LINK = 'ip-link.json';

const SETTLE_INTERVAL_MS = 100;
const SETTLE_INTERVAL_AFTER_BOOT_MS = 1000;
const AFTER_BOOT_S = 120;
const SETTLE_LIMIT_MS = 5000;
const MOST_INTERFACES = 4096;
const MOST_WARNINGS = 32;
const MOST_WARNING_CHARACTERS = 300;

/**
 * Reads network hardware of a Linux machine from sysfs, with netlink beside it. Each call reads until two readings
 * agree; the last one of an earlier call counts, so a machine at rest is read once.
 * @returns rejects with one sentence when there is no /sys/class/net.
 */
export function createLinuxCollector(options: LinuxCollectorOptions): () => Promise<Collected> {
  const names = createPciNames(options.root);
  const limitMs = options.settleLimitMs ?? SETTLE_LIMIT_MS;
  let before: string | null = null;

  return async () => {
    const uptimeS = await readUptimeS(options.root);
    const young = options.root === '/' && uptimeS !== null && uptimeS < AFTER_BOOT_S;
    const intervalMs = options.settleIntervalMs ?? (young ? SETTLE_INTERVAL_AFTER_BOOT_MS : SETTLE_INTERVAL_MS);
    const deadline = performance.now() + limitMs;
    for (;;) {
      const reading = await readOnce(options.root, names);
      const fingerprint = fingerprintOf(reading);
      const settled = fingerprint === before;
      before = fingerprint;
      if (settled) return toCollected(reading, uptimeS, []);
      if (performance.now() + intervalMs > deadline) {
        return toCollected(reading, uptimeS, [`The network interfaces were still changing after ${limitMs / 1000} s.`]);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, intervalMs);
      });
    }
  };
}

interface Reading {
  readonly interfaces: readonly InterfaceRow[];
  readonly idlePorts: readonly IdlePort[];
  readonly warnings: readonly string[];
}

async function readOnce(root: string, pciNames: PciNames): Promise<Reading> {
  const classNet = join(root, 'sys/class/net');
  const [interfaceNames, netlink] = await Promise.all([readInterfaceNames(classNet), readNetlink(root)]);
  const netlinkByName = new Map((netlink ?? []).map((row) => [row.name, row]));
  const rows = await Promise.all(
    interfaceNames.map((name) => readSysfsInterface(classNet, name, netlinkByName.get(name) ?? null)),
  );
  const interfaces = rows.filter((row) => row !== null).toSorted((a, b) => a.ifindex - b.ifindex);
  const taken = new Set(interfaces.flatMap((row) => (row.pciAddress === undefined ? [] : [row.pciAddress])));
  const idlePorts = await findIdlePorts(root, taken);
  const describe = await pciNames.load([...interfaces.filter((row) => row.bus !== 'usb'), ...idlePorts]);
  return {
    interfaces: interfaces.map((row) => {
      const description = row.bus === 'usb' ? null : describe(row);
      return description === null ? row : { ...row, description };
    }),
    idlePorts: idlePorts.map((port) => ({ ...port, description: describe(port) })),
    warnings: [
      ...(netlink === null && root === '/' ? ['The program ip (iproute2) did not answer: alternative names are unknown.'] : []),
      ...(await compareViews(
        root,
        interfaces.map((row) => row.interface),
        netlink?.map((row) => row.name) ?? null,
      )),
      ...idlePorts.filter((port) => port.driver !== null).map(sentenceForIdleDriver),
    ],
  };
}

async function readInterfaceNames(classNet: string): Promise<readonly string[]> {
  try {
    return await readdir(classNet);
  } catch (error) {
    throw new Error(`${classNet} cannot be read; the agent needs a Linux sysfs there`, { cause: error });
  }
}

async function readNetlink(root: string): Promise<readonly NetlinkInterface[] | null> {
  const text = root === '/' ? await runIpLink() : await readText(join(root, RECORDED_IP_LINK));
  return text === null ? null : readIpLinkJson(text);
}

function sentenceForIdleDriver(port: IdlePort): string {
  return `${port.pciAddress} has the driver ${port.driver} but no network interface: its firmware may be missing, or another program or container holds it.`;
}

/** What must be equal in two readings; a cable that was plugged in between does not matter. */
function fingerprintOf(reading: Reading): string {
  return JSON.stringify([
    reading.interfaces.map((row) => [
      row.ifindex,
      row.interface,
      row.kind,
      row.macaddr,
      row.permaddr,
      row.pciAddress,
      row.driver,
    ]),
    reading.idlePorts,
  ]);
}

function toCollected(reading: Reading, uptimeS: number | null, more: readonly string[]): Collected {
  const tooMany = reading.interfaces.length - MOST_INTERFACES;
  const warnings = [
    ...more,
    ...(tooMany > 0 ? [`${tooMany} interfaces more than the ${MOST_INTERFACES} that a report can hold were left out.`] : []),
    ...reading.warnings,
  ];
  return {
    interfaces: reading.interfaces.slice(0, MOST_INTERFACES),
    idlePorts: reading.idlePorts,
    warnings: warnings.slice(0, MOST_WARNINGS).map((warning) => warning.slice(0, MOST_WARNING_CHARACTERS)),
    uptimeS,
  };
}
