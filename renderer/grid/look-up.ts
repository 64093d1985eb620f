import { messages } from '../messages';
import type { Console } from '../store/console';
import { visibleText } from '../text/visible-text';

const TOPIC = 'look-up';

/**
 * Goes to the device with this serial number. Without one: says so, or, when the text is part of one serial number only, goes to
 * that device; part of several leaves the grid narrowed to them.
 */
export function lookUp({ rows, view, notices, hint }: Console, text: string): void {
  const wanted = text.trim().toUpperCase();
  if (wanted === '') return;
  const containing: number[] = [];
  let exact: number | undefined;
  for (let slot = 0; slot < rows.size; slot += 1) {
    const sn = rows.row(slot)?.sn.toUpperCase() ?? '';
    if (sn === wanted) exact = slot;
    if (sn.includes(wanted)) containing.push(slot);
  }
  const slot = exact ?? (containing.length === 1 ? containing[0] : undefined);
  const row = slot === undefined ? undefined : rows.row(slot);
  if (slot === undefined || row === undefined) {
    if (containing.length > 1) hint.say(messages.grid.several(containing.length, visibleText(text.trim())));
    else notices.raise('warning', messages.grid.notInScan(visibleText(text.trim())), TOPIC);
    return;
  }
  notices.dismissTopic(TOPIC);
  if (view.store.getState().query !== '') view.setQuery('');
  view.goTo(slot);
  hint.say(messages.grid.found(visibleText(row.sn), messages.status[row.status]));
}
