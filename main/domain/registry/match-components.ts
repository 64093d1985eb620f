import { text } from '../../../protocol/texts/text';
import type { DeviceInput, DeviceNumber, DeviceRecord } from './model';
import { refuse } from './reading/refusal';
import { isA } from '../../../protocol/registry/type-trees';
import { readMac } from '../../../protocol/mac-address';
import type { ListedPart } from './each-once';
import { hidOf, isOwnSerial } from './hid';
import { isAlike, isCompatible } from './likeness';
import { update } from './match-device';
import type { Workspace } from './workspace';

/** Whose components are looked for, and what was found of them so far. */
interface Search {
  readonly workspace: Workspace;
  readonly computer: DeviceRecord;
  readonly here: readonly DeviceRecord[];
  readonly byScan: boolean;
  readonly taken: Set<DeviceNumber>;
}

/**
 * The components that a Snapshot lists, each found or registered, in the order listed. A component with HID is the one that has it, wherever it was. One
 * without is an equal one in the same computer that no other entry took already, else a new one.
 * @param byScan network adapters are identified by their MAC address then, which is all that a scan may know
 */
export function matchComponents(
  workspace: Workspace,
  computer: DeviceRecord,
  parts: readonly ListedPart[],
  byScan: boolean,
): readonly DeviceRecord[] {
  const search: Search = { workspace, computer, here: workspace.componentsOf(computer.id), byScan, taken: new Set() };
  return parts.map(({ input, isNamed }) => {
    const found = find(search, input, isNamed);
    if (found !== null) keepUsable(search, found, input.at);
    const component = found === null ? workspace.register(input, isNamed) : update(workspace, found, input, isNamed);
    search.taken.add(component.id);
    return component;
  });
}

function find(search: Search, input: DeviceInput, isNamed: boolean): DeviceRecord | null {
  const { workspace, byScan } = search;
  const hid = isNamed ? workspace.hidOf(input) : null;
  const known = hid === null ? null : workspace.deviceByHid(hid);
  if (known !== null) return known;
  const adapter = hid !== null || byScan ? (byMac(search, input) ?? byGuid(search, input)) : null;
  if (adapter !== null) return adapter;
  if (hid !== null) return workspace.rules < 2 ? null : completed(search, input);
  return free(search, (component) => isSimilar(search, component, input, isNamed));
}

/** The first component of the computer that no entry took yet and that is so. */
function free({ here, taken }: Search, isIt: (component: DeviceRecord) => boolean): DeviceRecord | null {
  return here.find((component) => !taken.has(component.id) && isIt(component)) ?? null;
}

/** One that is here without HID and that this description completes. */
function completed(search: Search, input: DeviceInput): DeviceRecord | null {
  return free(
    search,
    (component) =>
      component.hid === null &&
      isA(input.type, component.type) &&
      component.serialNumber === input.serialNumber &&
      isCompatible(component, input),
  );
}

/** A scan knows less than Workbench; where it knows the serial number, that and no contradiction are enough. */
function isSimilar({ workspace, byScan }: Search, component: DeviceRecord, input: DeviceInput, isNamed: boolean): boolean {
  const { rules } = workspace;
  if (rules < 2 ? component.type !== input.type : !isA(input.type, component.type)) return false;
  const hasNoName =
    component.hid === null ||
    (rules >= 2 && (workspace.hidOf(component) === null || (!isNamed && component.hid === hidOf(input, rules))));
  if (hasNoName && isAlike(component, input)) return true;
  const isSameSerial = input.serialNumber !== null && input.serialNumber === component.serialNumber;
  return byScan && isSameSerial && isCompatible(component, input);
}

/** An InfiniBand port of this computer that an earlier scan named by its whole address, of which only the GUID stays the same. */
function byGuid(search: Search, { type, serialNumber }: DeviceInput): DeviceRecord | null {
  if (search.workspace.rules < 2 || !search.byScan || type !== 'NetworkAdapter' || serialNumber === null) return null;
  const guid = readMac(serialNumber);
  const isSame = ({ type: known, serialNumber: text }: DeviceRecord): boolean => {
    const mac = known === 'NetworkAdapter' && text !== null ? readMac(text) : null;
    return mac?.kind === 'mac' && guid.kind === 'mac' && mac.octets !== guid.octets && mac.key === guid.key;
  };
  return free(search, isSame);
}

/** The adapter with this MAC address: for a scan any, else one that only a scan has seen so far and that this description completes. */
function byMac({ workspace, computer, byScan, taken }: Search, input: DeviceInput): DeviceRecord | null {
  if (input.type !== 'NetworkAdapter' || input.serialNumber === null || readMac(input.serialNumber).kind !== 'mac') return null;
  if (workspace.rules >= 2 && !isOwnSerial(input.type, input.serialNumber, [])) return null;
  const candidates = workspace.reads
    .devicesBySerialNumber(input.serialNumber)
    .filter(({ id, type }) => type === 'NetworkAdapter' && !taken.has(id))
    .filter((device) => byScan || (device.hid === null && isCompatible(device, input)));
  return (
    candidates.find(({ parent }) => parent === computer.id) ?? candidates.find(({ hid }) => hid !== null) ?? candidates[0] ?? null
  );
}

function keepUsable({ taken, computer }: Search, found: DeviceRecord, at: string): void {
  if (taken.has(found.id) || found.id === computer.id) refuse('ValidationError', text('registry.sameIdentity', { at }), at);
  if (!isA(found.type, 'Component'))
    refuse('ValidationError', text('registry.noComponent', { at, device: String(found.id), type: found.type }), at);
}
