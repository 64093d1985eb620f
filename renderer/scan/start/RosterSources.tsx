import { ClipboardPaste, FileText, Grid3x3, RadioTower, ScanBarcode, type LucideIcon } from 'lucide-react';
import { Button, Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import type { Rack } from '../../../protocol/racks';
import { messages } from '../../messages';
import { useConsole, useDraft, useFacts } from '../../store/console-context';
import type { RosterSource } from '../../store/start-draft';
import { useBusy } from '../../store/use-busy';
import { visibleText } from '../../text/visible-text';
import { nameColumn } from './name-column';
import { RosterReport } from './RosterReport';
import { RackSource } from './rack/RackSource';
import { SameAgain } from './SameAgain';
import { ScannedSerials } from './ScannedSerials';
import { takeOutLines } from './take-out-lines';

const SOURCES: readonly { readonly id: RosterSource; readonly Icon: LucideIcon }[] = [
  { id: 'rack', Icon: Grid3x3 },
  { id: 'anyone', Icon: RadioTower },
  { id: 'scan', Icon: ScanBarcode },
  { id: 'paste', Icon: ClipboardPaste },
  { id: 'file', Icon: FileText },
];

interface RosterSourcesProps {
  readonly pasted: ParsedRoster | undefined;
  readonly racks: readonly Rack[];
  readonly onRacksSaved: () => Promise<void>;
}

/** Which devices are scanned: those of a rack, whoever answers, or a list that silent devices are missed from. */
export function RosterSources({ pasted, racks, onRacksSaved }: RosterSourcesProps) {
  const { draft } = useConsole();
  const source = useDraft((state) => state.source);
  const lastScan = useFacts(({ session }) => session !== null);
  return (
    <section className="start-part card" data-sources="" aria-label={messages.start.devices}>
      <RadioGroup
        className="field grown"
        value={source}
        onChange={(value) =>
          draft.setState({ source: SOURCES.find(({ id }) => id === value)?.id ?? 'anyone', sourcePicked: true })
        }
      >
        <div className="sources-head">
          <Label className="start-heading">{messages.start.devices}</Label>
          <span className="grow" />
          {lastScan ? <SameAgain /> : null}
        </div>
        <div className="choices in-pairs">
          {SOURCES.map(({ id, Icon }) => (
            <Radio key={id} className="choice" value={id}>
              <span className="dot" aria-hidden />
              {messages.start.sources[id]}
              <span className="grow" />
              <Icon aria-hidden size={22} />
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {source === 'rack' ? <RackSource racks={racks} onSaved={onRacksSaved} /> : null}
      {source === 'anyone' ? <p className="dim">{messages.start.anyoneHelp}</p> : null}
      {source === 'scan' ? <ScannedSerials /> : null}
      {source === 'paste' ? <PastedSerials roster={pasted} /> : null}
      {source === 'file' ? <SerialFile /> : null}
    </section>
  );
}

function PastedSerials({ roster }: { readonly roster: ParsedRoster | undefined }) {
  const { draft } = useConsole();
  const pasted = useDraft((state) => state.pasted);
  return (
    <>
      <TextField className="field paste" value={pasted} onChange={(text) => draft.setState({ pasted: text })}>
        <Label>{messages.start.pasteField}</Label>
        <TextArea className="input" rows={4} spellCheck={false} />
      </TextField>
      <RosterReport
        roster={roster}
        onTakeOut={(lines) => draft.setState({ pasted: takeOutLines(pasted, lines) })}
        onNameColumn={(columns, column) => draft.setState({ pasted: nameColumn(pasted, columns, column) })}
      />
    </>
  );
}

function SerialFile() {
  const { askOrTell, draft } = useConsole();
  const file = useDraft((state) => state.file);
  const [busy, run] = useBusy();
  const choose = (): void =>
    run(async () => {
      const chosen = await askOrTell('roster.open', {});
      if (chosen !== undefined && chosen !== null) draft.setState({ file: chosen });
    });
  return (
    <>
      <div className="acts">
        <Button className="button" isDisabled={busy} onPress={choose}>
          <FileText aria-hidden size={20} />
          {file === null ? messages.start.chooseFile : messages.start.otherFile}
        </Button>
        <span className={file === null ? 'dim' : 'mono'}>
          {file === null ? messages.start.noFile : visibleText(file.fileName)}
        </span>
      </div>
      {file === null ? null : (
        // What is corrected here is no longer the file: it goes on as a pasted list.
        <RosterReport
          roster={file.roster}
          onTakeOut={(lines) => draft.setState({ source: 'paste', pasted: takeOutLines(file.text, lines), file: null })}
          onNameColumn={(columns, column) =>
            draft.setState({ source: 'paste', pasted: nameColumn(file.text, columns, column), file: null })
          }
        />
      )}
    </>
  );
}
