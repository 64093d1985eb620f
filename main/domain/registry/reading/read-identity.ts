import { text } from '../../../../protocol/texts/text';
import * as z from 'zod';
import { visibleText } from '../../../../protocol/visible-text';
import { type FieldReader, textOf } from './field-reader';
import type { DeviceInput } from '../model';
import { readProperties } from './properties';
import { refuse } from './refusal';
import { ABSTRACT_DEVICE_TYPES, type DeviceType, isDeviceType } from '../../../../protocol/registry/device-types';

const Text128 = textOf(128);
const Text64 = textOf(64);

export const TypeName = z.string().trim().min(1).max(128);

/** A product that is described where an event names it. */
export function readProduct(fields: FieldReader): DeviceInput {
  const read: DeviceInput = { at: fields.at, ...readIdentity(fields), tags: [], events: [] };
  fields.noteRest();
  return read;
}

/** What distinguishes one device from another, and what it is like. */
export function readIdentity(fields: FieldReader) {
  const type = readType(fields);
  return {
    type,
    model: fields.take('model', Text128),
    manufacturer: fields.take('manufacturer', Text64),
    serialNumber: fields.take('serialNumber', Text64),
    properties: readProperties(type, fields),
  };
}

function readType(fields: FieldReader): DeviceType {
  const typeName = fields.take('type', TypeName);
  if (isDeviceType(typeName) && !ABSTRACT_DEVICE_TYPES.includes(typeName)) return typeName;
  return refuse(
    'ValidationError',
    text('registry.noDeviceType', { at: fields.path('type'), type: visibleText(typeName, 64) }),
    fields.path('type'),
  );
}
