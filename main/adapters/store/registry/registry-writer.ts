import { createHash } from 'node:crypto';
import { text, type Text } from '../../../../protocol/texts/text';
import { AppError } from '../../../domain/errors';
import type { SeenDevice } from '../../../domain/ports/registry';
import type { SubmissionAnswer } from '../../../domain/registry/model';
import type { AuditDetail, AuditEntry } from '../../../domain/scan/events';
import type { Decide, RegistryCommand, SubmissionContext, SubmissionSource } from '../../../domain/registry/transaction';
import { canonicalJson } from '../canonical-json';
import type { SqliteDatabase } from '../sqlite';
import { storedText } from '../../../domain/records/stored-text';
import { applyChanges } from './apply-changes';
import { deviceMark } from './device-mark';
import { createRegistryReads } from './registry-reads';
import { createStatements } from './statements';
import { uuidKey } from './uuid-key';

/** What the writer is asked: a command with all that its decision needs but the next number, which only the open transaction knows. */
export interface RegistryChange {
  readonly kind: 'registry';
  readonly command: RegistryCommand;
  readonly context: Omit<SubmissionContext, 'nextDevice'>;
  /** The device that the command was made from. */
  readonly seen?: SeenDevice;
  /** Tags that are made before it, and only together with it: where it is refused, nothing of them stays. */
  readonly making?: {
    readonly command: Extract<RegistryCommand, { kind: 'createTags' }>;
    readonly context: RegistryChange['context'];
  };
}

interface Submitted {
  readonly answer: SubmissionAnswer;
  /** What people did with it. */
  readonly audit: readonly AuditEntry[];
}

export interface RegistryWriter {
  /** Decides and applies one submission. The caller holds the transaction: what this throws, it rolls back. */
  submit(change: RegistryChange): Submitted;
}

/** The only code that changes the registry's rows. */
export function createRegistryWriter(db: SqliteDatabase, decide: Decide): RegistryWriter {
  const statements = createStatements(db);
  const reads = createRegistryReads(statements);

  const nextDevice = () =>
    (statements.first<{ readonly last: number | null }>('select max(id) as last from registry_device')?.last ?? 0) + 1;

  const settingsId = (settings: SubmissionContext['settings']): number => {
    const body = canonicalJson(settings);
    const known = () => statements.first<{ readonly id: number }>('select id from registry_settings where body = ?', body)?.id;
    const id = known();
    if (id !== undefined) return id;
    statements.insert('registry_settings', { body });
    return known() ?? 0;
  };

  const decideOn = ({ command, context }: Pick<RegistryChange, 'command' | 'context'>): ReturnType<Decide> =>
    decide(command, reads, { ...context, nextDevice: nextDevice() });

  const write = ({ command, context }: Pick<RegistryChange, 'command' | 'context'>, decided: ReturnType<Decide>): Submitted => {
    const answer: SubmissionAnswer = decided.ok ? decided.value.answer : { status: decided.error.code, body: decided.error };
    if (decided.ok && !decided.value.repeated) applyChanges(statements, decided.value.changes);
    const json = JSON.stringify(command);
    statements.insert('registry_submission', {
      id: uuidKey(context.submission),
      at: Date.parse(context.at),
      command: json,
      command_hash: createHash('sha256').update(canonicalJson(command)).digest('hex'),
      source: JSON.stringify(context.source),
      settings: settingsId(context.settings),
      accepted: decided.ok ? 1 : 0,
      repeated: decided.ok && decided.value.repeated ? 1 : 0,
      uuid: decided.ok && decided.value.uuid !== null ? uuidKey(storedText(decided.value.uuid)) : null,
      answer: JSON.stringify(answer),
    });
    const changed = decided.ok && !decided.value.repeated;
    const repeated = decided.ok && decided.value.repeated;
    const entry = changed ? auditOf(command, context.source) : null;
    return {
      answer: repeated && answer.status === 201 ? { ...answer, repeated: true } : answer,
      audit: entry === null ? [] : [entry],
    };
  };

  const writeWithTags = (making: NonNullable<RegistryChange['making']>, change: RegistryChange): Submitted => {
    db.exec('savepoint making');
    const tags = write(making, decideOn(making));
    const decided = decideOn(change);
    const isInVain = !decided.ok && tags.answer.status === 201;
    db.exec(isInVain ? 'rollback to making; release making' : 'release making');
    // Refused, and not because somebody else has made them.
    if (tags.answer.status !== 201 && making.command.ids.some((id) => reads.tags(id).length === 0)) return tags;
    const written = write(change, decided);
    return { answer: written.answer, audit: isInVain ? [] : [...tags.audit, ...written.audit] };
  };

  return {
    submit(change) {
      const { making, seen } = change;
      if (seen !== undefined && deviceMark(statements, reads, seen.device) !== seen.mark)
        throw new AppError('notAllowedNow', text('registry.changedMeanwhile', { device: String(seen.device) }));
      return making === undefined ? write(change, decideOn(change)) : writeWithTags(making, change);
    },
  };
}

/** Scans and the HTTP service are no persons; their submissions are kept anyhow. */
function auditOf(command: RegistryCommand, { kind, author }: SubmissionSource): AuditEntry | null {
  if (kind === 'scan' || kind === 'http') return null;
  return {
    kind: 'audited',
    person: author ?? '',
    action: 'registryChanged',
    subject: subjectOf(command),
    before: null,
    after: command.kind === 'closeSnapshot' && typeof command.reason === 'string' ? command.reason : null,
  };
}

const MAX_NAMED = 20;

function subjectOf(command: RegistryCommand): AuditDetail {
  if (command.kind === 'createTags') return [text('audit.tags', { tags: listed(command.ids) })];
  if (command.kind === 'closeSnapshot') return [text('audit.snapshotClosed', { snapshot: command.snapshot })];
  const body: object = typeof command.body === 'object' && command.body !== null ? command.body : {};
  const { type, name, device, devices } = body as Readonly<Record<string, unknown>>;
  const word = typeof type === 'string' ? type : command.kind;
  if (command.kind === 'createAgent') return `${word} ${typeof name === 'string' ? name : ''}`.trim();
  const named: readonly unknown[] = Array.isArray(devices) ? devices : [device];
  const ids = named.filter((id) => typeof id === 'number' || typeof id === 'string');
  return ids.length === 0 ? word : [text('audit.ofDevices', { what: word, devices: listed(ids.map(String)) })];
}

function listed(items: readonly string[]): string | Text {
  const named = items.slice(0, MAX_NAMED).join(', ');
  return items.length <= MAX_NAMED ? named : text('audit.andMore', { named, more: items.length - MAX_NAMED });
}
