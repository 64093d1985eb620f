import { counted } from '../../../protocol/counted';
import type { AuditLine } from '../../../protocol/people';
import type { AuditEntry, PruneCheckpoint, ScanEvent } from '../../domain/scan/events';
import type { StoredAudit } from '../../domain/ports/journal';

const ACTIONS = {
  signedIn: 'signed in',
  signedOut: 'signed out',
  signInRefused: 'sign-in refused',
  personSaved: 'saved person',
  personRemoved: 'removed person',
  settingsChanged: 'changed setting',
  secretChanged: 'changed secret',
  settingsExported: 'exported settings',
  settingsImported: 'read settings from',
  scanLogExported: 'exported scan log',
  evidenceExported: 'exported evidence',
  quarantineExported: 'exported quarantine',
  supportBundleMade: 'made support bundle',
  deliveryResent: 'sent again',
  deliveryEdited: 'edited and sent',
  deliverySettled: 'settled a message',
  registryChanged: 'registered',
} as const satisfies Record<AuditEntry['action'], string>;

/** One entry of the chain as a line of the audit trail; null for what no person did. */
export function auditLine({ seq, at, operationId, event }: StoredAudit): AuditLine | null {
  const line = (
    person: string,
    action: string,
    subject: string,
    before: string | null = null,
    after: string | null = null,
  ): AuditLine => ({
    seq,
    at,
    person,
    action,
    subject,
    before,
    after,
  });
  switch (event.kind) {
    case 'audited':
      return line(
        event.person,
        ACTIONS[event.action],
        event.subject,
        settingWord(event, event.before),
        settingWord(event, event.after),
      );
    case 'scanStarted':
      return line(
        event.operatorId,
        'started scan',
        operationId,
        null,
        event.roster === null ? 'whoever answers' : `${counted(event.roster.length, 'device')} on the roster`,
      );
    case 'rescanAsked':
      return line(event.operatorId, 'asked for a rescan', operationId, null, listed(event.devices));
    case 'contestCleared':
      return line(event.operatorId, 'let a shared MAC pass', operationId, null, listed(event.devices));
    case 'waived':
      return line(event.operatorId, 'waived', operationId, listed(event.devices), event.reason);
    case 'scanClosed':
      return event.operatorId === undefined ? null : line(event.operatorId, 'finished scan', operationId);
    case 'pairConfirmed':
      return line(event.operatorId, 'confirmed pairing', operationId, `list ${event.digest}`, listed(event.serials));
    case 'pairSettled':
      return line(
        event.operatorId,
        event.as === 'done' ? 'settled pairing' : 'let a refused device be paired again',
        operationId,
        listed(event.devices),
        event.reason,
      );
    case 'pruned':
      return prunedLine(event, line);
    case 'unreadable':
      return line('', 'cannot be read', event.sentence);
    default:
      return notAPersonsDoing(event);
  }
}

/** A setting that nobody has chosen is stored as JSON has it. */
function settingWord({ action }: AuditEntry, value: string | null): string | null {
  return action === 'settingsChanged' && value === 'null' ? 'not chosen' : value;
}

function prunedLine(
  { person, olderThanDays, operationIds, ranges, events, reports, deliveries }: PruneCheckpoint,
  line: (person: string, action: string, subject: string, before: string, after: string) => AuditLine,
): AuditLine {
  const places = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  return line(
    person,
    'pruned',
    `scans closed more than ${counted(olderThanDays, 'day')} before: ${listed(operationIds)}`,
    `entries ${listed(places)}`,
    `${counted(events, 'entry', 'entries')}, ${counted(reports, 'raw report')} and ${counted(deliveries, 'message')} removed`,
  );
}

function notAPersonsDoing(
  _event: Exclude<
    ScanEvent,
    { kind: 'scanStarted' | 'rescanAsked' | 'contestCleared' | 'waived' | 'scanClosed' | 'pairConfirmed' | 'pairSettled' }
  >,
): null {
  return null;
}

function listed(items: readonly string[]): string {
  return items.length <= 20 ? items.join(', ') : `${items.slice(0, 20).join(', ')} and ${items.length - 20} more`;
}
