import { text } from '../../../../protocol/texts/text';
import { fault } from '../../../../protocol/wire/issue-text';
import * as z from 'zod';
import {
  DeviceNumberField,
  type FieldReader,
  Instant,
  listOf,
  numberFrom,
  orNull,
  readFields,
  textOf,
  Uuid,
  wholeFrom,
} from './field-reader';
import type { ErasureStep, EventCommon, EventDetails, ImageInput, NotUnderstood, PhotoboxGrades } from '../model';
import { readProduct } from './read-identity';
import { refuse } from './refusal';
import {
  APPEARANCE_RANGES,
  BIOS_RANGES,
  type EventType,
  eventFacts,
  FUNCTIONALITY_RANGES,
  RECEIVE_ROLES,
  SEVERITIES,
  type Severity,
} from '../../../../protocol/registry/vocabulary';

/** How much a reader insists on: the first vocabulary says what must be there, the later one leaves much open. */
export type Vintage = 'events' | 'actions';

const MAX_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_STEPS = 1000;
const MAX_IMAGES = 200;
/** Base64 of a picture of 16 MiB. */
const MAX_IMAGE_CHARACTERS = 23_000_000;

const Count = orNull(wholeFrom(0, MAX_COUNT));
const Seconds = orNull(numberFrom(-1e9, 1e9, ['s', 'second']));
const Flag = orNull(z.boolean());
const MaybeUuid = orNull(Uuid);
const MaybeInstant = orNull(Instant);
const Text64 = textOf(64);
const Text128 = textOf(128);
const Text512 = textOf(512);
const Text4096 = textOf(4096);
const AddressBits = orNull(wholeFrom(8, 256));
const Length = orNull(z.enum(['Short', 'Extended']));
const Rate = orNull(numberFrom(0, 1e15));
const Speed = orNull(numberFrom(0, 1e9, ['MB/s', 'MB / second', 'megabyte / second']));
const Appearance = orNull(z.enum(APPEARANCE_RANGES));
const Functionality = orNull(z.enum(FUNCTIONALITY_RANGES));
const Bios = orNull(z.enum(BIOS_RANGES));
const GivenRating = orNull(numberFrom(0, 10));
const Amount = numberFrom(0, 1e12);
const PriceOfTrade = orNull(
  z.union(
    [
      Uuid,
      z
        .number()
        .min(0)
        .max(1e12)
        .transform((amount) => Number(amount.toFixed(4))),
    ],
    {
      error: fault('value.noPrice'),
    },
  ),
);
const Role = z.enum(RECEIVE_ROLES).default('Intermediary');
const Percent = orNull(wholeFrom(0, 100));
const SeverityWord = orNull(z.enum(SEVERITIES));
const StepType = z.enum(['StepZero', 'StepRandom']);
const FileFormat = z.enum(['jpg', 'png']);
const Orientation = z.enum(['Vertical', 'Horizontal']);
const Url = z.string().trim().min(1).max(2048);
const Steps = listOf(MAX_STEPS);
const Images = listOf(MAX_IMAGES);
const Anything = z.unknown();
const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: fault('value.noCurrency', { example: 'EUR' }) })
  .default('EUR');
const Base64 = z
  .string()
  .max(MAX_IMAGE_CHARACTERS, { error: fault('value.largePicture', { mib: '16' }) })
  .refine(isBase64, { error: fault('value.noBase64') })
  .min(4, { error: fault('value.empty') });
const GRADES = ['assembling', 'parts', 'buttons', 'dents', 'decolorization', 'scratches', 'tagAlignment', 'tagAdhesive', 'dirt'];
const UpTo5 = z.int().min(1).max(5);
const UpTo3 = z.int().min(1).max(3);

/** Own fields of an event by its type; everything that all events have is read by `readCommon`. @param rules under which it is decided */
export function readDetails(
  type: EventType,
  fields: FieldReader,
  vintage: Vintage,
  notes: NotUnderstood[],
  rules = Number.POSITIVE_INFINITY,
): EventDetails {
  const must = (key: string) => {
    if (vintage === 'events' && !fields.has(key))
      refuse('ValidationError', text('registry.fieldMissing', { at: fields.path(key) }), fields.path(key));
  };
  const { family } = eventFacts(type);
  switch (family) {
    case 'plain':
      return { family };
    case 'snapshot':
      return refuse('ValidationError', text('registry.snapshotInside'), fields.at);
    case 'erasure':
      return {
        family,
        zeros: fields.take('zeros', Flag),
        steps: readSteps(fields, notes),
        method: fields.take('method', Text64),
      };
    case 'install':
      must('name');
      must('elapsed');
      return { family, elapsed: fields.take('elapsed', Seconds), address: fields.take('address', AddressBits) };
    case 'test':
      if (type === 'StressTest') must('elapsed');
      return { family, elapsed: fields.take('elapsed', Seconds), measured: fields.takePlainRest() };
    case 'dataStorageTest':
      must('elapsed');
      return {
        family,
        elapsed: fields.take('elapsed', Seconds),
        length: fields.take('length', Length),
        status: fields.take('status', Text512),
        assessment: fields.take('assessment', Flag),
        lifetime: fields.take('lifetime', Count),
        reallocatedSectorCount: fields.take('reallocatedSectorCount', Count),
        powerCycleCount: fields.take('powerCycleCount', Count),
        reportedUncorrectableErrors: fields.take('reportedUncorrectableErrors', Count),
        commandTimeout: fields.take('commandTimeout', Count),
        currentPendingSectorCount: fields.take('currentPendingSectorCount', Count),
        offlineUncorrectable: fields.take('offlineUncorrectable', Count),
        remainingLifetimePercentage: fields.take('remainingLifetimePercentage', Count),
      };
    case 'benchmark':
      return {
        family,
        elapsed: fields.take('elapsed', Seconds),
        rate: fields.take('rate', Rate),
        readSpeed: fields.take('readSpeed', Speed),
        writeSpeed: fields.take('writeSpeed', Speed),
      };
    case 'manualRate':
      must('appearanceRange');
      must('functionalityRange');
      // Clients of the first vintage send these empty; the registry computes them.
      fields.pass('rating', 'processor', 'ram', 'data_storage', 'dataStorage', 'graphic_card', 'graphicCard');
      fields.pass('appearance', 'functionality', 'software', 'version');
      return {
        family,
        labelling: fields.take('labelling', Flag),
        appearanceRange: fields.take('appearanceRange', Appearance),
        functionalityRange: fields.take('functionalityRange', Functionality),
        bios: fields.takeFirst(['bios', 'biosRange'], Bios),
        software: null,
        version: null,
        result: null,
      };
    case 'photoboxRate': {
      const shared = {
        family,
        image: fields.take('image', Uuid),
        imageSet: null,
        aggregate: null,
        software: null,
        version: null,
      };
      fields.pass('software', 'version');
      // A person may give one number, and a software grades; a picture that a person rates has one of both.
      const isGraded =
        rules < 2
          ? type === 'PhotoboxUserRate'
          : GRADES.some((grade) => fields.has(grade)) || (type === 'PhotoboxUserRate' && !fields.has('rating'));
      return isGraded
        ? { ...shared, grades: readGrades(fields), given: null, rating: null }
        : { ...shared, grades: null, given: fields.take('rating', GivenRating), rating: null };
    }
    case 'aggregateRating':
      return refuse('ValidationError', text('registry.eventOfRegistry', { type }), fields.at);
    case 'price':
      return {
        family,
        currency: fields.take('currency', Currency),
        amount: Number(fields.take('price', Amount).toFixed(4)),
        software: null,
        version: null,
        rating: null,
        shares: null,
      };
    case 'imageSet':
      return { family, images: readImages(fields, notes) };
    case 'trade':
      return {
        family,
        to: fields.take('to', MaybeUuid),
        shippingDate: fields.take('shippingDate', MaybeInstant),
        invoiceNumber: fields.take('invoiceNumber', Text64),
        price: fields.take('price', PriceOfTrade),
        confirms: fields.take('confirms', MaybeUuid),
        derivedFrom: [],
      };
    case 'receive':
      return {
        family,
        role: fields.take('role', Role),
        recipient: fields.takeFirst(['recipient', 'to'], MaybeUuid),
      };
    case 'allocate':
      return {
        family,
        to: fields.take('to', MaybeUuid),
        from: fields.take('from', MaybeUuid),
        organization: fields.take('organization', Text128),
      };
    case 'recover':
      return { family, product: readRecovered(fields, notes) };
    case 'live':
      return {
        family,
        ip: fields.take('ip', Text64),
        country: fields.take('country', Text64),
        subdivision: fields.take('subdivision', Text64),
        subdivisionConfidence: fields.take('subdivisionConfidence', Percent),
        city: fields.take('city', Text64),
        cityConfidence: fields.take('cityConfidence', Percent),
        isp: fields.take('isp', Text64),
        organization: fields.take('organization', Text64),
        organizationType: fields.take('organizationType', Text64),
      };
    case 'migrate':
      return { family, other: fields.take('other', Url) };
  }
}

/** What every event may say of itself, in the words of any vintage: `date` or a start and an end, `error` and `incidence` or `severity`. */
export function readCommon(type: EventType, fields: FieldReader): EventCommon {
  const startTime = fields.take('startTime', MaybeInstant);
  const endTime = fields.takeFirst(['endTime', 'date'], MaybeInstant);
  keepOrder(startTime, endTime, fields);
  return {
    name: fields.take('name', type === 'Install' ? Text512 : Text128),
    description: fields.take('description', Text4096),
    startTime,
    endTime,
    severity: readSeverity(fields),
  };
}

/** A pattern that repeats a group would run out of stack on a picture of 4 MiB. */
function isBase64(written: string): boolean {
  return written.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(written.replace(/={1,2}$/, ''));
}

function readSeverity(fields: FieldReader): Severity {
  const severity = fields.take('severity', SeverityWord);
  const error = fields.take('error', Flag);
  const incidence = fields.take('incidence', Flag);
  return severity ?? (error === true ? 'Error' : incidence === true ? 'Warning' : 'Info');
}

function readSteps(fields: FieldReader, notes: NotUnderstood[]): readonly ErasureStep[] {
  const steps = fields.take('steps', Steps) ?? [];
  return steps.map((value, index) => {
    const step = readFields(value, `${fields.path('steps')}[${index}]`, notes);
    const startTime = step.take('startTime', MaybeInstant);
    const endTime = step.take('endTime', MaybeInstant);
    keepOrder(startTime, endTime, step);
    const read: ErasureStep = {
      type: step.take('type', StepType),
      startTime,
      endTime,
      severity: readSeverity(step),
    };
    step.pass('num', 'clean', 'secureRandomSteps', 'success');
    step.noteRest();
    return read;
  });
}

function readGrades(fields: FieldReader): PhotoboxGrades {
  return {
    assembling: fields.take('assembling', UpTo5),
    parts: fields.take('parts', UpTo5),
    buttons: fields.take('buttons', UpTo5),
    dents: fields.take('dents', UpTo5),
    decolorization: fields.take('decolorization', UpTo5),
    scratches: fields.take('scratches', UpTo5),
    tagAlignment: fields.take('tagAlignment', UpTo3),
    tagAdhesive: fields.take('tagAdhesive', UpTo3),
    dirt: fields.take('dirt', UpTo3),
  };
}

function readImages(fields: FieldReader, notes: NotUnderstood[]): readonly ImageInput[] {
  const images = fields.take('images', Images) ?? [];
  if (images.length === 0) refuse('ValidationError', text('registry.noPictures'), fields.path('images'));
  return images.map((value, index) => {
    const image = readFields(value, `${fields.path('images')}[${index}]`, notes);
    const read: ImageInput = {
      id: null,
      name: image.take('name', Text128) ?? `Picture ${index + 1}`,
      fileFormat: image.take('fileFormat', FileFormat),
      orientation: image.take('orientation', Orientation),
      content: image.take('content', Base64),
    };
    image.pass('type');
    image.noteRest();
    return read;
  });
}

function readRecovered(fields: FieldReader, notes: NotUnderstood[]) {
  const product = fields.take('product', Anything);
  if (product === undefined || product === null) return null;
  return typeof product === 'number'
    ? fields.take('product', DeviceNumberField)
    : readProduct(readFields(product, fields.path('product'), notes));
}

function keepOrder(startTime: string | null, endTime: string | null, fields: FieldReader): void {
  if (startTime === null || endTime === null || endTime > startTime) return;
  refuse('ValidationError', text('registry.endBeforeStart', { at: fields.path('endTime') }), fields.path('endTime'));
}
