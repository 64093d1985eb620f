import { classifyCode } from '../../../protocol/labels/classify-code';
import { messages } from '../../messages';
import { mayBePin } from '../../scanner/may-be-pin';
import { rowWord } from '../../ui/bucket-word';
import type { Console } from '../../store/console';
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
  const { kind, value, note } = classifyCode(code, state.facts.settings.labels);
  const hidden = mayBePin(value, state.facts);
  const shown = hidden ? messages.unknownUnit.hidden : visibleText(value);
  notices.dismissTopic(TOPIC);
  switch (kind) {
    case 'serial':
      return show(console, exactly(console, value), { code: value, note, hidden });
    case 'badge':
      if (state.facts.signIn.person === null) draft.setState({ operatorId: value });
      return notices.raise('info', messages.grid.badgeScanned({ badge: shown }), TOPIC);
    case 'operation':
      if (value === state.facts.session?.operationId) return console.hint.say(messages.grid.thisOperation({ operation: shown }));
      draft.setState({ operationId: value });
      return notices.raise('info', messages.grid.operationScanned({ operation: shown }), TOPIC);
    default:
      return tellUnknown(console, { kind: 'noSerial', code: value, note, hidden, near: [] });
  }
}

/** A text that a person typed: a whole serial number, or a part of one only. A part of several leaves the grid narrowed to them. */
export function lookUpText(console: Console, text: string): void {
  const wanted = text.trim();
  if (wanted === '') return;
  const exact = exactly(console, wanted);
  if (exact !== undefined) return show(console, exact, { code: wanted, note: '', hidden: false });
  const containing = slotsWith(console, (sn) => sn.includes(wanted.toUpperCase()));
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

function slotsWith({ rows }: Console, fits: (sn: string) => boolean): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < rows.size; slot += 1) {
    if (fits(rows.row(slot)?.sn.toUpperCase() ?? '')) slots.push(slot);
  }
  return slots;
}
