import type { HistoryLine } from '../../protocol/history';
import type { DeviceListRow } from '../../protocol/registry/views';
import { messages } from '../messages';
import { type Act, type ActId, ACTS } from '../store/acts';
import type { RowTable } from '../store/row-table';
import { SerialIndex } from './serial-index';

/** As many lines of the palette are drawn at most. */
const MAX_SHOWN = 50;
/** So many operations and devices of the registry are asked for. */
export const MAX_ASKED = 8;

/** One line of the palette; `key` names it as long as the palette is open. */
export type Option =
  | { readonly kind: 'act'; readonly key: string; readonly act: Act }
  | { readonly kind: 'serial'; readonly key: string; readonly slot: number }
  | { readonly kind: 'operation'; readonly key: string; readonly line: HistoryLine }
  | { readonly kind: 'device'; readonly key: string; readonly device: DeviceListRow };

export interface OptionGroup {
  readonly kind: Option['kind'];
  readonly options: readonly Option[];
  /** How many fit, shown or not. */
  readonly total: number;
}

/** Acts whose name has every word that was typed, first those whose name begins so. The palette itself is none of them. */
export function actsFor(acts: ReadonlyMap<ActId, Act>, text: string): readonly Option[] {
  const wanted = text.toLocaleLowerCase();
  const words = wanted.split(/\s+/u).filter(Boolean);
  const begin: Option[] = [];
  const inside: Option[] = [];
  for (const id of ACTS) {
    const act = acts.get(id);
    if (act === undefined || act.disabled || id === 'palette') continue;
    const name = act.label.toLocaleLowerCase();
    if (!words.every((word) => name.includes(word))) continue;
    (name.startsWith(wanted) ? begin : inside).push({ kind: 'act', key: `act ${id}`, act });
  }
  return [...begin, ...inside];
}

/** The serial numbers of the scan that is shown, made ready once for as long as no other comes. */
export function serialsOf(rows: RowTable): (text: string) => OptionGroup {
  let size = -1;
  let index = new SerialIndex([]);
  return (text) => {
    if (rows.size !== size) {
      size = rows.size;
      index = new SerialIndex(rows.all().map(({ sn }) => sn));
    }
    const { places, total } = index.find(text, MAX_SHOWN);
    return { kind: 'serial', options: places.map((slot) => ({ kind: 'serial', key: `serial ${slot}`, slot })), total };
  };
}

/** What is drawn of all that fits: each group has its share from the top. */
export function shownOf(groups: readonly OptionGroup[]): readonly OptionGroup[] {
  let room = MAX_SHOWN;
  // What was asked for is short, and stands below: its room is kept.
  for (const { kind, options } of groups) if (kind !== 'serial') room -= options.length;
  return groups
    .map((group) => (group.kind === 'serial' ? { ...group, options: group.options.slice(0, Math.max(0, room)) } : group))
    .filter(({ options }) => options.length > 0);
}

/** What a screen reader is told of what was found. */
export function countSentence(groups: readonly OptionGroup[]): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return messages.palette.count({ count: total });
}
