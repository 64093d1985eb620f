import { ChevronDown, ListChevronsDownUp, ListChevronsUpDown, ListRestart, RotateCw, Stamp, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Toolbar } from 'react-aria-components';
import type { DeviceRow, ScanCounts } from '../../../protocol/model';
import { messages } from '../../messages';
import { WaiveSheet } from '../../people/WaiveSheet';
import { isIn, type BucketId } from '../../store/buckets';
import type { Console } from '../../store/console';
import { useAct } from '../../store/acts';
import { useConsole, useFacts, useShownOperation, useView } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { formatCount } from '../../text/format';
import { shownWords } from '../../text/shown-words';
import { SaveMenu, useSaving, type Saving } from '../../ui/SaveMenu';
import { askAgain } from './ask-again';
import { LayoutSwitch } from '../rack/LayoutSwitch';
import { useIsRackShown } from '../rack/use-rack';
import { SerialSearch } from './SerialSearch';
import './toolbar.css';

/**
 * What can be done with the grid: find, open, sort again, rescan, export. The search stands outside the toolbar, whose arrow keys
 * would take the text cursor out of it.
 */
export function GridToolbar() {
  const console = useConsole();
  const { view, rows } = console;
  const misplaced = useView((state) => state.misplaced);
  const anyOpen = useView((state) => state.expanded.size > 0);
  const selected = useView((state) => state.selected);
  const counts = useFacts(({ session }) => session?.counts);
  const operation = useShownOperation();
  const asRack = useIsRackShown();
  const [busy, run] = useWrite();

  const rescan = (ids: readonly DeviceRow['id'][]) => run(() => askAgain(console, operation, ids));

  const rescans = bucketsToRescan(counts);
  useRescanActs({
    selected: selected.size,
    rescans,
    busy,
    onSelected: () => rescan(idsOf(rows, selected)),
    onBucket: (bucket) => rescan(idsIn(rows, bucket)),
  });

  return (
    <div className="toolbar">
      <SerialSearch />
      <LayoutSwitch />
      <Toolbar className="toolbar-acts" aria-label={messages.names.gridTools}>
        {asRack ? null : (
          <Button
            className="button"
            aria-label={anyOpen ? messages.grid.collapseAll : messages.grid.expandAll}
            onPress={() => view.expandAll(!anyOpen)}
          >
            {anyOpen ? <ListChevronsDownUp aria-hidden size={20} /> : <ListChevronsUpDown aria-hidden size={20} />}
            <span className="wide-only">{anyOpen ? messages.grid.collapseAll : messages.grid.expandAll}</span>
          </Button>
        )}
        {misplaced > 0 && !asRack ? (
          <Button className="button attention" onPress={() => view.reapply()}>
            <ListRestart aria-hidden size={20} />
            <span className="narrow-hidden">{messages.grid.reapply}</span>
            <span className="dim wide-only">{messages.grid.misplaced({ count: misplaced })}</span>
          </Button>
        ) : null}
        <span className="grow" />
        {selected.size > 0 ? (
          <>
            <Button className="button" isDisabled={busy} onPress={() => rescan(idsOf(rows, selected))}>
              <RotateCw aria-hidden size={20} />
              <span className="long">{messages.grid.rescanSelected({ count: selected.size })}</span>
              <span className="short" aria-hidden>
                {messages.grid.selected({ count: selected.size })}
              </span>
            </Button>
            <WaiveSelected rows={rows} selected={selected} />
            <Button
              className="button icon"
              aria-label={messages.labelled({
                label: messages.grid.clear,
                text: messages.grid.selected({ count: selected.size }),
              })}
              onPress={() => view.selectShown(false)}
            >
              <X aria-hidden size={20} />
            </Button>
          </>
        ) : (
          rescans.map(({ bucket, count, label, short }) => (
            <Button
              key={bucket}
              className="button rescan-one"
              isDisabled={busy || count === 0}
              onPress={() => rescan(idsIn(rows, bucket))}
            >
              <RotateCw aria-hidden size={20} />
              <span className="long">{label}</span>
              <span className="short" aria-hidden>
                {short}
              </span>
            </Button>
          ))
        )}
        {selected.size > 0 ? null : (
          <RescanMenu rescans={rescans} busy={busy} onRescan={(bucket) => rescan(idsIn(rows, bucket))} />
        )}
        <SaveOperation />
      </Toolbar>
    </div>
  );
}

/** What a closed scan can be saved as. */
function SaveOperation() {
  const { askOrTell } = useConsole();
  const operation = useShownOperation();
  const closed = useFacts(({ session }) => session?.phase === 'closed');
  const [busy, save] = useSaving();
  const report = (format: 'pdf' | 'csv'): Saving => ({
    kind: format,
    save: () => askOrTell('report.operation', { operation, format, language: shownWords().language }),
  });
  const scanLog: Saving = { kind: 'scanLog', save: () => askOrTell('export.scanLog', { operation }) };
  const evidence: Saving = { kind: 'evidence', save: () => askOrTell('export.evidence', { operation }) };
  const disabled = busy || !closed;
  useAct('saveReport', messages.names.saveReport, () => save(report('pdf')), { disabled });
  useAct('saveTable', messages.names.saveTable, () => save(report('csv')), { disabled });
  useAct('exportLog', messages.names.exportLog, () => save(scanLog), { disabled });
  useAct('exportEvidence', messages.names.exportEvidence, () => save(evidence), { disabled });
  return <SaveMenu savings={[report('pdf'), report('csv'), scanLog, evidence]} isDisabled={disabled} onSave={save} />;
}

interface Rescan {
  readonly bucket: BucketId;
  readonly count: number;
  readonly label: string;
  /** Where there is little room, beside the icon. */
  readonly short: string;
}

interface RescanActs {
  /** How many devices are ticked. */
  readonly selected: number;
  readonly rescans: readonly Rescan[];
  readonly busy: boolean;
  readonly onSelected: () => void;
  readonly onBucket: (bucket: BucketId) => void;
}

/** By a key: what is ticked, or else the first that there is to rescan; the device that is reviewed has its own button. */
function useRescanActs({ selected, rescans, busy, onSelected, onBucket }: RescanActs): void {
  const reviewing = useView((state) => state.reviewed !== null);
  const first = rescans.find(({ count }) => count > 0) ?? rescans[0];
  const label = selected > 0 ? messages.grid.rescanSelected({ count: selected }) : (first?.label ?? messages.grid.rescanMenu);
  const run = (): void => (selected > 0 ? onSelected() : first === undefined ? undefined : onBucket(first.bucket));
  useAct('rescan', label, run, { disabled: busy || (selected === 0 && (first?.count ?? 0) === 0), offered: !reviewing });
  const silent = rescans.find(({ bucket, count }) => bucket === 'noAnswer' && count > 0);
  useAct('rescanSilent', silent?.label ?? '', () => onBucket('noAnswer'), {
    disabled: busy,
    offered: silent !== undefined && (reviewing || selected > 0 || first !== silent),
  });
}

interface RescanMenuProps {
  readonly rescans: readonly Rescan[];
  readonly busy: boolean;
  readonly onRescan: (bucket: BucketId) => void;
}

/** The same in one button, where there is room for one. */
function RescanMenu({ rescans, busy, onRescan }: RescanMenuProps) {
  return (
    <MenuTrigger>
      <Button className="button rescan-menu" isDisabled={busy || rescans.every(({ count }) => count === 0)}>
        <RotateCw aria-hidden size={20} />
        {messages.grid.rescanMenu}
        <ChevronDown aria-hidden size={18} />
      </Button>
      <Popover className="popover acts" placement="bottom end">
        <Menu className="menu" aria-label={messages.grid.rescanMenu}>
          {rescans.map(({ bucket, count, label }) => (
            <MenuItem key={bucket} id={bucket} className="menu-item" isDisabled={count === 0} onAction={() => onRescan(bucket)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Whom one press asks again: the failed and the silent, always in their place; while MES left devices unchecked or does not know them, only who there is. */
function bucketsToRescan({
  fail = 0,
  noAnswer = 0,
  couldNotCheck = 0,
  notRegistered = 0,
}: Partial<ScanCounts> = {}): readonly Rescan[] {
  const { rescan, rescanOf } = messages.grid;
  const offer = (bucket: keyof typeof rescanOf, count: number): Rescan => ({
    bucket,
    count,
    label: rescan({ which: rescanOf[bucket]({ count }) }),
    short: rescanOf[bucket]({ count }),
  });
  const failed = offer('fail', fail);
  const silent = offer('noAnswer', noAnswer);
  if (couldNotCheck + notRegistered === 0) return [failed, silent];
  const others = [offer('couldNotCheck', couldNotCheck), offer('notRegistered', notRegistered)];
  return [failed, silent, ...others].filter(({ count }) => count > 0);
}

/** Of the chosen devices those that failed, once the scan is closed. */
function WaiveSelected({ rows, selected }: { readonly rows: Console['rows']; readonly selected: ReadonlySet<number> }) {
  const closed = useFacts(({ session }) => session?.phase === 'closed');
  const [waived, setWaived] = useState<readonly DeviceRow[]>([]);
  const failed = [...selected].flatMap((slot) => rows.row(slot) ?? []).filter(({ status }) => status === 'fail');
  if (!closed || (failed.length === 0 && waived.length === 0)) return null;
  return (
    <>
      <Button className="button" onPress={() => setWaived(failed)}>
        <Stamp aria-hidden size={20} />
        <span className="long">{messages.waive.several({ count: failed.length })}</span>
        <span className="short" aria-hidden>
          {formatCount(failed.length)}
        </span>
      </Button>
      {waived.length === 0 ? null : <WaiveSheet rows={waived} onClose={() => setWaived([])} />}
    </>
  );
}

function idsOf(rows: Console['rows'], slots: ReadonlySet<number>): DeviceRow['id'][] {
  return [...slots].flatMap((slot) => rows.row(slot)?.id ?? []);
}

function idsIn(rows: Console['rows'], bucket: BucketId): DeviceRow['id'][] {
  const ids: DeviceRow['id'][] = [];
  for (let slot = 0; slot < rows.size; slot += 1) {
    const row = rows.row(slot);
    if (row !== undefined && isIn(row, bucket)) ids.push(row.id);
  }
  return ids;
}
