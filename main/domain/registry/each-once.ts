import { text } from '../../../protocol/texts/text';
import type { DeviceInput, EventInput } from './model';
import { refuse } from './reading/refusal';
import type { DeviceType } from '../../../protocol/registry/device-types';
import { isA } from '../../../protocol/registry/type-trees';
import { isOwnSerial } from './hid';
import { isAlike } from './likeness';
import { isSameBody } from './same-body';
import type { Workspace } from './workspace';

/** A part of a list. */
export interface ListedPart {
  readonly input: DeviceInput;
  /** False where its serial number is that of another part of the list too, so that it is neither's own. */
  readonly isNamed: boolean;
}

/** Firmware gives all of these in a computer the same serial number rather than a part twice. */
const OFTEN_SHARED: readonly DeviceType[] = ['RamModule', 'Processor'];
/** Identified by their serial number also where the maker is not known. */
const IDENTIFIED_BY_SERIAL: readonly DeviceType[] = ['DataStorage', 'NetworkAdapter'];

/**
 * The parts of a list, each once. A disk that stands there twice, equal in all that is said of it, is one disk; two memory modules
 * with one serial number are two. Refuses a list in which one identity has two descriptions, because nobody can say which is right.
 */
export function eachOnce(workspace: Workspace, inputs: readonly DeviceInput[]): readonly ListedPart[] {
  const parts: ListedPart[] = inputs.map((input) => ({ input, isNamed: true }));
  if (workspace.rules < 2) return parts;
  const identities = parts.map(({ input }) => identityOf(workspace, input));
  return parts.flatMap((part, index) => {
    const identity = identities[index] ?? null;
    const namesakes = identity === null ? [] : parts.filter((_, at) => identities[at] === identity);
    const [first] = namesakes;
    if (first === undefined || namesakes.length === 1) return [part];
    if (isOneOf(OFTEN_SHARED, part.input.type)) return [{ ...part, isNamed: false }];
    if (namesakes.every(({ input }) => isEqual(input, first.input)))
      return part === first ? [{ ...part, input: withAllEvents(namesakes.map(({ input }) => input)) }] : [];
    if (workspace.hidOf(part.input) === null) return [{ ...part, isNamed: false }];
    if (part === first) return [part];
    return refuse(
      'ValidationError',
      text('registry.twoDescriptions', { at: part.input.at, first: first.input.at }),
      part.input.at,
    );
  });
}

function identityOf(workspace: Workspace, input: DeviceInput): string | null {
  const hid = workspace.hidOf(input);
  if (hid !== null) return hid;
  const { type, serialNumber, model, manufacturer } = input;
  const isIdentified = isOneOf(IDENTIFIED_BY_SERIAL, type) || isOneOf(OFTEN_SHARED, type);
  if (!isIdentified || !isOwnSerial(type, serialNumber, workspace.context.settings.partPlaceholders ?? [])) return null;
  return JSON.stringify([type, manufacturer, serialNumber, model]);
}

function isOneOf(types: readonly DeviceType[], type: DeviceType): boolean {
  return types.some((one) => isA(type, one));
}

function isEqual(one: DeviceInput, other: DeviceInput): boolean {
  return one.type === other.type && isAlike(one, other) && isSameBody(one.properties, other.properties);
}

/** What each entry says happened to the part; what two say alike happened once. */
function withAllEvents([first, ...others]: readonly DeviceInput[]): DeviceInput {
  if (first === undefined) throw new Error('There is no entry.');
  const events: EventInput[] = [...first.events];
  const isThere = (event: EventInput) => events.some((known) => isSameBody({ ...known, at: '' }, { ...event, at: '' }));
  for (const { events: more } of others) for (const event of more) if (!isThere(event)) events.push(event);
  return { ...first, events };
}
