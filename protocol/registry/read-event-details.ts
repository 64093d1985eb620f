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
import type { ErasureStep, EventCommon, EventDetails, ImageInput, NotUnderstood, PhotoboxGrades } from './model';
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
} from './vocabulary';

/** How much a reader insists on: the first vocabulary says what must be there, the later one leaves much open. */
export type Vintage = 'events' | 'actions';

const MAX_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_STEPS = 1000;
const MAX_IMAGES = 200;
/** Base64 of a picture of 16 MiB. */
const MAX_IMAGE_CHARACTERS = 23_000_000;

const Count = orNull(wholeFrom(0, MAX_COUNT));
const Seconds = orNull(numberFrom(-1e9, 1e9));
const Flag = orNull(z.boolean());
const MaybeUuid = orNull(Uuid);
const MaybeInstant = orNull(Instant);

/** Own fields of an event by its type; everything that all events have is read by `readCommon`. */
export function readDetails(type: EventType, fields: FieldReader, vintage: Vintage, notes: NotUnderstood[]): EventDetails {
  const must = (key: string) => {
    if (vintage === 'events' && !fields.has(key))
      refuse('ValidationError', `\`${fields.path(key)}\`: is missing.`, fields.path(key));
  };
  const { family } = eventFacts(type);
  switch (family) {
    case 'plain':
      return { family };
    case 'snapshot':
      return refuse('ValidationError', 'A Snapshot cannot stand inside another submission.', fields.at);
    case 'erasure':
      if (type !== 'ErasePhysical') must('zeros');
      return {
        family,
        zeros: fields.take('zeros', Flag),
        steps: readSteps(fields, notes),
        method: fields.take('method', textOf(64)),
      };
    case 'install':
      must('name');
      must('elapsed');
      return { family, elapsed: fields.take('elapsed', Seconds), address: fields.take('address', orNull(wholeFrom(8, 256))) };
    case 'test':
      if (type === 'StressTest') must('elapsed');
      return { family, elapsed: fields.take('elapsed', Seconds), measured: fields.takePlainRest() };
    case 'dataStorageTest':
      must('elapsed');
      return {
        family,
        elapsed: fields.take('elapsed', Seconds),
        length: fields.take('length', orNull(z.enum(['Short', 'Extended']))),
        status: fields.take('status', textOf(512)),
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
        rate: fields.take('rate', orNull(numberFrom(0, 1e15))),
        readSpeed: fields.take('readSpeed', orNull(numberFrom(0, 1e9))),
        writeSpeed: fields.take('writeSpeed', orNull(numberFrom(0, 1e9))),
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
        appearanceRange: fields.take('appearanceRange', orNull(z.enum(APPEARANCE_RANGES))),
        functionalityRange: fields.take('functionalityRange', orNull(z.enum(FUNCTIONALITY_RANGES))),
        bios: fields.takeFirst(['bios', 'biosRange'], orNull(z.enum(BIOS_RANGES))),
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
      return type === 'PhotoboxUserRate'
        ? { ...shared, grades: readGrades(fields), given: null, rating: null }
        : { ...shared, grades: null, given: fields.take('rating', orNull(numberFrom(0, 10))), rating: null };
    }
    case 'aggregateRating':
      return refuse('ValidationError', `${type} is made by the registry itself and cannot be sent.`, fields.at);
    case 'price':
      return {
        family,
        currency: fields.take(
          'currency',
          z
            .string()
            .regex(/^[A-Z]{3}$/, { error: 'must be three capital letters, like EUR' })
            .default('EUR'),
        ),
        amount: Number(fields.take('price', numberFrom(0, 1e12)).toFixed(4)),
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
        invoiceNumber: fields.take('invoiceNumber', textOf(64)),
        price: fields.take('price', MaybeUuid),
        confirms: fields.take('confirms', MaybeUuid),
        derivedFrom: [],
      };
    case 'receive':
      return {
        family,
        role: fields.take('role', z.enum(RECEIVE_ROLES).default('Intermediary')),
        recipient: fields.takeFirst(['recipient', 'to'], MaybeUuid),
      };
    case 'allocate':
      return {
        family,
        to: fields.take('to', MaybeUuid),
        from: fields.take('from', MaybeUuid),
        organization: fields.take('organization', textOf(128)),
      };
    case 'recover':
      return { family, product: readRecovered(fields, notes) };
    case 'live':
      return {
        family,
        ip: fields.take('ip', textOf(64)),
        country: fields.take('country', textOf(64)),
        subdivision: fields.take('subdivision', textOf(64)),
        subdivisionConfidence: fields.take('subdivisionConfidence', orNull(wholeFrom(0, 100))),
        city: fields.take('city', textOf(64)),
        cityConfidence: fields.take('cityConfidence', orNull(wholeFrom(0, 100))),
        isp: fields.take('isp', textOf(64)),
        organization: fields.take('organization', textOf(64)),
        organizationType: fields.take('organizationType', textOf(64)),
      };
    case 'migrate':
      return { family, other: fields.take('other', z.string().trim().min(1).max(2048)) };
  }
}

/** What every event may say of itself, in the words of any vintage: `date` or a start and an end, `error` and `incidence` or `severity`. */
export function readCommon(type: EventType, fields: FieldReader): EventCommon {
  const startTime = fields.take('startTime', MaybeInstant);
  const endTime = fields.takeFirst(['endTime', 'date'], MaybeInstant);
  keepOrder(startTime, endTime, fields);
  const maxName = type === 'Install' ? 512 : 128;
  return {
    name: fields.take('name', textOf(maxName)),
    description: fields.take('description', textOf(4096)),
    startTime,
    endTime,
    severity: readSeverity(fields),
  };
}

function readSeverity(fields: FieldReader): Severity {
  const severity = fields.take('severity', orNull(z.enum(SEVERITIES)));
  const error = fields.take('error', Flag);
  const incidence = fields.take('incidence', Flag);
  return severity ?? (error === true ? 'Error' : incidence === true ? 'Warning' : 'Info');
}

function readSteps(fields: FieldReader, notes: NotUnderstood[]): readonly ErasureStep[] {
  const steps = fields.take('steps', listOf(MAX_STEPS)) ?? [];
  return steps.map((value, index) => {
    const step = readFields(value, `${fields.path('steps')}[${index}]`, notes);
    const startTime = step.take('startTime', MaybeInstant);
    const endTime = step.take('endTime', MaybeInstant);
    keepOrder(startTime, endTime, step);
    const read: ErasureStep = {
      type: step.take('type', z.enum(['StepZero', 'StepRandom'])),
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
  const upTo = (best: number) => z.int().min(1).max(best);
  return {
    assembling: fields.take('assembling', upTo(5)),
    parts: fields.take('parts', upTo(5)),
    buttons: fields.take('buttons', upTo(5)),
    dents: fields.take('dents', upTo(5)),
    decolorization: fields.take('decolorization', upTo(5)),
    scratches: fields.take('scratches', upTo(5)),
    tagAlignment: fields.take('tagAlignment', upTo(3)),
    tagAdhesive: fields.take('tagAdhesive', upTo(3)),
    dirt: fields.take('dirt', upTo(3)),
  };
}

function readImages(fields: FieldReader, notes: NotUnderstood[]): readonly ImageInput[] {
  const images = fields.take('images', listOf(MAX_IMAGES)) ?? [];
  if (images.length === 0)
    refuse('ValidationError', 'An ImageSet needs at least one picture in `images`.', fields.path('images'));
  return images.map((value, index) => {
    const image = readFields(value, `${fields.path('images')}[${index}]`, notes);
    const read: ImageInput = {
      id: null,
      name: image.take('name', textOf(128)) ?? `Picture ${index + 1}`,
      fileFormat: image.take('fileFormat', z.enum(['jpg', 'png'])),
      orientation: image.take('orientation', z.enum(['Vertical', 'Horizontal'])),
      content: image.take(
        'content',
        z
          .string()
          .max(MAX_IMAGE_CHARACTERS, { error: 'is larger than 16 MiB' })
          .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, { error: 'must be base64' })
          .min(4, { error: 'is empty' }),
      ),
    };
    image.pass('type');
    image.noteRest();
    return read;
  });
}

function readRecovered(fields: FieldReader, notes: NotUnderstood[]) {
  const product = fields.take('product', z.unknown());
  if (product === undefined || product === null) return null;
  return typeof product === 'number'
    ? fields.take('product', DeviceNumberField)
    : readProduct(readFields(product, fields.path('product'), notes));
}

function keepOrder(startTime: string | null, endTime: string | null, fields: FieldReader): void {
  if (startTime === null || endTime === null || endTime > startTime) return;
  refuse('ValidationError', `\`${fields.path('endTime')}\`: must be later than the start time.`, fields.path('endTime'));
}
