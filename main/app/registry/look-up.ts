import { text } from '../../../protocol/texts/text';
import type { LookUpAnswer } from '../../../protocol/registry-commands';
import type { DeviceListRow } from '../../../protocol/registry/views';
import { visibleText } from '../../../protocol/visible-text';
import { deviceOfJson } from './answer';
import type { Registry } from '../../domain/ports/registry';

/** More devices than this with one serial number are not told apart by a look-up. */
const MOST = 50;

/** Finds what a label names: first as a tag, then as the serial number, tag or HID of a device, then as that of a component. */
export async function lookUpInRegistry(registry: Registry, code: string): Promise<LookUpAnswer> {
  const tagged = await registry.deviceOfTag(code);
  const byTag = tagged.ok ? deviceOfJson(tagged.value) : null;
  if (byTag !== null) return found([byTag]);
  const { rows } = await registry.devices({ text: code, sort: 'updated', descending: true, offset: 0, limit: MOST });
  const devices = rows.filter((row) => namesOf(row).includes(code.toLowerCase())).map(({ id }) => id);
  if (devices.length > 0) return found(devices);
  const components = (await registry.whereWas(code)).map(({ component }) => component.id);
  if (components.length > 0) return found(components);
  if (!tagged.ok && tagged.error.type !== 'ResourceNotFound') return { devices: [], texts: [...tagged.error.texts] };
  return { devices: [], texts: [text('registry.nothingFound', { code: visibleText(code, 64) })] };
}

function found(devices: number[]): LookUpAnswer {
  const what = devices.length === 1 ? text('registry.found') : text('registry.foundSeveral', { devices: devices.length });
  return { devices, texts: [what] };
}

function namesOf({ serialNumber, hid, tags }: DeviceListRow): readonly string[] {
  return [serialNumber, hid, ...tags].flatMap((name) => name?.toLowerCase() ?? []);
}
