import type { DeviceRecord, EventRecord, NotUnderstood, SubmissionAnswer } from '../model';
import type { MemoryRegistry } from './memory-registry';

/** Short ways for tests to say what they see in a registry. */

/** `201`, or the code and type of the refusal with its field. */
export function verdict({ status, body }: SubmissionAnswer): string {
  if (status === 201) return '201';
  return [status, keyOf(body, 'type'), keyOf(body, 'field') ?? ''].map(String).join(' ').trim();
}

/** The value of a key of an answer. */
export function keyOf(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, key) ? Reflect.get(body, key) : undefined;
}

/** What an answer says it did not understand; nothing for a refusal. */
export function notesOf(answer: SubmissionAnswer): readonly NotUnderstood[] | undefined {
  return answer.status === 201 ? answer.notUnderstood : undefined;
}

/** The text of a key of an answer; fails where there is none. */
export function textOf({ body }: SubmissionAnswer, key: string): string {
  const value = keyOf(body, key);
  if (typeof value !== 'string') throw new Error(`No ${key} in ${JSON.stringify(body)}`);
  return value;
}

/** `type device` of the events of an answer, sorted. */
export function eventsIn({ body }: SubmissionAnswer): readonly string[] {
  const events = keyOf(body, 'events');
  if (!Array.isArray(events)) throw new Error(`No events in ${JSON.stringify(body)}`);
  return events
    .map((event: unknown) => `${String(keyOf(event, 'type'))} ${String(keyOf(keyOf(event, 'device'), 'id'))}`)
    .toSorted();
}

/** The device with this serial number; fails where there is not exactly one. */
export function bySerial(registry: MemoryRegistry, serialNumber: string): DeviceRecord {
  const [device, another] = registry.reads.devicesBySerialNumber(serialNumber);
  if (device === undefined || another !== undefined) throw new Error(`Not one device with serial number ${serialNumber}`);
  return device;
}

/** Serial numbers of what is in the computer, sorted. */
export function contents(registry: MemoryRegistry, serialNumber: string): readonly string[] {
  return registry.reads
    .componentsOf(bySerial(registry, serialNumber).id)
    .map((component) => component.serialNumber ?? '')
    .toSorted();
}

/** `Type(serials of its components)` of every event of the device: of a computer its own and those whose parent it is, of a component its own and those that list it. */
export function lifeOf(registry: MemoryRegistry, serialNumber: string): readonly string[] {
  const { id } = bySerial(registry, serialNumber);
  const isMine = ({ devices, components, parent }: EventRecord) =>
    devices.includes(id) || components.includes(id) || parent === id;
  const serialOf = (component: number) => registry.reads.device(component)?.serialNumber ?? '?';
  return registry
    .state()
    .events.filter(isMine)
    .map(({ type, components }) => `${type}(${components.map(serialOf).toSorted().join(' ')})`);
}
