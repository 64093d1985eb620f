import * as z from 'zod';
import { OperationId, SerialNumber } from '../ids';
import { KEY_ID_HEADER, SIGNATURE_HEADER } from '../topology';

/** What our side writes to the broker, version 1. Strict: what does not fit is not sent. Readers are in `read-*.ts`. */

/** `action` of a scan command: start. The only one that exists. */
export const ACTION_START = 1;

/** 0: compare, then Pair after confirmation. 1: the legacy variant, direct burn instead of Pair. */
export const ScanMode = z.union([z.literal(0), z.literal(1)]);
export type ScanMode = z.infer<typeof ScanMode>;

/** Console → agents on exchange `devicescan` (or straight to one agent's queue): read your hardware and answer. */
export const ScanCommandMessage = z.strictObject({
  action: z.literal(ACTION_START),
  operationId: OperationId,
  /** Always present: legacy agents read it. */
  operatorId: z.string().max(128),
  scanMode: ScanMode,
  /** 1 for the first scan of a device, then one more for each rescan. */
  attempt: z.int().min(1).max(9999),
  /** Only these devices answer; absent means all. */
  targets: z.array(SerialNumber).max(20_000).optional(),
  /** ISO 8601 instant. */
  issuedAt: z.iso.datetime(),
});
export type ScanCommandMessage = z.infer<typeof ScanCommandMessage>;

/** Agent → exchange `devicescan.presence`: at connect and reconnect, every 30 s, and once as goodbye. */
export const HelloMessage = z.strictObject({
  sn: z.string().max(128),
  ip: z.string().max(64).optional(),
  /** Changes with every boot of the device (Linux: /proc/sys/kernel/random/boot_id). */
  bootId: z.string().max(64),
  agentVersion: z.string().max(64),
  /** The agent's own command queue on the default exchange. */
  queue: z.string().max(255),
  state: z.enum(['hello', 'alive', 'goodbye']),
});
export type HelloMessage = z.infer<typeof HelloMessage>;

export const Bus = z.enum(['pci', 'usb', 'virtio', 'platform', 'other', 'none']);
export type Bus = z.infer<typeof Bus>;

/** What kind of thing a network interface is; only `physical` ones are compared. */
export const InterfaceKind = z.enum([
  'physical',
  'wireless',
  'virtualFunction',
  'loopback',
  'bridge',
  'bond',
  'vlan',
  'veth',
  'tap',
  'macvlan',
  'virtual',
]);
export type InterfaceKind = z.infer<typeof InterfaceKind>;

/** One network interface as the agent read it from /sys/class/net and the kernel; absent keys are unknown. */
export const InterfaceRow = z.strictObject({
  interface: z.string().max(64),
  altNames: z.array(z.string().max(128)).max(16).optional(),
  ifindex: z.int().min(0),
  /** Current address as the kernel prints it (6 octets, or 20 on InfiniBand). */
  macaddr: z.string().max(128),
  /** Permanent address; absent where the kernel knows none (all zeros is none). */
  permaddr: z.string().max(128).optional(),
  /** addr_assign_type: 0 permanent, 1 random, 2 stolen from another device, 3 set by software. */
  addrAssignType: z.int().min(0).max(3).optional(),
  kind: InterfaceKind,
  bus: Bus,
  /** Last PCI function on the device's real path, for example `0000:04:00.0`. */
  pciAddress: z.string().max(32).optional(),
  driver: z.string().max(64).optional(),
  description: z.string().max(256).optional(),
  /** Four hexadecimal digits. */
  vendorId: z.string().max(8).optional(),
  deviceId: z.string().max(8).optional(),
  physSwitchId: z.string().max(64).optional(),
  /** Of a switch port: the `ifindex` of the port behind the switch (the conduit), whose address it inherits. */
  iflink: z.int().min(0).optional(),
  devPort: z.int().min(0).optional(),
  bondMaster: z.string().max(64).optional(),
  /** Cable plugged in; absent when the interface is down. */
  carrier: z.boolean().optional(),
  operState: z.string().max(32).optional(),
});
export type InterfaceRow = z.infer<typeof InterfaceRow>;

/** One PCI network function; `interface` is null where it has no driver or firmware and so no network interface. */
export const PciRow = z.strictObject({
  interface: z.string().max(64).nullable(),
  macaddr: z.string().max(128).nullable(),
  permaddr: z.string().max(128).nullable(),
  driver: z.string().max(64).nullable(),
  description: z.string().max(256).nullable(),
  vendorId: z.string().max(8).nullable(),
  deviceId: z.string().max(8).nullable(),
});
export type PciRow = z.infer<typeof PciRow>;

/** Agent → `replyTo` of the command, or `hwinfo_queue`: what hardware is here. */
export const HardwareReportMessage = z.strictObject({
  /** Echoed from the command with its JSON type, because a legacy server compares it so. */
  operationId: z.union([z.string().max(128), z.int()]),
  operatorId: z.union([z.string().max(128), z.int()]),
  scanMode: z.union([z.number(), z.string().max(16)]),
  attempt: z.int().min(1).max(9999),
  /** May be a firmware placeholder: the console then shows a unit without serial number. */
  sn: z.string().max(128),
  ip: z.string().max(64),
  /** Judged interfaces only, current addresses: all that a legacy server reads. */
  macinfo: z.record(z.string().max(64), z.strictObject({ macaddr: z.string().max(128) })),
  /** By PCI address. */
  pciinfo: z.record(z.string().max(32), PciRow),
  /** Every interface, virtual ones too. */
  interfaces: z.array(InterfaceRow).max(4096),
  bootId: z.string().max(64),
  /** Seconds since boot. */
  uptimeS: z.number().min(0).optional(),
  agentVersion: z.string().max(64),
  /** What the agent could not do or found odd, one sentence each (for example: sysfs and netlink disagree). */
  warnings: z.array(z.string().max(300)).max(32).optional(),
  /** ISO 8601 instant. */
  collectedAt: z.iso.datetime(),
});
export type HardwareReportMessage = z.infer<typeof HardwareReportMessage>;

/** AMQP headers of a signed hardware report; a peer that does not know them passes them over. Both or none are there. */
export const ReportSignatureHeaders = z.strictObject({
  [SIGNATURE_HEADER]: z
    .string()
    .regex(/^[A-Za-z0-9+/]{86}==$/)
    .describe(
      'Ed25519 signature (64 bytes, base64) over `burnin-report-v1`, a line feed, the `messageId`, a line feed, and the body.',
    ),
  [KEY_ID_HEADER]: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('First 16 hexadecimal digits of SHA-256 over the raw public key (32 bytes).'),
});
export type ReportSignatureHeaders = z.infer<typeof ReportSignatureHeaders>;
