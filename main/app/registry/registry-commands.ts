import { Buffer } from 'node:buffer';
import type { DeviceAct } from '../../../protocol/device-acts';
import type { Role } from '../../../protocol/people';
import type { Accepted } from '../../../protocol/registry-commands';
import type { SubmissionAnswer } from '../../domain/registry/model';
import { AppError } from '../../domain/errors';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import type { CommandRows, CommandsOf } from '../command-row';
import { addTag } from './add-tag';
import { eventOfAnswer, refusalOf } from './answer';
import { submitRegistryFile } from './registry-file';
import { lookUpInRegistry } from './look-up';

/** What the commands of the device registry need. */
export interface RegistryDesk {
  /** Throws `notAllowedNow` where there is none. */
  readonly registry: () => Registry;
  readonly appVersion: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Badge or operator number of whoever stands at the console; null when nobody is known. */
  readonly author: () => string | null;
  /** What whoever is signed in may do; null where nobody has to sign in. */
  readonly role: () => Role | null;
  /** Called when something was written. */
  readonly onChanged: () => void;
}

export interface RegistryCommandServices {
  readonly registryDesk: RegistryDesk;
}

/**
 * What each command of the device registry does; the store records who did it with what was done. What the registry refuses becomes an
 * `AppError` that says the same.
 */
export const REGISTRY_COMMANDS: CommandRows<CommandsOf<'registry'>, RegistryCommandServices> = {
  'registry.devices': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, query) => registry().devices(query),
  },
  'registry.models': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, { limit }) => [...(await registry().models(limit))],
  },
  'registry.device': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, { device }) => registry().devicePage(device),
  },
  'registry.events': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, { device, offset, limit }) => [
      ...(await registry().events(device, offset, limit)),
    ],
  },
  'registry.image': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, { image }) => {
      const found = await registry().image(image);
      return found === null ? null : { fileFormat: found.fileFormat, content: Buffer.from(found.bytes).toString('base64') };
    },
  },
  'registry.agents': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }) => [...(await registry().agents())],
  },
  'registry.openSnapshots': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry, now } }) => [...(await registry().openSnapshots(now()))],
  },
  'registry.lookUp': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: { registry } }, { code }) => lookUpInRegistry(registry(), code),
  },
  'registry.submitFile': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ registryDesk: desk }, { fileName, text }) => {
      const answer = await submitRegistryFile(desk.registry(), fileName, text, sourceOf(desk));
      if (answer.accepted) desk.onChanged();
      return answer;
    },
  },
  'registry.grade': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk }, { device, appearance, functionality }) =>
      submitEvent(registryDesk, {
        type: 'WorkbenchRate',
        device,
        appearanceRange: appearance,
        functionalityRange: functionality,
      }),
  },
  'registry.addPictures': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ registryDesk }, { device, pictures }) =>
      submitEvent(registryDesk, { type: 'ImageSet', device, images: pictures }),
  },
  'registry.ratePicture': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk }, { device, image, grades }) =>
      submitEvent(registryDesk, { type: 'PhotoboxUserRate', device, image, ...grades }),
  },
  'registry.addTag': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: desk }, { device, tag }) =>
      accepted(desk, await addTag(desk.registry(), device, tag, { source: sourceOf(desk), version: desk.appVersion })),
  },
  'registry.closeSnapshot': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryDesk: desk }, { snapshot, reason }) =>
      accepted(desk, await desk.registry().closeSnapshot(snapshot, reason, sourceOf(desk))),
  },
  // Who owns a device, and what becomes of it, is a supervisor's word.
  'registry.addAgent': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ registryDesk: desk }, { type, name, recyclingCenter }) => {
      const roles = recyclingCenter ? ['RecyclingCenter'] : [];
      accepted(desk, await desk.registry().createAgent({ type, name, roles }, sourceOf(desk)));
      return [...(await desk.registry().agents())];
    },
  },
  'registry.act': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ registryDesk }, { act, devices, to, ...more }) =>
      submitEvent(registryDesk, { type: act, devices, ...toFieldsOf(act, to), ...more }),
  },
};

function sourceOf({ role, author }: RegistryDesk): SubmissionSource {
  const known = role();
  return { kind: 'console', author: author(), operation: null, ...(known === null ? {} : { role: known }) };
}

function accepted({ onChanged }: RegistryDesk, answer: SubmissionAnswer): Accepted {
  if (answer.status !== 201) throw new AppError('refused', refusalOf(answer));
  onChanged();
  return { event: eventOfAnswer(answer) };
}

async function submitEvent(desk: RegistryDesk, body: Readonly<Record<string, unknown>>): Promise<Accepted> {
  return accepted(desk, await desk.registry().submit(body, 'event', sourceOf(desk)));
}

/** Who only does it (a recycling center) is its agent; whom it goes to is named by `to`, or received by `recipient`. */
function toFieldsOf(act: DeviceAct, to: string | undefined): Readonly<Record<string, string>> {
  if (to === undefined) return {};
  switch (act) {
    case 'Receive':
      return { recipient: to };
    case 'DisposeWaste':
    case 'Recover':
    case 'Reserve':
      return { agent: to };
    default:
      return { to };
  }
}
