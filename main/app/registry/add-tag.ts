import { text } from '../../../protocol/texts/text';
import type { SubmissionAnswer } from '../../domain/registry/model';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { AppError } from '../../domain/errors';

/** What else a tag needs. */
export interface TagContext {
  readonly source: SubmissionSource;
  readonly version: string;
  /** Throws once another person, or nobody, stands at the console. */
  readonly keepSame: () => void;
}

/** So often the device may be changed by somebody else while its Snapshot is made. */
const TRIES = 3;

/**
 * Makes the tag unless there is one that waits to be used, and links it through a Snapshot of the device, which is the one way to link tags:
 * both, or neither.
 * The Snapshot says what the device is; where somebody else changed that meanwhile, it is made again.
 * Rejects with `refused` when the device cannot be named in a Snapshot, or the tag belongs elsewhere.
 */
export async function addTag(registry: Registry, device: number, tag: string, context: TagContext): Promise<SubmissionAnswer> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await addTagOnce(registry, device, tag, context);
    } catch (error) {
      if (!(error instanceof AppError && error.texts[0]?.code === 'registry.changedMeanwhile') || tried === TRIES) throw error;
    }
  }
}

async function addTagOnce(
  registry: Registry,
  device: number,
  tag: string,
  { source, version, keepSame }: TagContext,
): Promise<SubmissionAnswer> {
  const seen = await registry.seenDevice(device);
  const page = await registry.devicePage(device);
  if (seen === null || page === null) throw new AppError('refused', text('registry.noDevice', { device: String(device) }));
  if (page.hid === null && page.tagDetails.length === 0) throw new AppError('refused', text('registry.noTagYet'));
  const known = page.tagDetails.map(({ id, organization }) => ({
    type: 'Tag',
    id,
    ...(organization === null ? {} : { organization }),
  }));
  const { type, manufacturer, model, serialNumber, properties } = page;
  const snapshot = {
    type: 'Snapshot',
    software: 'DesktopApp',
    version,
    device: { ...properties, type, manufacturer, model, serialNumber, tags: [...known, { type: 'Tag', id: tag }] },
  };
  const isNew = await isToBeMade(registry, tag);
  keepSame();
  if (!isNew) return registry.submit(snapshot, 'snapshot', source, seen);
  return registry.submitWithTag(snapshot, tag, source, seen);
}

async function isToBeMade(registry: Registry, tag: string): Promise<boolean> {
  const there = await registry.deviceOfTag(tag);
  return !there.ok && there.error.type === 'ResourceNotFound';
}
