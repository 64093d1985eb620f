import { Boxes, History, ScanBarcode, SquareChevronRight, type LucideIcon } from 'lucide-react';
import { Keys } from '../ui/Keys';
import { keysOfAct } from '../keys/key-table';
import { deviceName } from '../registry/labels';
import { useRow } from '../store/console-context';
import { useTarget } from '../store/target';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { rowWord } from '../ui/bucket-word';
import type { Option } from './options';

const ICON: Readonly<Record<Option['kind'], LucideIcon>> = {
  act: SquareChevronRight,
  serial: ScanBarcode,
  operation: History,
  device: Boxes,
};

/** What stands on a line of the palette: what it is, and beside it what tells it from others. */
export function OptionLine({ option }: { readonly option: Option }) {
  const Icon = ICON[option.kind];
  return (
    <>
      <Icon aria-hidden size={20} />
      <Words option={option} />
    </>
  );
}

function Words({ option }: { readonly option: Option }) {
  switch (option.kind) {
    case 'act':
      return (
        <>
          <span className="palette-name">{option.act.label}</span>
          <Keys keys={keysOfAct(option.act.id).slice(0, 1)} />
        </>
      );
    case 'serial':
      return <Serial slot={option.slot} />;
    case 'operation':
      return (
        <>
          <span className="palette-name">
            <Outside text={option.line.operationId} mono />
          </span>
          <span className="dim">{formatDate(option.line.startedAt)}</span>
        </>
      );
    case 'device':
      return (
        <>
          <span className="palette-name">{deviceName(option.device)}</span>
          <span className="dim">
            {option.device.serialNumber === null ? null : <Outside text={option.device.serialNumber} mono />}
          </span>
        </>
      );
  }
}

function Serial({ slot }: { readonly slot: number }) {
  const row = useRow(slot);
  const target = useTarget();
  if (row === undefined) return null;
  return (
    <>
      <span className="palette-name">
        <Outside text={row.sn} mono />
      </span>
      <span className="dim">{rowWord(row, target)}</span>
    </>
  );
}
