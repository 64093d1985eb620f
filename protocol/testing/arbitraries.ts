import * as fc from 'fast-check';
import { Bus, HelloMessage, InterfaceKind, InterfaceRow, PciRow, ScanCommandMessage, HardwareReportMessage } from '../wire/v1';

/** Whatever our writers can send, and whatever anybody can send. */

/** Any text, also with characters that cannot be seen; at most so many UTF-16 units. */
export function text(max: number): fc.Arbitrary<string> {
  return fc
    .oneof(fc.string({ maxLength: max }), fc.string({ unit: 'binary', maxLength: max }), fc.constantFrom('', ' ', '__proto__'))
    .filter(({ length }) => length <= max);
}

const instant = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
const optional: { requiredKeys: [] } = { requiredKeys: [] };

const interfaceRow = fc
  .tuple(
    fc.record({
      interface: text(64),
      ifindex: fc.nat(),
      macaddr: text(128),
      kind: fc.constantFrom(...InterfaceKind.options),
      bus: fc.constantFrom(...Bus.options),
    }),
    fc.record(
      {
        altNames: fc.array(text(128), { maxLength: 4 }),
        permaddr: text(128),
        addrAssignType: fc.nat(3),
        pciAddress: text(32),
        driver: text(64),
        description: text(256),
        vendorId: text(8),
        deviceId: text(8),
        physSwitchId: text(64),
        devPort: fc.nat(),
        bondMaster: text(64),
        carrier: fc.boolean(),
        operState: text(32),
      },
      optional,
    ),
  )
  .map(([needed, rest]) => InterfaceRow.parse({ ...needed, ...rest }));

const nullable = (max: number): fc.Arbitrary<string | null> => fc.option(text(max), { nil: null });
const pciRow = fc
  .record({
    interface: nullable(64),
    macaddr: nullable(128),
    permaddr: nullable(128),
    driver: nullable(64),
    description: nullable(256),
    vendorId: nullable(8),
    deviceId: nullable(8),
  })
  .map((row) => PciRow.parse(row));

/** Reports that the strict schema accepts and that answer an operation. */
export const hardwareReport: fc.Arbitrary<HardwareReportMessage> = fc
  .tuple(
    fc.record({
      operationId: fc.oneof(
        text(128).filter((id) => id.trim() !== ''),
        fc.maxSafeInteger(),
      ),
      operatorId: fc.oneof(text(128), fc.maxSafeInteger()),
      scanMode: fc.oneof(fc.constantFrom(0, 1), text(16)),
      attempt: fc.integer({ min: 1, max: 9999 }),
      sn: text(128),
      ip: text(64),
      macinfo: fc.dictionary(text(64), fc.record({ macaddr: text(128) }), { maxKeys: 4 }),
      pciinfo: fc.dictionary(text(32), pciRow, { maxKeys: 4 }),
      interfaces: fc.array(interfaceRow, { maxLength: 5 }),
      bootId: text(64),
      agentVersion: text(64),
      collectedAt: instant,
    }),
    fc.record({ uptimeS: fc.nat(), warnings: fc.array(text(300), { maxLength: 3 }) }, optional),
  )
  .map(([needed, rest]) => HardwareReportMessage.parse({ ...needed, ...rest }));

const serial = text(128).filter((sn) => sn.trim() !== '');

/** Commands that the strict schema accepts. */
export const scanCommand: fc.Arbitrary<ScanCommandMessage> = fc
  .tuple(
    fc.record({
      action: fc.constant(1),
      operationId: serial,
      operatorId: text(128),
      scanMode: fc.constantFrom(0, 1),
      attempt: fc.integer({ min: 1, max: 9999 }),
      issuedAt: instant,
    }),
    fc.record({ targets: fc.array(serial, { maxLength: 4 }) }, optional),
  )
  .map(([needed, rest]) => ScanCommandMessage.parse({ ...needed, ...rest }));

/** Hellos that the strict schema accepts, of agents that have a queue. */
export const hello: fc.Arbitrary<HelloMessage> = fc
  .tuple(
    fc.record({
      sn: text(128),
      bootId: text(64),
      agentVersion: text(64),
      queue: text(255).filter((name) => name !== ''),
      state: fc.constantFrom('hello', 'alive', 'goodbye'),
    }),
    fc.record({ ip: text(64) }, optional),
  )
  .map(([needed, rest]) => HelloMessage.parse({ ...needed, ...rest }));

const json = fc.jsonValue({ maxDepth: 4 });

/** JSON objects with the keys that readers look for, and anything under them. */
export function anythingUnder(...keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const values = fc.oneof(json, text(200), fc.integer(), fc.double(), fc.constantFrom(null, 1, '1', [], {}));
  const known = fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: keys.length });
  return fc.tuple(fc.dictionary(text(20), json, { maxKeys: 2 }), known).map(([strange, some]) => ({ ...strange, ...some }));
}
