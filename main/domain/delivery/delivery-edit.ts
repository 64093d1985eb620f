import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { NotificationBody, ScanLog } from '../../../protocol/http';
import { POST_BODIES } from '../../../protocol/post-bodies';
import { DELIVERY_KINDS } from '../../../protocol/delivery-kinds';
import { readAs } from '../../../protocol/read-as';
import { err, ok, type Result } from '../../../protocol/result';
import { visibleText } from '../../../protocol/visible-text';
import { parseJsonObject } from '../../../protocol/wire/body';
import { firstFaultText } from '../../../protocol/wire/issue-text';
import { logClaimsMore, notificationClaimsMore } from './edit-claims';
import { changedJson, type JsonChange } from './changed-json';
import { isPair } from './outbox-policy';
import type { StoredDelivery } from '../ports/deliveries';

/** The largest body that is edited, in characters. */
export const MAX_EDITED_CHARACTERS = 1024 * 1024;

/** What an edit makes of a message. */
export interface EditedBody {
  readonly body: string;
  readonly serials: readonly string[];
  readonly changes: readonly JsonChange[];
}

/** How a message may be corrected. */
export type Editing = { readonly kind: 'body' | 'takeOut' } | { readonly kind: 'no'; readonly why: Text };

/** Only what was refused for good is corrected: anything else may have been taken in the form that it has. */
export function editingOf({ state, kind, body, serials, replacedBy }: StoredDelivery): Editing {
  if (replacedBy !== undefined) return { kind: 'no', why: text('edit.editedAlready') };
  if (state !== 'rejected') return { kind: 'no', why: text('edit.onlyRejected') };
  if (DELIVERY_KINDS[kind].editable === 'takeOut')
    return serials.length > 1 ? { kind: 'takeOut' } : { kind: 'no', why: text('edit.oneSerial') };
  return body.length <= MAX_EDITED_CHARACTERS ? { kind: 'body' } : { kind: 'no', why: text('edit.tooLong') };
}

/**
 * The corrected JSON text of a refused log or notification, checked by the schema that our own messages are written with.
 * A verdict is not edited: what the scan did not pass cannot be made to pass here, nor be left out.
 */
export function editBody({ kind, body }: StoredDelivery, entered: string): Result<EditedBody, Text | Texts> {
  if (isPair(kind)) return err(text('edit.notThatWay'));
  const read = parseJsonObject(entered);
  if (!read.ok) return err(read.error.reason);
  const parsed = readAs(POST_BODIES[kind], read.value);
  if (!parsed.success) return err(text('edit.isNone', { kind, issue: firstFaultText(parsed.error) }));
  const before: unknown = JSON.parse(body);
  const more = claimsMore(before, parsed.data);
  if (more !== null) return err(more);
  const changes = changedJson(before, parsed.data);
  if (changes.length === 0) return err(text('edit.nothingChanged'));
  return ok({ body: JSON.stringify(parsed.data), serials: [], changes });
}

/** A refused pair or burn without some of its serial numbers. None can be added. */
export function takeOut({ kind, body, serials }: StoredDelivery, out: readonly string[]): Result<EditedBody, Text | Texts> {
  if (!isPair(kind)) return err(text('edit.notThatWay'));
  const other = out.find((sn) => !serials.includes(sn));
  if (other !== undefined) return err(text('edit.notInMessage', { serial: visibleText(other, 128) }));
  const leaving = new Set(out);
  const kept = serials.filter((sn) => !leaving.has(sn));
  if (kept.length === serials.length) return err(text('edit.nothingChanged'));
  if (kept.length === 0) return err(text('edit.oneHasToStay'));
  const before: unknown = JSON.parse(body);
  const parsed = readAs(POST_BODIES[kind], before);
  if (!parsed.success) return err(text('edit.isNone', { kind, issue: firstFaultText(parsed.error) }));
  const after = { ...parsed.data, snArray: parsed.data.snArray.filter((sn) => !leaving.has(sn)) };
  return ok({
    body: JSON.stringify(after),
    serials: kept,
    changes: [{ path: 'snArray', before: JSON.stringify(serials), after: JSON.stringify(kept) }],
  });
}

/** What to say when an edited message claims more than the one that it corrects. One that was not written by our schema has no claim to compare. */
function claimsMore(before: unknown, after: unknown): Text | null {
  const [log, editedLog] = [readAs(ScanLog, before), readAs(ScanLog, after)];
  if (log.success && editedLog.success) return logClaimsMore(log.data, editedLog.data);
  const [told, editedTold] = [readAs(NotificationBody, before), readAs(NotificationBody, after)];
  return told.success && editedTold.success ? notificationClaimsMore(told.data, editedTold.data) : null;
}
