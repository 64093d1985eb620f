import type { DropItem } from 'react-aria-components';

/** The files among what was dropped. Folders and texts are passed over. */
export async function filesOfDrop(items: readonly DropItem[]): Promise<readonly File[]> {
  const files: File[] = [];
  for (const item of items) if (item.kind === 'file') files.push(await item.getFile());
  return files;
}
