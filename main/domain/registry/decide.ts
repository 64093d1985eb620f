import { text } from '../../../protocol/texts/text';
import type { JsonObject } from '../../../protocol/wire/body';
import type { EventRecord, EventSubmission, SnapshotSubmission } from './model';
import { readAgent } from './reading/read-agent';
import { readEvent } from './reading/read-event';
import { readSnapshot } from './reading/read-snapshot';
import { refusalAsResult, refuse } from './reading/refusal';
import { type DeviceLookUp, eventJson, snapshotJson } from './reading/write-json';
import { applyEvent } from './apply-event';
import { applySnapshot } from './apply-snapshot';
import { closeSnapshot } from './close-snapshot';
import { createAgent } from './create-agent';
import { createTags } from './create-tags';
import { keepRights } from './keep-rights';
import { rulesOf } from './rules';
import { isSameBody } from './same-body';
import type { Changes, Decide, Decision, RegistryCommand, RegistryReads, SubmissionKind } from './transaction';
import { createWorkspace, type Workspace } from './workspace';

/** See `Decide`. */
export const decide: Decide = (command, reads, context) =>
  refusalAsResult((): Decision => {
    if (command.kind === 'submit') {
      const submission = read(command.body, command.as, rulesOf(context.settings));
      const earlier = submission.uuid === null ? null : answeredBefore(submission.uuid, command.body, reads);
      if (earlier !== null) return earlier;
      const workspace = createWorkspace(reads, context);
      const body = answer(workspace, submission);
      keepRights(context.source, command, workspace.changes());
      const { uuid, notUnderstood } = submission;
      return { changes: workspace.changes(), answer: { status: 201, body, notUnderstood }, repeated: false, uuid };
    }
    const workspace = createWorkspace(reads, context);
    const body = answerCommand(workspace, command);
    keepRights(context.source, command, workspace.changes());
    return { changes: workspace.changes(), answer: { status: 201, body }, repeated: false, uuid: null };
  });

function answerCommand(workspace: Workspace, command: Exclude<RegistryCommand, { kind: 'submit' }>): JsonObject {
  switch (command.kind) {
    case 'createTags':
      return createTags(workspace, command);
    case 'createAgent':
      return { ...createAgent(workspace, readAgent(command.body)) };
    case 'closeSnapshot': {
      const snapshot = closeSnapshot(workspace, command);
      return snapshotJson(snapshot, workspace.reads.eventsOfSnapshot(snapshot.id), (id) => workspace.device(id));
    }
  }
}

function read(body: unknown, as: SubmissionKind, rules: number): SnapshotSubmission | EventSubmission {
  if (as === 'any') return read(body, typeOf(body) === 'Snapshot' || typeOf(body) === undefined ? 'snapshot' : 'event', rules);
  return as === 'snapshot' ? readSnapshot(body) : readEvent(body, rules);
}

/** Files of the first vintage may leave the type of a Snapshot out. */
function typeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'type') ? Reflect.get(body, 'type') : undefined;
}

const NO_CHANGES: Changes = {
  devices: [],
  events: [],
  changedEvents: [],
  tags: [],
  agents: [],
  images: [],
  ended: [],
  begun: [],
};

/** The same submission once more gets its first answer; another one under the same uuid is refused. */
function answeredBefore(uuid: string, body: unknown, reads: RegistryReads): Decision | null {
  const earlier = reads.submissionByUuid(uuid);
  if (earlier === null) return null;
  if (!isSameBody(earlier.body, body)) {
    refuse('UniqueViolation', text('registry.uuidTaken', { uuid }), 'uuid');
  }
  return { changes: NO_CHANGES, answer: earlier.answer, repeated: true, uuid };
}

function answer(workspace: Workspace, submission: SnapshotSubmission | EventSubmission): JsonObject {
  const lookUp: DeviceLookUp = (id) => workspace.device(id);
  if (submission.kind === 'snapshot') {
    const snapshot = applySnapshot(workspace, submission);
    return snapshotJson(snapshot, eventsBeside(workspace, snapshot), lookUp);
  }
  const event = applyEvent(workspace, submission);
  const generated = eventsBeside(workspace, event).map((other) => eventJson(other, lookUp));
  return { ...eventJson(event, lookUp), events: generated };
}

/** Everything else that this submission wrote. */
function eventsBeside(workspace: Workspace, event: EventRecord): readonly EventRecord[] {
  return workspace.changes().events.filter(({ id }) => id !== event.id);
}
