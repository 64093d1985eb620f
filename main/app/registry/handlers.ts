import { Buffer } from 'node:buffer';
import type { DeviceAct } from '../../../protocol/device-acts';
import type { Role } from '../../../protocol/people';
import type { Accepted } from '../../../protocol/registry-commands';
import type { SubmissionAnswer } from '../../domain/registry/model';
import { AppError } from '../../domain/errors';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import type { Handlers } from '../../ipc/router';
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

/** What each command of the device registry does; the store records who did it with what was done. What the registry refuses becomes an `AppError` with its sentence. */
export function createRegistryHandlers(desk: RegistryDesk): Pick<Handlers, Extract<keyof Handlers, `registry.${string}`>> {
  const source = (): SubmissionSource => {
    const role = desk.role();
    return { kind: 'console', author: desk.author(), operation: null, ...(role === null ? {} : { role }) };
  };
  const accepted = (answer: SubmissionAnswer): Accepted => {
    if (answer.status !== 201) throw new AppError('refused', refusalOf(answer));
    desk.onChanged();
    return { event: eventOfAnswer(answer) };
  };
  const submitEvent = async (body: Readonly<Record<string, unknown>>): Promise<Accepted> =>
    accepted(await desk.registry().submit(body, 'event', source()));
  return {
    'registry.devices': async (query) => desk.registry().devices(query),
    'registry.models': async ({ limit }) => [...(await desk.registry().models(limit))],
    'registry.device': async ({ device }) => desk.registry().devicePage(device),
    'registry.events': async ({ device, offset, limit }) => [...(await desk.registry().events(device, offset, limit))],
    'registry.image': async ({ image }) => {
      const found = await desk.registry().image(image);
      return found === null ? null : { fileFormat: found.fileFormat, content: Buffer.from(found.bytes).toString('base64') };
    },
    'registry.agents': async () => [...(await desk.registry().agents())],
    'registry.openSnapshots': async () => [...(await desk.registry().openSnapshots(desk.now()))],
    'registry.lookUp': async ({ code }) => lookUpInRegistry(desk.registry(), code),
    'registry.submitFile': async ({ fileName, text }) => {
      const answer = await submitRegistryFile(desk.registry(), fileName, text, source());
      if (answer.accepted) desk.onChanged();
      return answer;
    },
    'registry.grade': async ({ device, appearance, functionality }) =>
      submitEvent({ type: 'WorkbenchRate', device, appearanceRange: appearance, functionalityRange: functionality }),
    'registry.addPictures': async ({ device, pictures }) => submitEvent({ type: 'ImageSet', device, images: pictures }),
    'registry.ratePicture': async ({ device, image, grades }) =>
      submitEvent({ type: 'PhotoboxUserRate', device, image, ...grades }),
    'registry.addTag': async ({ device, tag }) =>
      accepted(await addTag(desk.registry(), device, tag, { source: source(), version: desk.appVersion })),
    'registry.closeSnapshot': async ({ snapshot, reason }) =>
      accepted(await desk.registry().closeSnapshot(snapshot, reason, source())),
    'registry.addAgent': async ({ type, name, recyclingCenter }) => {
      accepted(await desk.registry().createAgent({ type, name, roles: recyclingCenter ? ['RecyclingCenter'] : [] }, source()));
      return [...(await desk.registry().agents())];
    },
    'registry.act': async ({ act, devices, to, ...more }) => submitEvent({ type: act, devices, ...toFieldsOf(act, to), ...more }),
  };
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
