import { useQuery } from '@tanstack/react-query';
import type { CommandOutput } from '../../../protocol/ipc';
import { answerKey, type Known } from '../../server-state/known';

/** Pictures are large: so long they are kept after they were shown, ms. */
const KEPT_MS = 60_000;

type Picture = Known<CommandOutput<'registry.image'>>;

/** A picture as an address for `img`; undefined while it is read, null when there is none. */
export function usePicture(image: string): string | null | undefined {
  return useQuery<Picture, Error, string | null>({
    queryKey: answerKey('registry.image', { image }),
    // What an id names never changes.
    staleTime: ({ state }) => (hasPicture(state.data) ? 'static' : 0),
    gcTime: KEPT_MS,
    select: addressOf,
  }).data;
}

function hasPicture(known: Picture | undefined): boolean {
  return known?.problem === '' && known.last !== null;
}

function addressOf({ last }: Picture): string | null {
  return last === undefined || last === null
    ? null
    : `data:image/${last.fileFormat === 'jpg' ? 'jpeg' : 'png'};base64,${last.content}`;
}
