import { CircleCheck, ScanBarcode, TriangleAlert, Undo2, X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { LongList } from '../chrome/LongList';
import { messages } from '../messages';
import { useConsole, useDraft } from '../store/console-context';
import { addScanned, removeScanned } from '../store/start-draft';
import { formatCount } from '../text/format';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';

/** Serial numbers scanned one by one: how many, which was the last, and a warning for one that is there already. */
export function ScannedSerials() {
  const { draft } = useConsole();
  const scanned = useDraft((state) => state.scanned);
  const lastScan = useDraft((state) => state.lastScan);
  const [text, setText] = useState('');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    addScanned(draft, text);
    setText('');
  };
  const last = scanned.at(-1);
  return (
    <div className="scanned">
      <TextField className="field" value={text} onChange={setText}>
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
          <b>{formatCount(scanned.length)}</b> {messages.start.scannedCount(scanned.length)}
        </p>
        <span className="grow" />
        {last === undefined ? null : (
          <Button className="button" onPress={() => removeScanned(draft, last)}>
            <Undo2 aria-hidden size={20} />
            {messages.start.undo}
          </Button>
        )}
        {lastScan === null ? null : lastScan.kind === 'duplicate' ? (
          <p className="scanned-last twice">
            <TriangleAlert aria-hidden size={26} />
            {messages.start.duplicate(visibleText(lastScan.sn))}
          </p>
        ) : (
          <p className="scanned-last">
            <CircleCheck aria-hidden size={26} />
            {messages.start.added} <Outside text={lastScan.sn} mono />
          </p>
        )}
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
                aria-label={messages.start.remove(visibleText(sn))}
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
