import type { DeviceInput, DeviceNumber, DeviceRecord } from '../../../protocol/registry/model';
import { refuse } from '../../../protocol/registry/refusal';
import { isA } from '../../../protocol/registry/vocabulary';
import { readMac } from '../compare/mac-address';
import { hidOf } from './hid';
import { isAlike, isCompatible } from './likeness';
import { update } from './match-device';
import type { Workspace } from './workspace';

/**
 * The components that a Snapshot lists, each found or registered, in the order listed. A component with HID is the one that has it, wherever it was. One
 * without is an equal one in the same computer that no other entry took already, else a new one.
 * @param byScan network adapters are told by their MAC address then, which is all that a scan may know
 */
export function matchComponents(
  workspace: Workspace,
  computer: DeviceRecord,
  inputs: readonly DeviceInput[],
  byScan: boolean,
): readonly DeviceRecord[] {
  const here = workspace.componentsOf(computer.id);
  const taken = new Set<DeviceNumber>();
  return inputs.map((input, index) => {
    const found = find(workspace, computer, here, input, byScan, taken);
    const at = `components[${index}]`;
    if (found !== null) keepUsable(found, computer, taken, at);
    const component = found === null ? workspace.register(input) : update(workspace, found, input);
    taken.add(component.id);
    return component;
  });
}

function find(
  workspace: Workspace,
  computer: DeviceRecord,
  here: readonly DeviceRecord[],
  input: DeviceInput,
  byScan: boolean,
  taken: ReadonlySet<DeviceNumber>,
): DeviceRecord | null {
  const hid = hidOf(input);
  const known = hid === null ? null : workspace.deviceByHid(hid);
  if (known !== null) return known;
  const adapter = hid !== null || byScan ? byMac(workspace, computer, input, byScan, taken) : null;
  if (adapter !== null || hid !== null) return adapter;
  return here.find((component) => isSimilar(component, input, byScan) && !taken.has(component.id)) ?? null;
}

/** A scan tells less than Workbench; where it knows the serial number, that and no contradiction are enough. */
function isSimilar(component: DeviceRecord, input: DeviceInput, byScan: boolean): boolean {
  if (component.type !== input.type) return false;
  if (component.hid === null && isAlike(component, input)) return true;
  const isSameSerial = input.serialNumber !== null && input.serialNumber === component.serialNumber;
  return byScan && isSameSerial && isCompatible(component, input);
}

/** The adapter with this MAC address: for a scan any, else one that only a scan has seen so far and that this description completes. */
function byMac(
  workspace: Workspace,
  computer: DeviceRecord,
  input: DeviceInput,
  byScan: boolean,
  taken: ReadonlySet<DeviceNumber>,
): DeviceRecord | null {
  if (input.type !== 'NetworkAdapter' || input.serialNumber === null || readMac(input.serialNumber).kind !== 'mac') return null;
  const candidates = workspace.reads
    .devicesBySerialNumber(input.serialNumber)
    .filter(({ id, type }) => type === 'NetworkAdapter' && !taken.has(id))
    .filter((device) => byScan || (device.hid === null && isCompatible(device, input)));
  return (
    candidates.find(({ parent }) => parent === computer.id) ?? candidates.find(({ hid }) => hid !== null) ?? candidates[0] ?? null
  );
}

function keepUsable(found: DeviceRecord, computer: DeviceRecord, taken: ReadonlySet<DeviceNumber>, at: string): void {
  if (taken.has(found.id) || found.id === computer.id)
    refuse('ValidationError', `\`${at}\`: another entry has the same manufacturer, serial number and model.`, at);
  if (!isA(found.type, 'Component'))
    refuse('ValidationError', `\`${at}\`: device ${found.id} has this identity and is a ${found.type}, not a component.`, at);
}
