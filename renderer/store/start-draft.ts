import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ParsedRoster } from '../../protocol/ipc';
import type { ScanMode } from '../../protocol/wire/v1';

/** Where the serials of the next scan come from; `anyone` takes whoever answers. */
export type RosterSource = 'anyone' | 'scan' | 'paste' | 'file';

/** A roster file as main read it. */
export interface RosterFile {
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
  /** What the last scan of a serial came to. */
  readonly lastScan: { readonly sn: string; readonly kind: 'added' | 'duplicate' } | null;
  readonly file: RosterFile | null;
  /** The operator asked for the start screen although a finished scan is there. */
  readonly wanted: boolean;
}

export type StartDraftStore = StoreApi<StartDraft>;

export function createStartDraft(): StartDraftStore {
  return createStore<StartDraft>(() => ({
    operatorId: '',
    operationId: '',
    scanMode: 0,
    source: 'anyone',
    pasted: '',
    scanned: [],
    lastScan: null,
    file: null,
    wanted: false,
  }));
}

/** Adds one scanned serial; one that is there already is not added twice. Empty text is no scan. */
export function addScanned(store: StartDraftStore, text: string): void {
  const sn = text.trim();
  if (sn === '') return;
  const { scanned } = store.getState();
  if (scanned.includes(sn)) store.setState({ lastScan: { sn, kind: 'duplicate' } });
  else store.setState({ scanned: [...scanned, sn], lastScan: { sn, kind: 'added' } });
}

export function removeScanned(store: StartDraftStore, sn: string): void {
  store.setState(({ scanned }) => ({ scanned: scanned.filter((other) => other !== sn), lastScan: null }));
}

/** The roster's text for `scan.start`; undefined: whoever answers. */
export function rosterTextOf({ source, pasted, scanned, file }: StartDraft): string | undefined {
  switch (source) {
    case 'anyone':
      return undefined;
    case 'scan':
      return scanned.join('\n');
    case 'paste':
      return pasted;
    case 'file':
      return file?.text ?? '';
  }
}

/** After a start: the roster and the operation belong to that scan, the operator stays. */
export function clearDraft(store: StartDraftStore): void {
  store.setState({ operationId: '', pasted: '', scanned: [], lastScan: null, file: null, wanted: false });
}
