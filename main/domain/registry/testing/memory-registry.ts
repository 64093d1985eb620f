import type {
  AgentRecord,
  DeviceRecord,
  EventRecord,
  ImageRecord,
  Placement,
  RegistryError,
  SubmissionAnswer,
  TagRecord,
} from '../model';
import type { Result } from '../../../../protocol/result';
import { decide } from '../decide';
import { OFFICIAL_RATE, REGISTERED_RATES } from '../rating/rate-softwares';
import { RULES } from '../rules';
import type { Decision, RegistryCommand, RegistryReads, RegistrySettings, SubmissionSource } from '../transaction';

/** Everything that a registry holds, as plain data. */
export interface RegistryState {
  readonly devices: readonly DeviceRecord[];
  readonly events: readonly EventRecord[];
  readonly tags: readonly TagRecord[];
  readonly agents: readonly AgentRecord[];
  readonly images: readonly ImageRecord[];
  /** In the order in which they began. */
  readonly placements: readonly Placement[];
}

/** One accepted command with what was handed in with it, so that it can be replayed. */
export interface Accepted {
  readonly command: RegistryCommand;
  readonly submission: string;
  readonly at: string;
  readonly source: SubmissionSource;
}

/** A registry without a disk: what the domain decides is kept in maps. */
export interface MemoryRegistry {
  readonly reads: RegistryReads;
  run(command: RegistryCommand, replayed?: Omit<Accepted, 'command'>): Result<Decision, RegistryError>;
  snapshot(body: unknown): SubmissionAnswer;
  post(body: unknown): SubmissionAnswer;
  state(): RegistryState;
  accepted(): readonly Accepted[];
  useSource(source: Partial<SubmissionSource>): void;
}

export const TEST_SETTINGS: RegistrySettings = {
  rules: RULES,
  rates: REGISTERED_RATES.map(({ software, version }) => ({ software, version })),
  official: OFFICIAL_RATE,
  deriveDisposal: true,
  currency: 'EUR',
  mayCreateETags: false,
  stalledAfterMs: 3_600_000,
};

const BEGIN_MS = Date.UTC(2026, 0, 1);

export function createMemoryRegistry(settings: Partial<RegistrySettings> = {}): MemoryRegistry {
  const devices = new Map<number, DeviceRecord>();
  const events = new Map<string, EventRecord>();
  const tags = new Map<string, TagRecord>();
  const agents = new Map<string, AgentRecord>();
  const images = new Map<string, ImageRecord>();
  const placements: Placement[] = [];
  const answers = new Map<string, { readonly body: unknown; readonly answer: SubmissionAnswer }>();
  const log: Accepted[] = [];
  let source: SubmissionSource = { kind: 'cli', author: null, operation: null };
  let count = 0;

  const ofDevice = (device: number, types: readonly string[]) =>
    [...events.values()].filter((event) => event.devices.includes(device) && types.includes(event.type));
  const reads: RegistryReads = {
    device: (id) => devices.get(id) ?? null,
    deviceByHid: (hid) => [...devices.values()].find((device) => device.hid === hid) ?? null,
    devicesBySerialNumber: (serial) => [...devices.values()].filter((device) => device.serialNumber === serial),
    componentsOf: (parent) => [...devices.values()].filter((device) => device.parent === parent),
    tags: (id) => [...tags.values()].filter((tag) => tag.id === id || tag.secondary === id),
    tagsOfDevice: (device) => [...tags.values()].filter((tag) => tag.device === device),
    event: (id) => events.get(id) ?? null,
    snapshotByUuid: (uuid) =>
      [...events.values()].find(({ details }) => details.family === 'snapshot' && details.uuid === uuid) ?? null,
    eventsOfSnapshot: (snapshot) => [...events.values()].filter((event) => event.snapshot === snapshot),
    openSnapshots: (device) => ofDevice(device, ['Snapshot']).filter(({ closed }) => !closed),
    lastEvent: (device, types) => ofDevice(device, types).at(-1) ?? null,
    eventsOf: ofDevice,
    agent: (id) => agents.get(id) ?? null,
    agentByName: (name) => [...agents.values()].find((agent) => agent.name === name) ?? null,
    image: (id) => images.get(id) ?? null,
    placement: (component) => placements.find((stay) => stay.component === component && stay.until === null) ?? null,
    submissionByUuid: (uuid) => answers.get(uuid) ?? null,
  };

  const write = ({ changes }: Decision) => {
    for (const device of changes.devices) devices.set(device.id, device);
    for (const event of [...changes.events, ...changes.changedEvents]) events.set(event.id, event);
    for (const tag of changes.tags) tags.set(`${tag.id}/${tag.organization ?? ''}`, tag);
    for (const agent of changes.agents) agents.set(agent.id, agent);
    for (const { record } of changes.images) images.set(record.id, record);
    for (const stay of changes.ended) {
      const open = placements.findIndex(({ component, until }) => component === stay.component && until === null);
      if (open === -1) throw new Error(`Device ${stay.component} is in nothing.`);
      placements[open] = stay;
    }
    for (const stay of changes.begun) {
      if (reads.placement(stay.component) !== null) throw new Error(`Device ${stay.component} is in two computers.`);
      placements.push(stay);
    }
  };

  const run: MemoryRegistry['run'] = (command, replayed) => {
    count += 1;
    const submission = replayed?.submission ?? `00000000-0000-4000-8000-${(count * 0x10000).toString(16).padStart(12, '0')}`;
    const at = replayed?.at ?? new Date(BEGIN_MS + count * 1000).toISOString();
    const nextDevice = Math.max(0, ...devices.keys()) + 1;
    const context = {
      submission,
      at,
      nextDevice,
      source: replayed?.source ?? source,
      settings: { ...TEST_SETTINGS, ...settings },
    };
    const decided = decide(command, reads, context);
    if (!decided.ok || decided.value.repeated) return decided;
    write(decided.value);
    log.push({ command, submission, at, source: context.source });
    if (decided.value.uuid !== null && command.kind === 'submit')
      answers.set(decided.value.uuid, { body: command.body, answer: decided.value.answer });
    return decided;
  };

  const answer = (decided: Result<Decision, RegistryError>): SubmissionAnswer =>
    decided.ok ? decided.value.answer : { status: decided.error.code, body: decided.error };

  return {
    reads,
    run,
    snapshot: (body) => answer(run({ kind: 'submit', as: 'snapshot', body })),
    post: (body) => answer(run({ kind: 'submit', as: 'event', body })),
    state: () => ({
      devices: [...devices.values()],
      events: [...events.values()],
      tags: [...tags.values()],
      agents: [...agents.values()],
      images: [...images.values()],
      placements: [...placements],
    }),
    accepted: () => log,
    useSource(changed) {
      source = { ...source, ...changed };
    },
  };
}

/** The state that a fresh registry comes to by the same commands in the same order. */
export function replayed(accepted: readonly Accepted[], settings: Partial<RegistrySettings> = {}): RegistryState {
  const fresh = createMemoryRegistry(settings);
  for (const { command, ...handedIn } of accepted) {
    const decided = fresh.run(command, handedIn);
    if (!decided.ok) throw new Error(`A command that was accepted is refused in the replay: ${JSON.stringify(decided.error)}`);
  }
  return fresh.state();
}
