import { useMemo } from 'react';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import type { Settings } from '../../../protocol/settings';
import { visibleText } from '../../text/visible-text';
import type { StartDraft } from '../../store/start-draft';
import { withTyped } from './take-code';

/** The devices of the next scan. */
export interface Expected {
  readonly serials: readonly string[];
  /** What a device is called to a person: where a rack knows its slot, that goes first. */
  readonly nameOf: (sn: string) => string;
}

/** The devices that the scan will look for; what is typed and fits counts, because Start takes it. Undefined: whoever answers. */
export function useExpected(
  { source, scanned, typed, file, rack }: StartDraft,
  pasted: ParsedRoster | undefined,
  labels: Settings['labels'],
): Expected | undefined {
  return useMemo(() => {
    switch (source) {
      case 'anyone':
        return undefined;
      case 'scan':
        return { serials: withTyped(scanned, typed, labels), nameOf: (sn) => visibleText(sn) };
      case 'paste':
        return { serials: pasted?.serials ?? [], nameOf: (sn) => visibleText(sn) };
      case 'file':
        return { serials: file?.roster.serials ?? [], nameOf: (sn) => visibleText(sn) };
      case 'rack': {
        const slots = new Map([...(rack?.units ?? [])].map(([slot, sn]) => [sn, slot]));
        return { serials: [...slots.keys()], nameOf: (sn) => visibleText(`${slots.get(sn) ?? ''} ${sn}`.trim()) };
      }
    }
  }, [source, scanned, typed, file, rack, pasted, labels]);
}
