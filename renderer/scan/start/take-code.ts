import { classifyCode, type ClassifiedCode } from '../../../protocol/labels/classify-code';
import type { Settings } from '../../../protocol/settings';
import { messages } from '../../messages';
import { mayBePin } from '../../scanner/may-be-pin';
import type { Console } from '../../store/console';
import { addScanned } from '../../store/start-draft';
import { visibleText } from '../../text/visible-text';
import { takeRackCode } from './rack/take-rack-code';

const TOPIC = 'look-up';

/**
 * Puts a scanned code where it belongs by what it is: the badge to the operator, the operation number to the operation, a serial
 * number to the list. Anything else is named and put nowhere.
 * @param signedIn a person who signed in is the operator; a badge then changes nothing
 */
export function takeStartCode(console: Console, code: string, labels: Settings['labels'], signedIn: boolean): ClassifiedCode {
  const found = classifyCode(code, labels);
  const { kind, value, note } = found;
  const { draft, notices, facts } = console;
  const state = facts.getState();
  const hidden = state.kind === 'ready' && mayBePin(value, state.facts);
  notices.dismissTopic(TOPIC);
  const { source, rack } = draft.getState();
  const taken = source !== 'rack' || rack === null || hidden ? null : takeRackCode(rack, code, found, labels);
  if (taken !== null) {
    draft.setState({ rack: taken });
    return found;
  }
  switch (kind) {
    case 'badge':
      if (signedIn && hidden) notices.raise('info', messages.start.mayBePin, TOPIC);
      else if (signedIn) notices.raise('info', messages.start.badgeWhileSignedIn({ badge: visibleText(value) }), TOPIC);
      else draft.setState({ operatorId: value });
      break;
    case 'operation':
      draft.setState({ operationId: value });
      break;
    case 'slot':
      notices.raise('warning', messages.start.rack.isASlot({ code: visibleText(value) }), TOPIC);
      break;
    default:
      if (hidden) notices.raise('warning', messages.start.mayBePin, TOPIC);
      else if (kind === 'serial') addSerial(console, value, note);
      else refuse(console, value, note);
  }
  return found;
}

/** A serial number goes on the list of labels; a list that was pasted or read from a file is the person's own. */
function addSerial(console: Console, sn: string, note: string): void {
  const { draft, notices } = console;
  const { source, pasted, file } = draft.getState();
  if (source === 'paste' && pasted.trim() !== '') {
    draft.setState({ pasted: `${pasted.replace(/\s+$/, '')}\n${sn}\n` });
    notices.raise('info', messages.start.addedToPasted({ sn: visibleText(sn) }), TOPIC);
    return;
  }
  if (source === 'file' && file !== null) {
    notices.raise('warning', messages.start.listIsAFile({ sn: visibleText(sn) }), TOPIC);
    return;
  }
  draft.setState({ source: 'scan', sourcePicked: true });
  addScanned(draft, sn, note);
}

/**
 * Puts what was typed into the serial number field on the list. What is no serial number stays in the field and is named.
 * @returns true when the field is empty now
 */
export function takeTyped(console: Console, labels: Settings['labels']): boolean {
  const { draft } = console;
  const { typed } = draft.getState();
  const { kind, value, note } = classifyCode(typed, labels);
  if (kind === 'empty') return true;
  if (kind !== 'serial') {
    draft.setState({ lastScan: { code: value, kind: 'refused', note: whyNoSerial({ kind, value, note }) } });
    return false;
  }
  addScanned(draft, value, note);
  draft.setState({ typed: '' });
  return true;
}

/** The list with what stands in the serial number field, if it is a serial number that is not on it yet. */
export function withTyped(scanned: readonly string[], typed: string, labels: Settings['labels']): readonly string[] {
  const { kind, value } = classifyCode(typed, labels);
  return kind !== 'serial' || scanned.includes(value) ? scanned : [...scanned, value];
}

function whyNoSerial({ kind, value, note }: ClassifiedCode): string {
  if (kind === 'slot') return messages.start.rack.isASlot({ code: visibleText(value) });
  if (kind === 'badge') return messages.start.isABadge({ code: visibleText(value) });
  return kind === 'operation' ? messages.start.isAnOperation({ code: visibleText(value) }) : note;
}

function refuse({ draft, notices }: Console, code: string, note: string): void {
  draft.setState({ lastScan: { code, kind: 'refused', note } });
  // The list shows it itself.
  if (draft.getState().source !== 'scan') notices.raise('warning', note, TOPIC);
}
