import { text } from '../../../../protocol/texts/text';
import { fault } from '../../../../protocol/wire/issue-text';
import * as z from 'zod';
import { readAs } from '../../../../protocol/read-as';
import { type FieldReader, numberFrom, orNull, textOf, wholeFrom } from './field-reader';
import type { Properties, PropertyValue } from '../model';
import {
  CHASSIS,
  DATA_STORAGE_INTERFACES,
  DISPLAY_TECHNOLOGIES,
  RAM_FORMATS,
  RAM_INTERFACES,
} from '../../../../protocol/registry/vocabulary';
import type { DeviceType } from '../../../../protocol/registry/device-types';
import { isA } from '../../../../protocol/registry/type-trees';

/**
 * Physical properties of devices, by type: what is read, in which unit, and within which limits (wide enough for what real
 * machines report). What is null or absent is unknown.
 */

type Schema = z.ZodType<PropertyValue | null>;
/** `lenient`: what does not fit is passed over with a note instead of refusing the submission. */
interface Rule {
  readonly schema: Schema;
  readonly lenient: boolean;
}
type Rules = Readonly<Record<string, Rule>>;

const rule = (schema: Schema): Rule => ({ schema, lenient: false });
const flag = rule(orNull(z.boolean()));
const textUpTo = (maxCharacters: number) => rule(textOf(maxCharacters));
const number = (min: number, max: number, units?: readonly string[]) => rule(orNull(numberFrom(min, max, units)));
const whole = (min: number, max: number, units?: readonly string[]) => rule(orNull(wholeFrom(min, max, units)));

/** Units as agents spell them. Of memory and disks MB and MiB are taken for the same. */
const MB = ['MB', 'megabyte', 'MiB', 'mebibyte'];
const MHZ = ['MHz', 'megahertz'];
const GHZ = ['GHz', 'gigahertz'];
const MBPS = ['Mbps', 'megabit / second'];
const INCH = ['inch'];
const HZ = ['Hz', 'hertz'];
const MAH = ['mAh', 'hour * milliampere', 'milliampere * hour'];
/** Newer machines have newer values. */
const oneOf = (known: readonly string[]): Rule => ({ schema: orNull(z.enum(known)), lenient: true });

const RULES: Readonly<Partial<Record<DeviceType, Rules>>> = {
  Device: {
    /** kg */
    weight: number(0, 1000),
    /** m */
    width: number(0, 5),
    height: number(0, 5),
    depth: number(0, 5),
    color: textUpTo(64),
    productionDate: textUpTo(64),
    variant: textUpTo(64),
    sku: textUpTo(64),
    brand: textUpTo(64),
    generation: whole(0, 100),
    version: textUpTo(64),
  },
  Computer: { chassis: rule(orNull(z.enum(CHASSIS))) },
  Monitor: screen(),
  Display: screen(),
  Mobile: {
    imei: rule(
      orNull(
        z.union([z.int().min(0).transform(String), z.string().trim()]).refine(isLuhnNumber, { error: fault('value.noImei') }),
      ),
    ),
    meid: rule(
      orNull(
        z
          .string()
          .transform((meid) => meid.replaceAll(/[\s-]/g, '').toUpperCase())
          .pipe(z.string().regex(/^[0-9A-F]{14,15}$/, { error: fault('value.noMeid') })),
      ),
    ),
    ramSize: whole(0, 1e7, MB),
    dataStorageSize: whole(0, 1e9, MB),
    /** inch */
    displaySize: number(0, 300, INCH),
  },
  GraphicCard: { memory: whole(0, 1e7, MB) },
  DataStorage: { size: whole(0, 1e9, MB), interface: oneOf(DATA_STORAGE_INTERFACES) },
  Motherboard: {
    slots: whole(0, 1000),
    usb: whole(0, 1000),
    firewire: whole(0, 1000),
    serial: whole(0, 1000),
    pcmcia: whole(0, 1000),
    ramSlots: whole(0, 1000),
    /** GB */
    ramMaxSize: whole(0, 1e9),
    biosDate: textUpTo(64),
  },
  NetworkAdapter: { speed: whole(0, 1e7, MBPS), wireless: flag },
  /** `address`: bits */
  Processor: {
    speed: number(0.01, 100, GHZ),
    cores: whole(1, 4096),
    threads: whole(1, 8192),
    address: whole(8, 256),
    abi: textUpTo(64),
  },
  RamModule: { size: whole(0, 1e8, MB), speed: whole(0, 1e6, MHZ), interface: oneOf(RAM_INTERFACES), format: oneOf(RAM_FORMATS) },
  Battery: { size: whole(0, 1e7, MAH), technology: textUpTo(64), wireless: flag },
};

/** Which properties each type has beside those of the types it is a kind of. */
export function ownProperties(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(RULES).map(([type, rules]) => [type, Object.keys(rules)]));
}

/** What a person may weigh or measure otherwise than last time, without it being another device. */
const NOT_COMPARED = new Set(['weight', 'width', 'height', 'depth', 'color', 'productionDate']);

/** Properties of a device or component of this type that a submission names. */
export function readProperties(type: DeviceType, fields: FieldReader): Properties {
  const entries: [string, PropertyValue][] = [];
  for (const [owner, rules] of Object.entries(RULES)) {
    if (!isA(type, owner as DeviceType)) continue;
    for (const [name, { schema, lenient }] of Object.entries(rules)) {
      const value = lenient ? takeIfKnown(name, schema, fields) : fields.take(name, schema);
      if (value !== null) entries.push([name, value]);
    }
  }
  return Object.fromEntries(entries);
}

/** Whether two devices may be the same one, as far as this property says. */
export function isCompared(property: string): boolean {
  return !NOT_COMPARED.has(property);
}

function takeIfKnown(name: string, schema: Schema, fields: FieldReader): PropertyValue | null {
  const read = readAs(schema, fields.take(name, z.unknown()));
  if (read.success) return read.data;
  fields.note(name, text('note.unknownWord'));
  return null;
}

function screen(): Rules {
  return {
    size: number(1, 300, INCH),
    technology: oneOf(DISPLAY_TECHNOLOGIES),
    /** px */
    resolutionWidth: whole(1, 100_000),
    resolutionHeight: whole(1, 100_000),
    refreshRate: whole(1, 10_000, HZ),
    contrastRatio: whole(1, 1e9),
    touchable: flag,
  };
}

function isLuhnNumber(digits: string): boolean {
  if (!/^\d{14,16}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of digits.split('').toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
