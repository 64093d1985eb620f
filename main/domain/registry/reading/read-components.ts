import { text } from '../../../../protocol/texts/text';
import * as z from 'zod';
import { readAs } from '../../../../protocol/read-as';
import { visibleText } from '../../../../protocol/visible-text';
import { type FieldReader, listOf } from './field-reader';
import type { DeviceInput, NotUnderstood, SnapshotSubmission } from '../model';
import { keepEmbeddable, readComponent } from './read-device';
import { refusalAsResult, refuse } from './refusal';
import { type DeviceType, isDeviceType } from '../../../../protocol/registry/device-types';
import { isA } from '../../../../protocol/registry/type-trees';
import { SOFTWARES_THAT_LOOK_INSIDE, type SnapshotSoftware } from '../../../../protocol/registry/vocabulary';

const MAX_COMPONENTS = 2000;
const Components = listOf(MAX_COMPONENTS);
const Typed = z.looseObject({ type: z.string().trim().min(1) });

type Read = Pick<SnapshotSubmission, 'components' | 'unreadTypes'>;

/** The components of a Snapshot. One that is not known here, or cannot be right, costs itself and a note. */
export function readComponents(
  software: SnapshotSoftware,
  device: DeviceInput,
  fields: FieldReader,
  notes: NotUnderstood[],
): Read {
  const list = fields.take('components', Components);
  if (list === null) {
    if (software === 'Workbench' && isA(device.type, 'Computer'))
      refuse('ValidationError', text('registry.componentsMissing'), 'components');
    return { components: null, unreadTypes: [] };
  }
  if (!SOFTWARES_THAT_LOOK_INSIDE.includes(software))
    refuse('ValidationError', text('registry.onlyWorkbenchComponents'), 'components');
  if (!isA(device.type, 'Computer')) {
    if (list.length > 0)
      refuse('ValidationError', text('registry.onlyComputersHaveComponents', { type: device.type }), 'components');
    return { components: null, unreadTypes: [] };
  }
  const components: DeviceInput[] = [];
  const unreadTypes: (DeviceType | null)[] = [];
  for (const [index, value] of list.entries()) {
    const at = `components[${index}]`;
    keepEmbeddable(value, at);
    const typed = readAs(Typed, value);
    if (typed.success && !isDeviceType(typed.data.type)) {
      notes.push({ field: at, reason: [text('note.unknownComponent', { type: visibleText(typed.data.type, 64) })] });
      continue;
    }
    const read = refusalAsResult(() => readOne(value, at, notes));
    if (read.ok) {
      components.push(read.value);
      continue;
    }
    notes.push({ field: at, reason: [text('note.componentLeftOut', { why: read.error.texts })] });
    const type = typed.success && isDeviceType(typed.data.type) ? typed.data.type : null;
    if (type === null || isA(type, 'Component')) unreadTypes.push(type);
  }
  return { components, unreadTypes };
}

function readOne(value: unknown, at: string, notes: NotUnderstood[]): DeviceInput {
  const component = readComponent(value, at, notes);
  if (!isA(component.type, 'Component'))
    refuse('ValidationError', text('registry.noComponentType', { at, type: component.type }), `${at}.type`);
  if (component.tags.length > 0) notes.push({ field: `${at}.tags`, reason: [text('note.componentTags')] });
  return component;
}
