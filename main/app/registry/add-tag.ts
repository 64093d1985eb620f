import { text } from '../../../protocol/texts/text';
import type { SubmissionAnswer } from '../../domain/registry/model';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { AppError } from '../../domain/errors';
import { refusalOf } from './answer';

/**
 * Makes the tag unless there is one that waits to be used, and links it through a Snapshot of the device, which is the one way to link tags.
 * Rejects with `refused` when the device cannot be named in a Snapshot, or the tag belongs elsewhere.
 */
export async function addTag(
  registry: Registry,
  device: number,
  tag: string,
  { source, version }: { readonly source: SubmissionSource; readonly version: string },
): Promise<SubmissionAnswer> {
  const page = await registry.devicePage(device);
  if (page === null) throw new AppError('refused', text('registry.noDevice', { device: String(device) }));
  if (page.hid === null && page.tagDetails.length === 0) throw new AppError('refused', text('registry.noTagYet'));
  const there = await registry.deviceOfTag(tag);
  if (!there.ok && there.error.type === 'ResourceNotFound') {
    const made = await registry.createTags([tag], {}, source);
    if (made.status !== 201) throw new AppError('refused', refusalOf(made));
  }
  const known = page.tagDetails.map(({ id, organization }) => ({
    type: 'Tag',
    id,
    ...(organization === null ? {} : { organization }),
  }));
  const { type, manufacturer, model, serialNumber, properties } = page;
  return registry.submit(
    {
      type: 'Snapshot',
      software: 'DesktopApp',
      version,
      device: { ...properties, type, manufacturer, model, serialNumber, tags: [...known, { type: 'Tag', id: tag }] },
    },
    'snapshot',
    source,
  );
}
