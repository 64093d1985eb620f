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
export interface RegistryContext {
  /** Throws `notAllowedNow` where there is none. */
  readonly registry: () => Registry;
  readonly appVersion: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Badge or operator number of whoever stands at the console; null when nobody is known. */
  readonly author: () => string | null;
  /** What whoever is signed in may do; null where nobody has to sign in. */
  readonly role: () => Role | null;
  /** Gives a question that throws once another person, or nobody, stands at the console. */
  readonly sameAsNow: () => () => void;
  /** Called when something was written. */
  readonly onChanged: () => void;
}

export interface RegistryCommandServices {
  readonly registryContext: RegistryContext;
}

/**
 * What each command of the device registry does; the store records who did it with what was done. What the registry refuses becomes an
 * `AppError` that says the same.
 */
export const REGISTRY_COMMANDS: CommandRows<CommandsOf<'registry'>, RegistryCommandServices> = {
  'registry.devices': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, query) => registry().devices(query),
  },
  'registry.models': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, { limit }) => [...(await registry().models(limit))],
  },
  'registry.device': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, { device }) => registry().devicePage(device),
  },
  'registry.events': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, { device, offset, limit }) => [
      ...(await registry().events(device, offset, limit)),
    ],
  },
  'registry.image': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, { image }) => {
      const found = await registry().image(image);
      return found === null ? null : { fileFormat: found.fileFormat, content: Buffer.from(found.bytes).toString('base64') };
    },
  },
  'registry.agents': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }) => [...(await registry().agents())],
  },
  'registry.openSnapshots': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry, now } }) => [...(await registry().openSnapshots(now()))],
  },
  'registry.lookUp': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: { registry } }, { code }) => lookUpInRegistry(registry(), code),
  },
  'registry.submitFile': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ registryContext: context }, { fileName, text }) => {
      const answer = await submitRegistryFile(context.registry(), fileName, text, sourceOf(context));
      if (answer.accepted) context.onChanged();
      return answer;
    },
  },
  'registry.grade': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext }, { device, appearance, functionality }) =>
      submitEvent(registryContext, {
        type: 'WorkbenchRate',
        device,
        appearanceRange: appearance,
        functionalityRange: functionality,
      }),
  },
  'registry.addPictures': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ registryContext }, { device, pictures }) =>
      submitEvent(registryContext, { type: 'ImageSet', device, images: pictures }),
  },
  'registry.ratePicture': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext }, { device, image, grades }) =>
      submitEvent(registryContext, { type: 'PhotoboxUserRate', device, image, ...grades }),
  },
  'registry.addTag': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: context }, { device, tag }) =>
      accepted(
        context,
        await addTag(context.registry(), device, tag, {
          source: sourceOf(context),
          version: context.appVersion,
          keepSame: context.sameAsNow(),
        }),
      ),
  },
  'registry.closeSnapshot': {
    role: 'operator',
    weight: 'light',
    handle: async ({ registryContext: context }, { snapshot, reason }) =>
      accepted(context, await context.registry().closeSnapshot(snapshot, reason, sourceOf(context))),
  },
  // Who owns a device, and what becomes of it, is for a supervisor to decide.
  'registry.addAgent': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ registryContext: context }, { type, name, recyclingCenter }) => {
      const roles = recyclingCenter ? ['RecyclingCenter'] : [];
      accepted(context, await context.registry().createAgent({ type, name, roles }, sourceOf(context)));
      return [...(await context.registry().agents())];
    },
  },
  'registry.act': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ registryContext }, { act, devices, to, ...more }) =>
      submitEvent(registryContext, { type: act, devices, ...toFieldsOf(act, to), ...more }),
  },
};

function sourceOf({ role, author }: RegistryContext): SubmissionSource {
  const known = role();
  return { kind: 'console', author: author(), operation: null, ...(known === null ? {} : { role: known }) };
}

function accepted({ onChanged }: RegistryContext, answer: SubmissionAnswer): Accepted {
  if (answer.status !== 201) throw new AppError('refused', refusalOf(answer));
  onChanged();
  return { event: eventOfAnswer(answer) };
}

async function submitEvent(context: RegistryContext, body: Readonly<Record<string, unknown>>): Promise<Accepted> {
  return accepted(context, await context.registry().submit(body, 'event', sourceOf(context)));
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
