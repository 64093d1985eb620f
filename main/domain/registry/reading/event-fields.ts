import type { JsonObject } from '../../../../protocol/wire/body';
import type { AggregateRatingDetails, EventDetails, PriceDetails, PriceShare, SnapshotDetails } from '../model';
import type { RateResult } from '../../../../protocol/registry/rating';

/** The own fields of an event under the names of the first vintage, which Workbench clients and the window read. */
export function ownFields(details: EventDetails): JsonObject {
  switch (details.family) {
    case 'plain':
      return {};
    case 'snapshot':
      return snapshotFields(details);
    case 'erasure':
      return {
        zeros: details.zeros,
        steps: details.steps.map(({ type, startTime, endTime, severity }) => ({
          type,
          startTime,
          endTime,
          error: severity === 'Error',
          severity,
        })),
        ...(details.method === null ? {} : { method: details.method }),
      };
    case 'test':
      return { elapsed: details.elapsed, ...details.measured };
    case 'manualRate':
      return {
        software: details.software,
        version: details.version,
        labelling: details.labelling,
        appearanceRange: details.appearanceRange,
        functionalityRange: details.functionalityRange,
        bios: details.bios,
        ...resultFields(details.result),
      };
    case 'photoboxRate':
      return {
        image: details.image,
        imageSet: details.imageSet,
        aggregateRating: details.aggregate,
        software: details.software,
        version: details.version,
        rating: details.rating,
        ...details.grades,
      };
    case 'aggregateRating':
      return aggregateFields(details);
    case 'price':
      return priceFields(details);
    case 'imageSet':
      return {
        images: details.images.map(({ id, name, fileFormat, orientation }) => ({ id, name, fileFormat, orientation })),
      };
    case 'recover':
      return { product: typeof details.product === 'number' ? details.product : null };
    case 'install':
    case 'dataStorageTest':
    case 'benchmark':
    case 'trade':
    case 'receive':
    case 'allocate':
    case 'live':
    case 'migrate': {
      const { family: _, ...fields } = details;
      return fields;
    }
  }
}

function snapshotFields(details: SnapshotDetails): JsonObject {
  const { uuid, software, version, elapsed, expected, added, removed, closedAt, ended } = details;
  return {
    uuid,
    software,
    version,
    elapsed,
    expectedEvents: expected.map(({ type }) => type),
    missingEvents: expected.filter(({ metBy }) => metBy === null).map(({ type }) => type),
    added,
    removed,
    closedAt,
    ...(ended === undefined ? {} : { ended: { ...ended } }),
  };
}

function aggregateFields(details: AggregateRatingDetails): JsonObject {
  const { software, version, workbench, app, photobox, imageSet, waitsFor, result } = details;
  return {
    software,
    version,
    workbench,
    ...(app === undefined ? {} : { app }),
    ratings: [workbench ?? [], app ?? [], photobox].flat(),
    photobox,
    imageSet,
    waitsFor,
    ...resultFields(result),
  };
}

function resultFields(result: RateResult | null): JsonObject {
  if (result === null) return { rating: null };
  return {
    rating: result.rating,
    ratingRange: result.range,
    appearance: result.appearance,
    functionality: result.functionality,
    processor: result.processor,
    ram: result.ram,
    data_storage: result.dataStorage,
    partial: result.partial,
  };
}

function priceFields({ currency, amount, software, version, rating, shares }: PriceDetails): JsonObject {
  const fields = { price: amount, currency, software, version, rating };
  if (shares === null) return fields;
  const { refurbisher, retailer, platform, warranty2 } = shares;
  return {
    ...fields,
    refurbisher: shareFields(refurbisher),
    retailer: shareFields(retailer),
    platform: shareFields(platform),
    ...(warranty2 === null ? {} : { warranty2 }),
  };
}

function shareFields({ standard, warranty2 }: PriceShare): JsonObject {
  return warranty2 === null ? { standard } : { standard, warranty2 };
}
