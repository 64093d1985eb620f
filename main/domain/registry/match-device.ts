import { text } from '../../../protocol/texts/text';
import type { DeviceInput, DeviceRecord, SnapshotSubmission, TagInput, TagRecord } from './model';
import { refuse } from './reading/refusal';
import { isA } from '../../../protocol/registry/type-trees';
import { visibleText } from '../../../protocol/visible-text';
import { isOwnSerial } from './hid';
import { firstContradiction, isCompatible, merged } from './likeness';
import type { Workspace } from './workspace';

/**
 * The device that a Snapshot describes: found by HID or tag and merged, or registered. Links the tags. Refuses with NeedsId,
 * ResourceNotFound, MultipleResourcesFound or one of the mismatches.
 */
export function matchDevice(workspace: Workspace, { device: input, software }: SnapshotSubmission): DeviceRecord {
  const hid = workspace.hidOf(input);
  const tags = input.tags.map((tag, index) => findTag(workspace, tag, `device.tags[${index}]`));
  const byScan = software === 'BurnInConsole';
  if (hid === null && tags.length === 0 && !(byScan && hasSerial(workspace, input))) {
    refuse(
      'NeedsId',
      input.serialNumber === null || hasSerial(workspace, input)
        ? text('registry.needsId')
        : text('registry.needsIdForPlaceholder', { serial: visibleText(input.serialNumber, 64) }),
      'device',
    );
  }
  const byTag = deviceOfTags(workspace, tags);
  const byHid = hid === null ? null : workspace.deviceByHid(hid);
  if (byHid !== null && byTag !== null && byHid.id !== byTag.id) {
    refuse(
      'MismatchBetweenTagsAndHid',
      text('registry.tagsOfOther', { tagged: String(byTag.id), named: String(byHid.id) }),
      'device.hid',
    );
  }
  if (byHid === null && byTag !== null) keepProperties(byTag, input);
  if (byHid !== null && isA(byHid.type, 'Component') !== isA(input.type, 'Component')) {
    refuse(
      'ValidationError',
      text('registry.identityOfOtherType', { device: String(byHid.id), is: byHid.type, type: input.type }),
      'device.type',
    );
  }
  const found = byHid ?? byTag ?? bySerialNumber(workspace, input, byScan);
  const device = found === null ? workspace.register(input) : update(workspace, found, input);
  for (const tag of tags) if (tag.device === null) workspace.saveTag({ ...tag, device: device.id });
  return device;
}

/**
 * Merges what is described into what is known. What was known only in general (a Computer) becomes what the description says.
 * @param isNamed false: its serial number is not its own, and makes no HID
 */
export function update(workspace: Workspace, known: DeviceRecord, input: DeviceInput, isNamed = true): DeviceRecord {
  const after = merged(known, input, {
    at: workspace.context.at,
    type: workspace.rules >= 2 && isA(input.type, known.type) ? input.type : known.type,
    hidOf(described) {
      const hid = isNamed ? workspace.hidOf(described) : null;
      return hid === null || workspace.deviceByHid(hid) === null ? hid : null;
    },
  });
  workspace.save(after);
  return after;
}

/** Whether it has a serial number of its own, as far as is known. */
function hasSerial({ rules, context }: Workspace, { type, serialNumber }: DeviceInput): boolean {
  if (rules < 2) return serialNumber !== null;
  return isOwnSerial(type, serialNumber, context.settings.partPlaceholders ?? []);
}

function findTag(workspace: Workspace, { id, organization }: TagInput, field: string): TagRecord {
  const owner = organization === null ? null : (workspace.reads.agentByName(organization)?.id ?? organization);
  const found = workspace.reads.tags(id).filter((tag) => owner === null || tag.organization === owner);
  const [tag] = found;
  const name = visibleText(id, 64);
  if (tag === undefined) return refuse('ResourceNotFound', text('registry.noTagToLink', { tag: name }), field);
  if (found.length > 1) refuse('MultipleResourcesFound', text('registry.tagOfSeveral', { tag: name }), field);
  return tag;
}

function deviceOfTags(workspace: Workspace, tags: readonly TagRecord[]): DeviceRecord | null {
  const linked = new Set(tags.flatMap(({ device }) => (device === null ? [] : [device])));
  if (linked.size > 1)
    refuse('MismatchBetweenTags', text('registry.tagsOfSeveral', { devices: [...linked].join(', ') }), 'device.tags');
  const [id] = linked;
  return id === undefined ? null : workspace.device(id);
}

/** A tag alone may have been stuck on another device: what is known of the linked one must be found again. */
function keepProperties(known: DeviceRecord, input: DeviceInput): void {
  const property = firstContradiction(known, input);
  if (property === null && isA(input.type, 'Component') === isA(known.type, 'Component')) return;
  refuse(
    'MismatchBetweenProperties',
    text('registry.tagContradicted', { device: String(known.id), property: property ?? 'type' }),
    `device.${property ?? 'type'}`,
  );
}

/**
 * A scan knows a serial number but not always manufacturer and model, so the serial number alone identifies its devices; and a full description later
 * completes a device that so far only scans have seen.
 */
function bySerialNumber(workspace: Workspace, input: DeviceInput, byScan: boolean): DeviceRecord | null {
  if (input.serialNumber === null || !hasSerial(workspace, input) || !isA(input.type, 'Computer')) return null;
  const isOnlyScanned = ({ id, hid }: DeviceRecord) => hid === null && workspace.reads.tagsOfDevice(id).length === 0;
  const candidates = workspace.reads
    .devicesBySerialNumber(input.serialNumber)
    .filter((device) => isA(device.type, 'Computer') && isCompatible(device, { ...input, properties: {} }))
    .filter((device) => byScan || (workspace.hidOf(input) !== null && isOnlyScanned(device)));
  if (candidates.length > 1 && byScan) {
    refuse(
      'MultipleResourcesFound',
      text('registry.serialOfSeveral', {
        serial: visibleText(input.serialNumber, 64),
        devices: candidates.map(({ id }) => id).join(', '),
      }),
      'device.serialNumber',
    );
  }
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}
