import type { LeftOver } from '../../../protocol/model';
import { messages } from '../../messages';

/** One number of what a scan left, in words. */
export interface LeftOverPart {
  readonly kind: 'notPaired' | 'refused' | 'unknown';
  readonly text: string;
}

/** What waits for a person after all, in the words of the scan's own headline; empty when nothing does. */
export function leftOverParts({ target, notPaired, refused, unknown }: LeftOver): readonly LeftOverPart[] {
  const parts: readonly (LeftOverPart & { readonly count: number })[] = [
    { kind: 'notPaired', count: notPaired, text: messages.leftOver.notPaired[target]({ count: notPaired }) },
    { kind: 'refused', count: refused, text: messages.headline.unsettled.refused({ count: refused }) },
    { kind: 'unknown', count: unknown, text: messages.headline.unsettled.unknown({ count: unknown }) },
  ];
  return parts.filter(({ count }) => count > 0);
}
