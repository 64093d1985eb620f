import { text } from '../../../../protocol/texts/text';
import { fault } from '../../../../protocol/wire/issue-text';
import * as z from 'zod';
import { visibleText } from '../../../../protocol/visible-text';
import { type FieldReader, listOf, numberFrom, orNull, readFields, Uuid } from './field-reader';
import type { NotUnderstood, SnapshotSubmission } from '../model';
import { readComponents } from './read-components';
import { readDevice } from './read-device';
import { readCommon } from './read-event-details';
import { refuse } from './refusal';
import { DEVICE_TYPES, type DeviceType } from '../../../../protocol/registry/device-types';
import { type EventType, eventFacts, eventTypeOf } from '../../../../protocol/registry/event-types';
import { isA } from '../../../../protocol/registry/type-trees';
import { SNAPSHOT_SOFTWARES, SOFTWARES_THAT_LOOK_INSIDE, type SnapshotSoftware } from '../../../../protocol/registry/vocabulary';

const MAX_EXPECTED = 1000;
const TypeName = z.string().default('Snapshot');
const Software = z.enum(SNAPSHOT_SOFTWARES);
/** A file converted from YAML may have it as a number. */
const Version = z.union(
  [
    z.string().trim().min(1).max(64),
    z.number().transform((number) => (Number.isInteger(number) ? `${number}.0` : String(number))),
  ],
  {
    error: fault('value.noText'),
  },
);
const MaybeUuid = orNull(Uuid);
const Elapsed = orNull(numberFrom(-1e9, 1e9));
const Flag = orNull(z.boolean());
const Expected = listOf(MAX_EXPECTED);
const Anything = z.unknown();
const AnyObject = z.looseObject({});
const TypesSeen = orNull(z.array(z.enum(DEVICE_TYPES, { error: fault('value.noComponentType') })).max(1000));

/**
 * Reads a Snapshot as Workbench and the apps send it, in the first vocabulary (`events`) or the later one (`actions`). What is not understood is
 * listed; what contradicts the contract refuses the whole. Throws only through `refuse`.
 */
export function readSnapshot(body: unknown): SnapshotSubmission {
  const notes: NotUnderstood[] = [];
  const fields = readFields(body, '', notes);
  const type = fields.take('type', TypeName);
  if (type !== 'Snapshot') refuse('ValidationError', text('registry.noSnapshotType', { type: visibleText(type, 64) }), 'type');
  keepKnownForm(fields);
  const software = fields.take('software', Software);
  const version = readVersion(software, fields);
  const { uuid, elapsed } = readWorkbenchFields(software, fields);
  const device = readDevice(fields.take('device', Anything), 'device', notes);
  if (isA(device.type, 'Computer')) requireChassis(software, fields);
  const read: SnapshotSubmission = {
    kind: 'snapshot',
    uuid,
    software,
    version,
    elapsed,
    about: readCommon('Snapshot', fields),
    device,
    ...readComponents(software, device, fields, notes),
    completeFor: readCompleteFor(software, fields),
    expectedEvents: readExpected(fields, notes),
    closed: fields.take('closed', Flag),
    notUnderstood: notes,
  };
  fields.pass('id', 'created', 'updated', 'author', 'agent', 'url');
  fields.noteRest();
  return read;
}

/** Older forms are distinguished from a Snapshot with a fault in it. */
function keepKnownForm(fields: FieldReader): void {
  if (fields.has('device') && fields.has('@type')) refuse('ValidationError', text('registry.workbench10'), 'version');
  if (fields.has('data') && !fields.has('device')) refuse('ValidationError', text('registry.rawOutput'), 'device');
}

const VERSION = /^(\d{1,6})\.(\d{1,6})(?:\.\d{1,6}){0,2}[-.]?(a|b|rc|alpha|beta|dev)?\.?(\d{1,6})?$/i;

function readVersion(software: SnapshotSoftware, fields: FieldReader): string {
  const version = fields.take('version', Version);
  const parts = VERSION.exec(version);
  if (parts === null) refuse('ValidationError', text('registry.badVersion', { version: visibleText(version, 64) }), 'version');
  if (software === 'Workbench' && isBefore11a1(parts)) {
    refuse('ValidationError', text('registry.workbenchTooOld', { version }), 'version');
  }
  return version;
}

function isBefore11a1([, major, minor, stage, number]: readonly (string | undefined)[]): boolean {
  if (Number(major) !== 11) return Number(major) < 11;
  const isAlpha = stage?.toLowerCase() === 'a' || stage?.toLowerCase() === 'alpha' || stage?.toLowerCase() === 'dev';
  return Number(minor) === 0 && isAlpha && Number(number ?? 0) < 1;
}

/** Workbench names its Snapshot and says how long it took; other software says neither. */
function readWorkbenchFields(software: SnapshotSoftware, fields: FieldReader) {
  const uuid = fields.take('uuid', MaybeUuid);
  const elapsed = fields.take('elapsed', Elapsed);
  for (const [key, value] of [
    ['uuid', uuid],
    ['elapsed', elapsed],
  ] as const) {
    if (software === 'Workbench' && value === null) refuse('ValidationError', text('registry.workbenchMissing', { key }), key);
    if (!SOFTWARES_THAT_LOOK_INSIDE.includes(software) && value !== null)
      refuse('ValidationError', text('registry.onlyWorkbench', { key }), key);
  }
  return { uuid, elapsed };
}

/** A scan says what it looked for; where it says nothing, for network adapters. */
function readCompleteFor(software: SnapshotSoftware, fields: FieldReader): readonly DeviceType[] | null {
  if (software !== 'BurnInConsole') return null;
  return fields.take('completeFor', TypesSeen) ?? ['NetworkAdapter'];
}

function readExpected(fields: FieldReader, notes: NotUnderstood[]): readonly EventType[] {
  const expected: EventType[] = [];
  for (const key of ['expectedEvents', 'expectedActions']) {
    const types = fields.take(key, Expected) ?? [];
    for (const [index, name] of types.entries()) {
      const at = `${key}[${index}]`;
      const type = typeof name === 'string' ? eventTypeOf(name) : null;
      if (typeof name === 'string' && type === null) {
        notes.push({ field: at, reason: [text('note.unknownExpected', { type: visibleText(name, 64) })] });
        continue;
      }
      if (type === null || eventFacts(type).embeds !== true) {
        return refuse('ValidationError', text('registry.notPerformed', { at }), at);
      }
      expected.push(type);
    }
  }
  return expected;
}

/** The key must be there for software that can see the case; null says that it is not known. */
function requireChassis(software: SnapshotSoftware, fields: FieldReader): void {
  if (software === 'BurnInConsole') return;
  const device = fields.take('device', AnyObject);
  if (device['chassis'] === undefined) refuse('ValidationError', text('registry.chassisMissing'), 'device.chassis');
}
