import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ParsedRoster } from '../../protocol/parsed-roster';
import { rosterText } from '../../protocol/labels/roster-text';
import type { RackDraft } from './rack-draft';
import type { ScanMode } from '../../protocol/wire/v1';

/** Where the serials of the next scan come from; `anyone` takes whoever answers. */
export type RosterSource = 'anyone' | 'scan' | 'paste' | 'file' | 'rack';

/** A roster file as main read it. */
interface RosterFile {
  readonly fileName: string;
  readonly text: string;
  readonly roster: ParsedRoster;
}

/** The next scan as far as it is filled in. Kept outside the form, so that closing the form loses nothing. */
export interface StartDraft {
  readonly operatorId: string;
  readonly operationId: string;
  readonly scanMode: ScanMode;
  readonly source: RosterSource;
  readonly pasted: string;
  /** Serials scanned one by one, in order. */
  readonly scanned: readonly string[];
  /** A serial number that is being typed, and is not on the list yet. */
  readonly typed: string;
  /** What the last code came to. `note`: what is odd about it, or why it was not taken. */
  readonly lastScan: { readonly code: string; readonly kind: 'added' | 'duplicate' | 'refused'; readonly note: string } | null;
  readonly file: RosterFile | null;
  readonly rack: RackDraft | null;
  /** A person chose where the serials come from. */
  readonly sourcePicked: boolean;
  /** The operator asked for the start screen although a finished scan is there. */
  readonly wanted: boolean;
}

export type StartDraftStore = StoreApi<StartDraft>;

/** What belongs to the next scan alone, as it is before anything is filled in. */
const OF_ONE_SCAN = {
  operationId: '',
  pasted: '',
  scanned: [],
  typed: '',
  lastScan: null,
  file: null,
  rack: null,
  sourcePicked: false,
  wanted: false,
} as const satisfies Partial<StartDraft>;

export function createStartDraft(): StartDraftStore {
  return createStore<StartDraft>(() => ({ operatorId: '', scanMode: 0, source: 'anyone', ...OF_ONE_SCAN }));
}

/** Adds one serial number; one that is there already is not added twice. */
export function addScanned(store: StartDraftStore, code: string, note = ''): void {
  const { scanned } = store.getState();
  if (scanned.includes(code)) store.setState({ lastScan: { code, kind: 'duplicate', note } });
  else store.setState({ scanned: [...scanned, code], lastScan: { code, kind: 'added', note } });
}

export function removeScanned(store: StartDraftStore, sn: string): void {
  store.setState(({ scanned }) => ({ scanned: scanned.filter((other) => other !== sn), lastScan: null }));
}

/** The roster's text for `scan.start`; undefined: whoever answers, or a rack. */
export function rosterTextOf({ source, pasted, scanned, file }: StartDraft): string | undefined {
  switch (source) {
    case 'anyone':
    case 'rack':
      return undefined;
    case 'scan':
      // Quoted: a label may hold # or a comma.
      return scanned.length === 0 ? '' : rosterText(scanned);
    case 'paste':
      return pasted;
    case 'file':
      return file?.text ?? '';
  }
}

/** After a start: the roster and the operation belong to that scan, the operator stays. */
export function clearDraft(store: StartDraftStore): void {
  store.setState(OF_ONE_SCAN);
}
