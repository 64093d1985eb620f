import { english } from '../../../messages/english';
import type { AuditLine } from '../../../protocol/people';
import { text, verbatim, type Text, type TextCode, type Texts } from '../../../protocol/texts/text';
import type { AuditDetail, AuditEntry, PruneCheckpoint, ScanEvent } from '../../domain/scan/events';
import { storedSubject } from './audit-subject';
import type { StoredAudit } from '../../domain/ports/journal';

const ACTIONS = {
  signedIn: 'audit.signedIn',
  signedOut: 'audit.signedOut',
  signInRefused: 'audit.signInRefused',
  personSaved: 'audit.personSaved',
  personRemoved: 'audit.personRemoved',
  settingsChanged: 'audit.settingsChanged',
  secretChanged: 'audit.secretChanged',
  settingsExported: 'audit.settingsExported',
  settingsImported: 'audit.settingsImported',
  scanLogExported: 'audit.scanLogExported',
  evidenceExported: 'audit.evidenceExported',
  quarantineExported: 'audit.quarantineExported',
  supportBundleMade: 'audit.supportBundleMade',
  deliveryResent: 'audit.deliveryResent',
  deliveryEdited: 'audit.deliveryEdited',
  deliverySettled: 'audit.deliverySettled',
  deliveriesReaddressed: 'audit.deliveriesReaddressed',
  registryChanged: 'audit.registryChanged',
  rackSaved: 'audit.rackSaved',
  rackRemoved: 'audit.rackRemoved',
  reportExported: 'audit.reportExported',
  selfTested: 'audit.selfTested',
} as const satisfies Record<AuditEntry['action'], TextCode>;

const MAX_LISTED = 20;

/** One entry of the chain as a line of the audit trail; null for what no person did. */
export function auditLine({ seq, at, operationId, event }: StoredAudit): AuditLine | null {
  const line = (
    person: string,
    action: Text,
    subject: Texts,
    before: Texts | null = null,
    after: Texts | null = null,
  ): AuditLine => ({
    seq,
    at,
    person,
    action: [action],
    subject,
    before,
    after,
  });
  const operation = verbatim(operationId);
  switch (event.kind) {
    case 'audited':
      return line(
        event.person,
        text(ACTIONS[event.action]),
        storedSubject(event),
        storedDetail(event, event.before),
        storedDetail(event, event.after),
      );
    case 'scanStarted':
      return line(event.operatorId, text('audit.scanStarted'), operation, null, [
        event.roster === null ? text('audit.whoeverAnswers') : text('audit.onRoster', { devices: event.roster.length }),
      ]);
    case 'rescanAsked':
      return line(event.operatorId, text('audit.rescanAsked'), operation, null, listed(event.devices));
    case 'unitPlaced':
      return line(event.operatorId, text('audit.unitPlaced'), operation, listed([event.device]), verbatim(event.slot));
    case 'contestCleared':
      return line(event.operatorId, text('audit.contestCleared'), operation, null, listed(event.devices));
    case 'failureAcknowledged':
      return line(event.operatorId, text('audit.failureAcknowledged'), operation, null, listed(event.devices));
    case 'waived':
      return line(event.operatorId, text('audit.waived'), operation, listed(event.devices), verbatim(event.reason));
    case 'scanClosed':
      return event.operatorId === undefined ? null : line(event.operatorId, text('audit.scanFinished'), operation);
    case 'pairConfirmed':
      return line(
        event.operatorId,
        text('audit.pairConfirmed'),
        operation,
        [text('audit.list', { digest: event.digest })],
        listed(event.serials),
      );
    case 'pairSettled':
      return line(
        event.operatorId,
        event.as === 'done' ? text('audit.pairSettled') : text('audit.pairedAgain'),
        operation,
        listed(event.devices),
        verbatim(event.reason),
      );
    case 'pruned':
      return prunedLine(event, line);
    case 'unreadable':
      return line('', text('audit.unreadable'), [event.why]);
    default:
      return notAPersonsDoing(event);
  }
}

/** A setting that nobody has chosen is stored as JSON has it. */
function storedDetail({ action }: AuditEntry, value: AuditDetail | null): Texts | null {
  if (typeof value !== 'string') return value;
  return action === 'settingsChanged' && value === 'null' ? [text('audit.notChosen')] : verbatim(value);
}

function prunedLine(
  { person, olderThanDays, operationIds, ranges, events, reports, deliveries }: PruneCheckpoint,
  line: (person: string, action: Text, subject: Texts, before: Texts, after: Texts) => AuditLine,
): AuditLine {
  return line(
    person,
    text('audit.pruned'),
    [text('audit.closedBefore', { days: olderThanDays, operations: listed(operationIds) })],
    [text('audit.entries', { places: placesOf(ranges) })],
    [text('audit.removed', { entries: events, reports, messages: deliveries })],
  );
}

function placesOf(ranges: PruneCheckpoint['ranges']): Texts {
  const shown = ranges.slice(0, MAX_LISTED);
  const places = shown.map(({ from, to }, index) => {
    const isLast = index === shown.length - 1;
    const [one, range] = isLast
      ? (['audit.place', 'audit.range'] as const)
      : (['audit.placeAndMore', 'audit.rangeAndMore'] as const);
    return from === to ? text(one, { entry: from }) : text(range, { from, to });
  });
  const more = ranges.length - shown.length;
  return more === 0 ? places : [...places, text('audit.morePlaces', { more })];
}

function notAPersonsDoing(
  _event: Exclude<
    ScanEvent,
    {
      kind:
        | 'scanStarted'
        | 'rescanAsked'
        | 'unitPlaced'
        | 'contestCleared'
        | 'failureAcknowledged'
        | 'waived'
        | 'scanClosed'
        | 'pairConfirmed'
        | 'pairSettled';
    }
  >,
): null {
  return null;
}

function listed(items: readonly string[]): Texts {
  const named = items.slice(0, MAX_LISTED).join(', ');
  return items.length <= MAX_LISTED ? verbatim(named) : [text('audit.andMore', { named, more: items.length - MAX_LISTED })];
}

/** The same in English, for the terminal and for files. */
export function auditInWords(entry: StoredAudit) {
  const line = auditLine(entry);
  if (line === null) return null;
  const { action, subject, before, after, ...rest } = line;
  const words = (texts: Texts | null): string | null => (texts === null ? null : english(texts));
  return { ...rest, action: english(action), subject: english(subject), before: words(before), after: words(after) };
}
