import { text } from '../../../../protocol/texts/text';
import { DeviceNumberField, type FieldReader, readFields, Uuid } from './field-reader';
import {
  Count,
  Seconds,
  Flag,
  MaybeUuid,
  MaybeInstant,
  Text64,
  Text128,
  Text512,
  Text4096,
  AddressBits,
  Length,
  Rate,
  Speed,
  Appearance,
  Functionality,
  Bios,
  GivenRating,
  Amount,
  PriceOfTrade,
  Role,
  Percent,
  SeverityWord,
  StepType,
  FileFormat,
  Orientation,
  Url,
  Steps,
  Images,
  Anything,
  Currency,
  Base64,
  GRADES,
  UpTo5,
  UpTo3,
} from './event-values';
import type { ErasureStep, EventCommon, EventDetails, ImageInput, NotUnderstood, PhotoboxGrades } from '../model';
import { readProduct } from './read-identity';
import { refuse } from './refusal';
import type { Severity } from '../../../../protocol/registry/vocabulary';
import { type EventType, eventFacts } from '../../../../protocol/registry/event-types';

/** How much a reader insists on: the first vocabulary says what must be there, the later one leaves much open. */
export type Vintage = 'events' | 'actions';

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
