import { text } from '../../../protocol/texts/text';
import type {
  AggregateRatingDetails,
  DeviceRecord,
  EventRecord,
  EventSubmission,
  ImageInput,
  ImageSetDetails,
  PhotoboxRateDetails,
} from './model';
import { refuse } from './reading/refusal';
import type { EventType } from '../../../protocol/registry/event-types';
import { aggregation, pictureRate } from './aggregate';
import { type Belonging, linkEvent, NOTHING_SAID } from './link-event';
import { PHOTOBOX_EDITION, pictureRating } from './rating/photobox';
import { priceDevice } from './rate-device';
import type { Workspace } from './workspace';

/** Writes a set of pictures; the bytes are handed on apart from the event. */
export function addImageSet(workspace: Workspace, event: EventRecord, details: ImageSetDetails): EventRecord {
  const images = details.images.map((image): ImageInput => {
    const { name, fileFormat, orientation, content } = image;
    const id = workspace.newId();
    const device = event.devices[0] ?? 0;
    workspace.addImage({ record: { id, imageSet: event.id, device, name, fileFormat, orientation }, content: content ?? '' });
    return { id, name, fileFormat, orientation, content: null };
  });
  return workspace.addEvent({ ...event, details: { ...details, images } });
}

/**
 * Writes the rate of one picture. The first one of a round makes an AggregateRating that waits; each is linked to it; the last one completes it with a rating
 * from all pictures and the last official WorkbenchRate, and prices the device. After that, the next rate begins another round. A round belongs to one agent and one kind of
 * rate; a picture that is rated twice in a round counts with the later rate.
 */
export function addPhotoboxRate(
  workspace: Workspace,
  submission: EventSubmission,
  details: PhotoboxRateDetails,
  belonging: Belonging,
): EventRecord {
  const { device, imageSet, images } = findSet(workspace, submission, details.image);
  const type = typeBy(workspace, submission);
  const round = openRound(workspace, device, imageSet, type, belonging.agent);
  const aggregateId = round?.event.id ?? workspace.newId();
  const filled = {
    ...details,
    ...PHOTOBOX_EDITION,
    imageSet: imageSet.id,
    aggregate: aggregateId,
    rating: pictureRating(pictureRate(details)),
  };
  const rate = workspace.addEvent(linkEvent(workspace, { ...submission.event, type, details: filled }, [device], belonging));
  const before = (round?.details.photobox ?? []).filter((id) => imageOf(workspace, id) !== details.image);
  const photobox = [...before, rate.id];
  const isComplete = images.every((image) => photobox.some((id) => imageOf(workspace, id) === image));
  const aggregated = aggregation(workspace, device, { imageSet: imageSet.id, photobox }, isComplete);
  const input = { type: 'AggregateRating', about: NOTHING_SAID, details: aggregated } as const;
  const aggregate = round?.event ?? linkEvent(workspace, input, [device], { ...belonging, id: aggregateId });
  const after = { ...aggregate, updated: workspace.context.at, details: aggregated };
  if (round === null) workspace.addEvent(after);
  else workspace.changeEvent(after);
  if (aggregated.result !== null) priceDevice(workspace, workspace.device(device.id) ?? device, after, aggregated.result);
  return rate;
}

function findSet(workspace: Workspace, { devices }: EventSubmission, imageId: string) {
  const image = workspace.reads.image(imageId);
  const imageSet = image === null ? null : workspace.event(image.imageSet);
  const device = image === null ? null : workspace.device(image.device);
  if (imageSet === null || device === null || imageSet.details.family !== 'imageSet')
    return refuse('ResourceNotFound', text('registry.noPicture', { image: imageId }), 'image');
  if (devices.some((id) => id !== device.id))
    refuse(
      'ValidationError',
      text('registry.pictureOfOther', { device: String(device.id), named: devices.join(', ') }),
      'device',
    );
  return { device, imageSet, images: imageSet.details.images.flatMap(({ id }) => id ?? []) };
}

interface Round {
  readonly event: EventRecord;
  readonly details: AggregateRatingDetails;
}

/** The AggregateRating of this set, agent and kind of rate that waits for more pictures; null when none does. */
function openRound(
  workspace: Workspace,
  device: DeviceRecord,
  imageSet: EventRecord,
  type: EventType,
  agent: string | null,
): Round | null {
  for (const event of workspace.eventsOf(device.id, ['AggregateRating']).toReversed()) {
    const { details } = event;
    if (details.family !== 'aggregateRating' || details.imageSet !== imageSet.id || details.waitsFor !== 'photos') continue;
    const first = workspace.event(details.photobox[0] ?? '');
    if (first?.type === type && first.agent === agent) return { event, details };
  }
  return null;
}

/** A person or a software; what of the event says so is only asked where nobody is named. */
function typeBy(workspace: Workspace, { event: { type }, agent }: EventSubmission): EventType {
  if (workspace.rules < 2) return type;
  const rater = agent === null ? null : workspace.reads.agent(agent);
  const isSoftware = rater?.type === 'Software' || (rater === null && type === 'PhotoboxAIRate');
  const decided = isSoftware ? 'PhotoboxAIRate' : 'PhotoboxUserRate';
  if (type === 'PhotoboxRate' || type === decided) return decided;
  return refuse(
    'ValidationError',
    text('registry.rateOfOtherKind', { agent: agent ?? '', kind: isSoftware ? 'software' : 'other', type: decided }),
    'type',
  );
}

function imageOf(workspace: Workspace, rate: string): string | null {
  const details = workspace.event(rate)?.details;
  return details?.family === 'photoboxRate' ? details.image : null;
}
