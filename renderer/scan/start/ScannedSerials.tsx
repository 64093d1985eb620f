import { CircleCheck, OctagonX, ScanBarcode, TriangleAlert, Undo2, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { LongList } from '../../ui/LongList';
import { messages } from '../../messages';
import { useConsole, useDraft, useFacts } from '../../store/console-context';
import { removeScanned } from '../../store/start-draft';
import { formatCount } from '../../text/format';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { takeTyped } from './take-code';
import './scanned-serials.css';

/** Serial numbers scanned or typed one by one: how many, and what came of the last code. */
export function ScannedSerials() {
  const console = useConsole();
  const { draft } = console;
  const scanned = useDraft((state) => state.scanned);
  const typed = useDraft((state) => state.typed);
  const labels = useFacts(({ settings }) => settings.labels);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isTab = event.key === 'Tab' && !event.shiftKey && draft.getState().typed.trim() !== '';
    if (event.key !== 'Enter' && !isTab) return;
    // A scanner that is slow enough to be taken for a person may end with Tab, too: the next code would be written behind this one.
    const taken = takeTyped(console, labels);
    // What is no serial number keeps nobody in the field; the next code replaces it.
    if (!taken && event.target instanceof HTMLInputElement) event.target.select();
    if (taken || !isTab) event.preventDefault();
  };
  const last = scanned.at(-1);
  return (
    <div className="scanned">
      <TextField className="field" value={typed} onChange={(text) => draft.setState({ typed: text })}>
        <Label>{messages.start.scanField}</Label>
        <Input
          className="input tall mono"
          data-serial-field=""
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          placeholder={messages.start.scanHelp}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <output className="scanned-now">
        <p className="scanned-count">
          <b>{formatCount(scanned.length)}</b> {messages.start.scannedCount({ count: scanned.length })}
        </p>
        <span className="grow" />
        {last === undefined ? null : (
          <Button className="button" onPress={() => removeScanned(draft, last)}>
            <Undo2 aria-hidden size={20} />
            {messages.start.undo}
          </Button>
        )}
        <LastScan />
      </output>
      {scanned.length === 0 ? (
        <p className="scanned-none dim">
          <ScanBarcode aria-hidden size={40} strokeWidth={1.4} />
          {messages.start.rosterEmpty}
        </p>
      ) : (
        <LongList label={messages.start.scannedList} items={scanned.toReversed()} keyOf={(sn) => sn}>
          {(sn) => (
            <div className="scanned-line">
              <Outside text={sn} mono />
              <Button
                className="button icon plain"
                aria-label={messages.start.remove({ sn: visibleText(sn) })}
                onPress={() => removeScanned(draft, sn)}
              >
                <X aria-hidden size={20} />
              </Button>
            </div>
          )}
        </LongList>
      )}
    </div>
  );
}

/** What came of the last code: added, there already, or not a serial number. */
function LastScan() {
  const lastScan = useDraft((state) => state.lastScan);
  if (lastScan === null) return null;
  const { kind, code, note } = lastScan;
  if (kind === 'added') {
    return (
      <p className="scanned-last">
        <CircleCheck aria-hidden size={26} />
        <span>
          {messages.start.added} <Outside text={code} mono />
          {note === '' ? null : (
            <span className="scanned-note dim">
              <Outside text={note} />
            </span>
          )}
        </span>
      </p>
    );
  }
  return (
    <p
      className={kind === 'duplicate' ? 'scanned-last twice' : 'scanned-last refused'}
      role={kind === 'refused' ? 'alert' : undefined}
    >
      {kind === 'duplicate' ? <TriangleAlert aria-hidden size={26} /> : <OctagonX aria-hidden size={26} />}
      {kind === 'duplicate' ? (
        messages.start.duplicate({ sn: visibleText(code) })
      ) : (
        <span>
          <b>{messages.start.notAdded}</b> <Outside text={note} />
        </span>
      )}
    </p>
  );
}
