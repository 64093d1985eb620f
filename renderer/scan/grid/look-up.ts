import { slotOfCode, type SlotCode } from '../../../protocol/labels/rack-slots';
import { classifyCode } from '../../../protocol/labels/classify-code';
import { messages } from '../../messages';
import { mayBePin } from '../../scanner/may-be-pin';
import { rowWord } from '../../ui/bucket-word';
import { canRun } from '../../store/acts';
import type { Console } from '../../store/console';
import { isUnacknowledged } from '../../store/unacknowledged';
import type { UnknownCode } from '../../store/look-up-result';
import { targetOf } from '../../store/target';
import { visibleText } from '../../text/visible-text';
import { nearSerials } from './near-serials';

const TOPIC = 'look-up';

/**
 * A code that was scanned while a scan is shown, by what it is: a serial number is looked up, whole; a badge or an operation number
 * is kept for the next scan; anything else is named.
 */
export function lookUpCode(console: Console, code: string): void {
  const { facts, draft, notices } = console;
  const state = facts.getState();
  if (state.kind !== 'ready') return;
  const { labels } = state.facts.settings;
  const { kind, value, note } = classifyCode(code, labels);
  const rack = state.facts.session?.rack;
  const label = rack === undefined ? null : slotOfCode(code, rack.rows, labels);
  if (rack !== undefined && label !== null) return aimAt(console, rack.name, label);
  const hidden = mayBePin(value, state.facts);
  const shown = hidden ? messages.unknownUnit.hidden : visibleText(value);
  notices.dismissTopic(TOPIC);
  switch (kind) {
    case 'serial':
      if (console.rackView.getState().aimed !== null) return void place(console, value, hidden);
      acknowledge(console, exactly(console, value));
      return show(console, exactly(console, value), { code: value, note, hidden });
    case 'badge':
      if (state.facts.signIn.person === null) draft.setState({ operatorId: value });
      return notices.raise('info', messages.grid.badgeScanned({ badge: shown }), TOPIC);
    case 'operation':
      if (value === state.facts.session?.operationId) return console.hint.say(messages.grid.thisOperation({ operation: shown }));
      draft.setState({ operationId: value });
      return notices.raise('info', messages.grid.operationScanned({ operation: shown }), TOPIC);
    case 'slot':
      return notices.raise('warning', messages.rack.noRack({ code: shown }), TOPIC);
    default:
      return tellUnknown(console, { kind: 'noSerial', code: value, note, hidden, near: [] });
  }
}

/** The label of a slot: the next unit's label says what is in it. */
function aimAt({ rackView, notices, hint }: Console, rack: string, { slot, code }: SlotCode): void {
  notices.dismissTopic(TOPIC);
  rackView.setState({ aimed: slot });
  if (slot === null) notices.raise('warning', messages.rack.notHere({ rack: visibleText(rack), code: visibleText(code) }), TOPIC);
  else hint.say(messages.rack.aimedHint({ slot: visibleText(slot) }));
}

/** Puts on record that a unit is in the slot whose label was scanned before it. */
async function place(console: Console, sn: string, hidden: boolean): Promise<void> {
  const { rackView, facts, rows, askOrTell, notices, hint } = console;
  const slot = rackView.getState().aimed;
  const state = facts.getState();
  const index = exactly(console, sn);
  const row = index === undefined ? undefined : rows.row(index);
  rackView.setState({ aimed: null });
  if (slot === null || state.kind !== 'ready' || state.facts.session === null) return;
  if (row === undefined) return show(console, undefined, { code: sn, note: '', hidden });
  const { operationId: operation } = state.facts.session;
  if ((await askOrTell('scan.place', { operation, id: row.id, slot })) === undefined) return;
  const words = { sn: visibleText(row.sn), found: visibleText(slot) };
  if (row.slot === undefined || row.slot === slot) hint.say(messages.rack.placed(words));
  else notices.raise('warning', messages.rack.placedElsewhere({ ...words, expected: visibleText(row.slot) }), TOPIC);
}

/** Whoever has the unit in hand has seen that it failed. */
function acknowledge({ rows, facts, askOrTell }: Console, slot: number | undefined): void {
  const row = slot === undefined ? undefined : rows.row(slot);
  const state = facts.getState();
  if (row === undefined || !isUnacknowledged(row) || !canRun('acknowledge')) return;
  if (state.kind !== 'ready' || state.facts.session === null) return;
  const { operationId: operation } = state.facts.session;
  void askOrTell('scan.acknowledge', { operation, devices: [{ id: row.id, attempt: row.attempt }] });
}

/** A text that a person typed: a whole serial number, or a part of one only. A part of several leaves the grid narrowed to them. */
export function lookUpText(console: Console, text: string): void {
  const wanted = text.trim();
  if (wanted === '') return;
  const exact = exactly(console, wanted);
  if (exact !== undefined) return show(console, exact, { code: wanted, note: '', hidden: false });
  const upper = wanted.toUpperCase();
  const placed = slotsWith(console, (_sn, slot) => slot === upper)[0];
  if (placed !== undefined) return show(console, placed, { code: wanted, note: '', hidden: false });
  const containing = slotsWith(console, (sn) => sn.includes(upper));
  if (containing.length > 1) {
    console.lookUp.setState({ unknown: null });
    return console.hint.say(messages.grid.several({ count: containing.length, text: visibleText(wanted) }));
  }
  show(console, containing[0], { code: wanted, note: '', hidden: false });
}

/** Shows the device, or that there is none. */
function show(console: Console, slot: number | undefined, unknown: Omit<UnknownCode, 'kind' | 'near'>): void {
  const { rows, view, facts, hint, lookUp } = console;
  const row = slot === undefined ? undefined : rows.row(slot);
  if (slot === undefined || row === undefined) {
    const state = facts.getState();
    const listed = state.kind === 'ready' && state.facts.session?.rosterSize !== null;
    return tellUnknown(console, { ...unknown, kind: listed ? 'notOnList' : 'notInScan', near: nearSerials(rows, unknown.code) });
  }
  lookUp.setState({ unknown: null });
  if (view.store.getState().query !== '') view.setQuery('');
  view.goTo(slot);
  const state = facts.getState();
  hint.say(
    messages.grid.found({
      sn: visibleText(row.sn),
      status: rowWord(row, targetOf(state.kind === 'ready' ? state.facts.session?.scanMode : 0)),
    }),
  );
}

/** Nothing that was shown of another device stays beside the news. */
function tellUnknown({ view, hint, lookUp }: Console, unknown: UnknownCode): void {
  view.review(null);
  hint.say('');
  lookUp.setState({ unknown });
}

function exactly(console: Console, wanted: string): number | undefined {
  const upper = wanted.toUpperCase();
  return slotsWith(console, (sn) => sn === upper)[0];
}

/** @param fits is given serial number and slot of the rack in capitals; of one without a slot an empty text */
function slotsWith({ rows }: Console, fits: (sn: string, slot: string) => boolean): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < rows.size; slot += 1) {
    const row = rows.row(slot);
    if (fits(row?.sn.toUpperCase() ?? '', (row?.foundIn ?? row?.slot ?? '').toUpperCase())) slots.push(slot);
  }
  return slots;
}
