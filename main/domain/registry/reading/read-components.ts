import * as z from 'zod';
import { readAs } from '../../../../protocol/read-as';
import { visibleText } from '../../../../protocol/visible-text';
import { type FieldReader, listOf } from './field-reader';
import type { DeviceInput, NotUnderstood, SnapshotSubmission } from '../model';
import { keepEmbeddable, readComponent } from './read-device';
import { refusalAsResult, refuse } from './refusal';
import {
  type DeviceType,
  isA,
  isDeviceType,
  SOFTWARES_THAT_LOOK_INSIDE,
  type SnapshotSoftware,
} from '../../../../protocol/registry/vocabulary';

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
      refuse('ValidationError', '`components`: is missing; Workbench must send a list, which may be empty.', 'components');
    return { components: null, unreadTypes: [] };
  }
  if (!SOFTWARES_THAT_LOOK_INSIDE.includes(software))
    refuse('ValidationError', '`components`: only Workbench may send components.', 'components');
  if (!isA(device.type, 'Computer')) {
    if (list.length > 0)
      refuse('ValidationError', `\`components\`: a ${device.type} has no components; only computers have.`, 'components');
    return { components: null, unreadTypes: [] };
  }
  const components: DeviceInput[] = [];
  const unreadTypes: (DeviceType | null)[] = [];
  for (const [index, value] of list.entries()) {
    const at = `components[${index}]`;
    keepEmbeddable(value, at);
    const word = readAs(Typed, value);
    if (word.success && !isDeviceType(word.data.type)) {
      const sentence = `Components of the type "${visibleText(word.data.type, 64)}" are not known here; it was kept as it came.`;
      notes.push({ field: at, sentence });
      continue;
    }
    const read = refusalAsResult(() => readOne(value, at, notes));
    if (read.ok) {
      components.push(read.value);
      continue;
    }
    notes.push({ field: at, sentence: `The component was left out and kept as it came: ${read.error.message}` });
    const type = word.success && isDeviceType(word.data.type) ? word.data.type : null;
    if (type === null || isA(type, 'Component')) unreadTypes.push(type);
  }
  return { components, unreadTypes };
}

function readOne(value: unknown, at: string, notes: NotUnderstood[]): DeviceInput {
  const component = readComponent(value, at, notes);
  if (!isA(component.type, 'Component'))
    refuse('ValidationError', `\`${at}.type\`: ${component.type} is no component.`, `${at}.type`);
  if (component.tags.length > 0) notes.push({ field: `${at}.tags`, sentence: 'Components have no tags; they were passed over.' });
  return component;
}
