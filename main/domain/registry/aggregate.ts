import type { AggregateRatingDetails, DeviceRecord, EventRecord, PhotoboxRateDetails } from './model';
import type { RateResult } from '../../../protocol/registry/rating';
import type { EventType } from '../../../protocol/registry/event-types';
import { aggregateOf } from './rating/aggregate';
import type { PictureRate } from './rating/photobox';
import type { Workspace } from './workspace';

/** The rates of the pictures of one set, one for each picture that has one. */
export interface Pictures {
  readonly imageSet: string;
  readonly photobox: readonly string[];
}

/** What an AggregateRating of the device says now. @param isComplete false: it waits for more pictures and has no result yet */
export function aggregation(
  workspace: Workspace,
  device: DeviceRecord,
  pictures: Pictures | null,
  isComplete = true,
): AggregateRatingDetails {
  const { official } = workspace.context.settings;
  const workbench = lastRate(workspace, device, 'WorkbenchRate');
  const app = workspace.rules < 2 ? undefined : lastRate(workspace, device, 'AppRate');
  const kinds = {
    workbench: resultOf(workbench),
    app: resultOf(app ?? null),
    pictures: pictures?.photobox.map((id) => pictureRateOf(workspace, id)) ?? null,
  };
  return {
    family: 'aggregateRating',
    ...official,
    workbench: workbench?.id ?? null,
    ...(app === undefined ? {} : { app: app?.id ?? null }),
    photobox: pictures?.photobox ?? [],
    imageSet: pictures?.imageSet ?? null,
    waitsFor: isComplete ? 'nothing' : 'photos',
    result: isComplete ? aggregateOf(kinds) : null,
  };
}

/** The set that was completed last: what a new grade keeps of the device's pictures. */
export function lastPictures(workspace: Workspace, device: DeviceRecord): Pictures | null {
  if (workspace.rules < 2) return null;
  let last: EventRecord | null = null;
  for (const event of workspace.eventsOf(device.id, ['AggregateRating'])) {
    const { details } = event;
    if (details.family !== 'aggregateRating' || details.waitsFor === 'photos' || details.imageSet === null) continue;
    if (last === null || event.updated >= last.updated) last = event;
  }
  if (last?.details.family !== 'aggregateRating' || last.details.imageSet === null) return null;
  return { imageSet: last.details.imageSet, photobox: last.details.photobox };
}

export function pictureRate({ grades, given }: PhotoboxRateDetails): PictureRate {
  return grades === null ? { kind: 'given', rating: given } : { kind: 'graded', grades };
}

function pictureRateOf(workspace: Workspace, id: string): PictureRate {
  const details = workspace.event(id)?.details;
  return details?.family === 'photoboxRate' ? pictureRate(details) : { kind: 'given', rating: null };
}

/** The last one that the official algorithm computed. */
function lastRate(workspace: Workspace, device: DeviceRecord, type: EventType): EventRecord | null {
  const { official } = workspace.context.settings;
  const isOfficial = ({ details }: EventRecord) =>
    details.family === 'manualRate' &&
    details.result !== null &&
    details.software === official.software &&
    details.version === official.version;
  return workspace.eventsOf(device.id, [type]).findLast(isOfficial) ?? null;
}

function resultOf(rate: EventRecord | null): RateResult | null {
  return rate?.details.family === 'manualRate' ? rate.details.result : null;
}
