import type { DeviceInput, DeviceRecord, EventInput, EventRecord, SnapshotDetails, SnapshotSubmission } from './model';
import { interruptOlder } from './close-snapshot';
import { eachOnce } from './each-once';
import { expecting, isAllMet, meet } from './expected-events';
import { keepTarget, linkEvent, NOTHING_SAID } from './link-event';
import { matchComponents } from './match-components';
import { matchDevice } from './match-device';
import { isRated, rateDevice } from './rate-device';
import { recompose } from './recompose';
import type { Workspace } from './workspace';

/**
 * Brings the registry up to what a Snapshot describes: the device and its components, what is in what, the tags, and the events that it carries. Gives the Snapshot's
 * own event.
 */
export function applySnapshot(workspace: Workspace, submission: SnapshotSubmission): EventRecord {
  const matched = matchDevice(workspace, submission);
  const byScan = submission.software === 'BurnInConsole';
  const parts = submission.components === null ? [] : eachOnce(workspace, submission.components);
  const components = submission.components === null ? null : matchComponents(workspace, matched, parts, byScan);
  const id = workspace.newId();
  const moved =
    components === null ? { added: [], removed: [], taken: [] } : recompose(workspace, matched, components, submission, id);

  const partInputs = parts.map(({ input }) => input);
  const embedded = addEmbedded(workspace, submission.device, partInputs, matched, components ?? [], id);
  let expected = expecting(submission.expectedEvents);
  for (const event of embedded) ({ expected } = meet(expected, event.type, event.id));
  const closed = submission.closed === true || isAllMet(expected);
  const details: SnapshotDetails = {
    family: 'snapshot',
    uuid: submission.uuid,
    software: submission.software,
    version: submission.version,
    elapsed: submission.elapsed,
    expected,
    added: moved.added,
    removed: moved.removed,
    listed: components === null ? null : components.map((component) => component.id),
    closedAt: closed ? workspace.context.at : null,
  };
  const device = current(workspace, matched);
  const linked = linkEvent(workspace, { type: 'Snapshot', about: submission.about, details }, [device], {
    id,
    snapshot: null,
    agent: null,
  });
  const snapshot = { ...linked, closed, components: details.listed ?? linked.components, details };
  workspace.addEvent(snapshot);
  interruptOlder(workspace, snapshot);
  for (const { id: remove, from, components: gone } of moved.taken) {
    const about = { ...NOTHING_SAID, endTime: submission.about.endTime };
    const input = { type: 'Remove', about, details: { family: 'plain' } } as const;
    const parent = workspace.device(from);
    if (parent === null) continue;
    const event = linkEvent(workspace, input, [parent], { id: remove, snapshot: id, agent: null });
    workspace.addEvent({ ...event, components: gone });
  }
  for (const rate of waitingRates(workspace, device)) rateDevice(workspace, rate);
  for (const event of embedded) if (isRated(workspace, event.type)) rateDevice(workspace, event);
  return workspace.event(id) ?? snapshot;
}

/** The last grades that people gave before it was known what kind of computer it is. */
function waitingRates(workspace: Workspace, { id, type }: DeviceRecord): readonly EventRecord[] {
  if (workspace.rules < 2 || workspace.reads.device(id)?.type === type) return [];
  return (['WorkbenchRate', 'AppRate'] as const).flatMap((kind) => {
    const last = workspace.reads.lastEvent(id, [kind]);
    return last?.details.family === 'manualRate' && last.details.result === null ? [last] : [];
  });
}

function addEmbedded(
  workspace: Workspace,
  deviceInput: DeviceInput,
  partInputs: readonly DeviceInput[],
  device: DeviceRecord,
  components: readonly DeviceRecord[],
  snapshot: string,
): readonly EventRecord[] {
  const add = (inputs: readonly EventInput[], target: DeviceRecord) =>
    inputs.map((input) => {
      const known = current(workspace, target);
      keepTarget(input.type, known, input.at);
      return workspace.addEvent(linkEvent(workspace, input, [known], { id: workspace.newId(), snapshot, agent: null }));
    });
  const onDevice = add(deviceInput.events, device);
  const onComponents = components.flatMap((component, index) => add(partInputs[index]?.events ?? [], component));
  return [...onDevice, ...onComponents];
}

/** As it is after what this submission did to it so far. */
function current(workspace: Workspace, device: DeviceRecord): DeviceRecord {
  return workspace.device(device.id) ?? device;
}
