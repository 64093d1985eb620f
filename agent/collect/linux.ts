import { counted } from '../../protocol/counted';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InterfaceRow } from '../../protocol/wire/v1';
import type { Collected, IdlePort } from './collected';
import { findIdlePorts } from './idle-ports';
import { type NetlinkInterface, readIpLinkJson, runIpLink } from './ip-link';
import { createPciNames, type KnownPciId, lookUpPciNames, type PciNames, type PciNameTable } from './pci-names';
import { readText } from './small-files';
import { readSysfsInterface } from './sysfs-interface';
import { createTimedReads, LATE, type TimedReads } from './timed-reads';
import { compareViews } from './view-check';
import { readUptimeS } from './boot';

export interface LinuxCollectorOptions {
  /** Folder that holds `sys` and `proc`: `/`, or a recorded machine. A recorded one answers netlink from `ip-link.json`. */
  readonly root: string;
  /** Wait between two readings; by default 100 ms, on this machine 1 s in the first two minutes after boot. */
  readonly settleIntervalMs?: number;
  /** How long two readings may disagree before the last one is taken; 5,000 unless given. */
  readonly settleLimitMs?: number;
  /** How long each interface, and each other source, may take; 3,000 unless given. */
  readonly readLimitMs?: number;
  /** Looks names of PCI devices up, null when not in time; in the list below `root` unless given. */
  readonly lookUpNames?: (ids: readonly KnownPciId[]) => Promise<PciNameTable | null>;
}

/** File of a recorded machine with the output of `ip -j -d link`. */
export const RECORDED_IP_LINK = 'ip-link.json';

const SETTLE_INTERVAL_MS = 100;
const SETTLE_INTERVAL_AFTER_BOOT_MS = 1000;
const AFTER_BOOT_S = 120;
const SETTLE_LIMIT_MS = 5000;
const READ_LIMIT_MS = 3000;
const MAX_INTERFACES = 4096;
const MAX_WARNINGS = 32;
const MAX_WARNING_CHARACTERS = 300;

/**
 * Reads network hardware of a Linux machine from sysfs, with netlink beside it. Each call reads until two readings
 * agree; the last one of an earlier call counts, so a machine at rest is read once.
 * @returns rejects with one sentence when there is no /sys/class/net.
 */
export function createLinuxCollector(options: LinuxCollectorOptions): () => Promise<Collected> {
  const names = createPciNames(options.lookUpNames ?? ((ids) => lookUpPciNames(options.root, ids)));
  const source: Source = {
    root: options.root,
    timed: createTimedReads(options.readLimitMs ?? READ_LIMIT_MS),
    limitS: (options.readLimitMs ?? READ_LIMIT_MS) / 1000,
  };
  const limitMs = options.settleLimitMs ?? SETTLE_LIMIT_MS;
  let before: string | null = null;

  return async () => {
    const uptimeS = await readUptimeS(options.root);
    const young = options.root === '/' && uptimeS !== null && uptimeS < AFTER_BOOT_S;
    const intervalMs = options.settleIntervalMs ?? (young ? SETTLE_INTERVAL_AFTER_BOOT_MS : SETTLE_INTERVAL_MS);
    const deadline = performance.now() + limitMs;
    for (;;) {
      const reading = await readOnce(source);
      const fingerprint = fingerprintOf(reading);
      const settled = fingerprint === before;
      before = fingerprint;
      if (settled) return toCollected(await named(reading, names), uptimeS, []);
      if (performance.now() + intervalMs > deadline) {
        const changing = `The network interfaces were still changing after ${limitMs / 1000} s.`;
        return toCollected(await named(reading, names), uptimeS, [changing]);
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

/** Where a reading comes from. */
interface Source {
  readonly root: string;
  readonly timed: TimedReads;
  readonly limitS: number;
}

async function readOnce({ root, timed, limitS }: Source): Promise<Reading> {
  const classNet = join(root, 'sys/class/net');
  const [interfaceNames, answer] = await Promise.all([
    timed.read('interfaces', () => readInterfaceNames(classNet)),
    timed.read('netlink', () => readNetlink(root)),
  ]);
  if (interfaceNames === LATE) throw new Error(`${classNet} does not answer; the kernel hangs, restart the device`);
  const netlink = answer === LATE ? null : answer;
  const netlinkByName = new Map((netlink ?? []).map((row) => [row.name, row]));
  const rows = await Promise.all(
    interfaceNames.map((name) =>
      timed.read(`interface ${name}`, () => readSysfsInterface(classNet, name, netlinkByName.get(name) ?? null)),
    ),
  );
  const late = interfaceNames.filter((_name, index) => rows[index] === LATE);
  const interfaces = rows.filter((row) => row !== null && row !== LATE).toSorted((a, b) => a.ifindex - b.ifindex);
  const taken = new Set(interfaces.flatMap((row) => (row.pciAddress === undefined ? [] : [row.pciAddress])));
  const ports = await timed.read('PCI', () => findIdlePorts(root, taken));
  // The port of an interface that does not answer only looks idle.
  const idlePorts = ports === LATE || late.length > 0 ? [] : ports;
  const views = await timed.read('views', () =>
    compareViews(
      root,
      interfaceNames.filter((_name, index) => rows[index] !== null),
      netlink?.map((row) => row.name) ?? null,
    ),
  );
  return {
    interfaces,
    idlePorts,
    warnings: [
      ...late.map((name) => `The interface ${name} did not answer within ${limitS} s and is left out; its driver or card hangs.`),
      ...(ports === LATE
        ? [`The list of PCI devices did not answer within ${limitS} s; ports without interface are unknown.`]
        : []),
      ...(netlink === null && root === '/' ? ['The program ip (iproute2) did not answer: alternative names are unknown.'] : []),
      ...(views === LATE ? [] : views),
      ...idlePorts.filter((port) => port.driver !== null).map(sentenceForIdleDriver),
    ],
  };
}

/** The same with the names of the cards. USB cards name themselves. */
async function named(reading: Reading, names: PciNames): Promise<Reading> {
  const loaded = await names.load([...reading.interfaces.filter((row) => row.bus !== 'usb'), ...reading.idlePorts]);
  return {
    interfaces: reading.interfaces.map((row) => {
      const description = row.bus === 'usb' ? null : names.nameOf(row);
      return description === null ? row : { ...row, description };
    }),
    idlePorts: reading.idlePorts.map((port) => ({ ...port, description: names.nameOf(port) })),
    warnings: loaded ? reading.warnings : [...reading.warnings, 'The names of the network cards could not be read in time.'],
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
  const tooMany = reading.interfaces.length - MAX_INTERFACES;
  const warnings = [
    ...more,
    ...(tooMany > 0
      ? [
          `${counted(tooMany, 'interface')} more than the ${MAX_INTERFACES} that a report can hold ${tooMany === 1 ? 'was' : 'were'} left out.`,
        ]
      : []),
    ...reading.warnings,
  ];
  return {
    interfaces: reading.interfaces.slice(0, MAX_INTERFACES),
    idlePorts: reading.idlePorts,
    warnings: warnings.slice(0, MAX_WARNINGS).map((warning) => warning.slice(0, MAX_WARNING_CHARACTERS)),
    uptimeS,
  };
}
