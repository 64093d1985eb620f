import type { DeviceRecord, EventRecord, ManualRateDetails } from './model';
import type { RateResult } from '../../../protocol/registry/rating';
import type { DeviceType } from '../../../protocol/registry/device-types';
import type { EventType } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import { aggregation, lastPictures } from './aggregate';
import { linkEvent, NOTHING_SAID } from './link-event';
import type { PricedType } from './rating/price';
import { OFFICIAL_PRICE, priceBy } from './rating/price-editions';
import { REGISTERED_RATES, rateByAll } from './rating/rate-softwares';
import type { RatedComputer } from './rating/rated-computer';
import type { Workspace } from './workspace';

const RATED: Readonly<Partial<Record<DeviceType, PricedType>>> = { Desktop: 'Desktop', Laptop: 'Laptop', Server: 'Server' };

/** Whether a rate of this type is computed and enters the rating of its device. */
export function isRated({ rules }: Workspace, type: EventType): boolean {
  return type === 'WorkbenchRate' || (rules >= 2 && type === 'AppRate');
}

/**
 * Computes a WorkbenchRate by every registered software and version, an AppRate by the official one: the first fills the submitted event, each other gets an event of its own. The
 * official one gives an AggregateRating, and that a Price. Devices that are no desktop, laptop or server are not rated.
 */
export function rateDevice(workspace: Workspace, submitted: EventRecord): void {
  const device = workspace.device(submitted.devices[0] ?? 0);
  if (device === null || RATED[device.type] === undefined || submitted.details.family !== 'manualRate') return;
  const { rates, official } = workspace.context.settings;
  const asked = submitted.type === 'AppRate' ? [official] : [...rates, official];
  const wanted = REGISTERED_RATES.filter(({ software, version }) =>
    asked.some((rate) => rate.software === software && rate.version === version),
  );
  const computed = rateByAll(ratedComputer(workspace, device, submitted.details), wanted, official);
  for (const [index, { software, version, isOfficial, result }] of computed.entries()) {
    const details: ManualRateDetails = { ...submitted.details, software, version, result };
    const event: EventRecord = { ...submitted, id: index === 0 ? submitted.id : workspace.newId(), details };
    if (index === 0) workspace.changeEvent(event);
    else workspace.addEvent(event);
    if (isOfficial) aggregate(workspace, device, event);
  }
}

/** Prices a device by an AggregateRating, unless it is rated too low to be sold. */
export function priceDevice(workspace: Workspace, device: DeviceRecord, rating: EventRecord, result: RateResult): void {
  const type = RATED[device.type];
  const edition = workspace.context.settings.officialPrice ?? OFFICIAL_PRICE;
  const computed = type === undefined ? null : priceBy(edition, type, result.rating);
  if (computed === null) return;
  const details = {
    family: 'price',
    currency: workspace.context.settings.currency,
    amount: computed.amount,
    ...edition,
    rating: rating.id,
    shares: computed.shares,
  } as const;
  const belonging = { id: workspace.newId(), snapshot: rating.snapshot, agent: rating.agent };
  workspace.addEvent(linkEvent(workspace, { type: 'EreusePrice', about: NOTHING_SAID, details }, [device], belonging));
}

/** The rating of the device with this new rate in it; the pictures that were rated before stay in it. */
function aggregate(workspace: Workspace, device: DeviceRecord, rate: EventRecord): void {
  const details = aggregation(workspace, device, lastPictures(workspace, device));
  const belonging = { id: workspace.newId(), snapshot: rate.snapshot, agent: rate.agent };
  const input = { type: 'AggregateRating', about: NOTHING_SAID, details } as const;
  const event = workspace.addEvent(linkEvent(workspace, input, [device], belonging));
  if (details.result !== null) priceDevice(workspace, device, event, details.result);
}

function ratedComputer(
  workspace: Workspace,
  device: DeviceRecord,
  { appearanceRange, functionalityRange }: ManualRateDetails,
): RatedComputer {
  const components = workspace.componentsOf(device.id);
  const ofType = (type: DeviceType) => components.filter((component) => isA(component.type, type));
  const [processor] = ofType('Processor');
  return {
    processor:
      processor === undefined
        ? null
        : {
            cores: numberOf(processor, 'cores'),
            speedGHz: numberOf(processor, 'speed'),
            benchmark: benchmark(workspace, processor, 'BenchmarkProcessor', ({ rate }) => ({ rate })),
          },
    ramModules: ofType('RamModule').map((module) => ({
      sizeMB: numberOf(module, 'size'),
      speedMHz: numberOf(module, 'speed'),
    })),
    dataStorages: ofType('DataStorage').map((storage) => ({
      sizeMB: numberOf(storage, 'size'),
      benchmark: benchmark(workspace, storage, 'BenchmarkDataStorage', ({ readSpeed, writeSpeed }) =>
        readSpeed === null || writeSpeed === null ? null : { readSpeed, writeSpeed },
      ),
    })),
    appearance: appearanceRange,
    functionality: functionalityRange,
  };
}

type Measured = { readonly rate: number | null; readonly readSpeed: number | null; readonly writeSpeed: number | null };

/** The latest of exactly this type: the Sysbench one below it counts in other units. */
function benchmark<T>(
  workspace: Workspace,
  component: DeviceRecord,
  type: EventType,
  read: (measured: Measured) => T | null,
): T | null {
  const details = workspace.lastEvent(component.id, [type])?.details;
  return details?.family === 'benchmark' ? read(details) : null;
}

function numberOf({ properties }: DeviceRecord, name: string): number | null {
  const value = properties[name];
  return typeof value === 'number' ? value : null;
}
