import { text } from '../../../protocol/texts/text';
import type {
  AgentUuid,
  DeviceRecord,
  EventDetails,
  EventInput,
  EventRecord,
  EventSubmission,
  EventUuid,
  PriceDetails,
  ReceiveDetails,
  RecoverDetails,
  TradeDetails,
} from './model';
import { refuse } from './reading/refusal';
import type { AgentRole } from '../../../protocol/registry/vocabulary';
import { eventFacts, type EventType } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import { type Belonging, linkEvent, NOTHING_SAID } from './link-event';
import type { Workspace } from './workspace';

/** Trades that name who gets the device; for the others that may stay open. */
const NEEDS_TO: readonly EventType[] = ['Sell', 'Donate', 'Rent'];
const FAMILIES = new Set<EventDetails['family']>(['trade', 'receive', 'recover', 'allocate']);

/** Whether it is about whose the device is, who has it, or its end. */
export function isTrading(type: EventType): boolean {
  return FAMILIES.has(eventFacts(type).family) || isA(type, 'Organize') || eventFacts(type).role !== undefined;
}

/** Writes such an event after checking agents, roles, reservations and what it refers to; a Receive may lead to a disposal. */
export function addTrade(
  workspace: Workspace,
  { event: input, agent }: EventSubmission,
  devices: readonly DeviceRecord[],
  belonging: Belonging,
): EventRecord {
  keepRole(workspace, input.type, agent);
  keepReservations(input.type, devices);
  const details = checkedDetails(workspace, input, agent, devices);
  const event = workspace.addEvent(linkEvent(workspace, { ...input, details }, devices, belonging));
  if (details.family === 'receive') disposeReceived(workspace, event, details, devices);
  if (event.type === 'ToDispose' && workspace.rules >= 2) disposeAtCenters(workspace, event, devices);
  return event;
}

/** Refuses an agent that is not on record. */
export function keepAgent(workspace: Workspace, agent: AgentUuid | null, field: string): void {
  if (agent !== null && workspace.reads.agent(agent) === null)
    refuse('ResourceNotFound', text('registry.noAgent', { agent }), field);
}

/** Refuses whoever cannot own or have a device. */
function keepHolder(workspace: Workspace, agent: AgentUuid | null, field: string): void {
  keepAgent(workspace, agent, field);
  if (agent !== null && workspace.reads.agent(agent)?.type === 'Software')
    refuse('ValidationError', text('registry.softwareHolds', { at: field, agent }), field);
}

function keepRole(workspace: Workspace, type: EventType, agent: AgentUuid | null): void {
  const { role } = eventFacts(type);
  if (role === undefined || hasRole(workspace, agent, role)) return;
  refuse('ValidationError', text('registry.needsAgentRole', { role, type }), 'agent');
}

function hasRole(workspace: Workspace, agent: AgentUuid | null, role: AgentRole): boolean {
  return agent !== null && workspace.reads.agent(agent)?.roles.includes(role) === true;
}

/** A device has one live reservation at most. */
function keepReservations(type: EventType, devices: readonly DeviceRecord[]): void {
  const reserved = devices.find(({ standing }) => standing.reservation !== null);
  const free = devices.find(({ standing }) => standing.reservation === null);
  if (type === 'Reserve' && reserved !== undefined)
    refuse('ValidationError', text('registry.reservedAlready', { device: String(reserved.id) }), 'devices');
  if (type === 'CancelReservation' && free !== undefined)
    refuse('ValidationError', text('registry.notReserved', { device: String(free.id) }), 'devices');
}

function checkedDetails(
  workspace: Workspace,
  input: EventInput,
  agent: AgentUuid | null,
  devices: readonly DeviceRecord[],
): EventDetails {
  const { type, details } = input;
  if (details.family === 'trade') keepTrade(workspace, type, details, devices);
  if (details.family === 'receive') keepReceiver(workspace, details, agent);
  if (details.family === 'allocate') {
    keepHolder(workspace, details.to, 'to');
    keepHolder(workspace, details.from, 'from');
  }
  if (details.family === 'trade') return priced(workspace, details, devices, agent);
  return details.family === 'recover' ? recovered(workspace, details, devices) : details;
}

/** Who takes delivery must be said, by the event or by the agent that did it. */
function keepReceiver(workspace: Workspace, { recipient }: ReceiveDetails, agent: AgentUuid | null): void {
  if (workspace.rules >= 2 && recipient === null && agent === null)
    refuse('ValidationError', text('registry.recipientMissing'), 'recipient');
  keepHolder(workspace, recipient ?? agent, recipient === null ? 'agent' : 'recipient');
}

function keepTrade(workspace: Workspace, type: EventType, details: TradeDetails, devices: readonly DeviceRecord[]): void {
  if (details.to === null && NEEDS_TO.includes(type)) refuse('ValidationError', text('registry.toMissing', { type }), 'to');
  keepHolder(workspace, details.to, 'to');
  const isAboutThem = (event: EventRecord) => devices.every(({ id }) => event.devices.includes(id));
  const keepReference = (id: string | null, ancestor: EventType, field: string) => {
    if (id === null) return;
    const event = workspace.event(id);
    if (event === null) refuse('ResourceNotFound', text('registry.noEvent', { event: id }), field);
    else if (!isA(event.type, ancestor) || (ancestor === 'Organize' && !isAboutThem(event)))
      refuse('ValidationError', text('registry.eventOfOthers', { at: field, event: id, type: ancestor }), field);
  };
  if (typeof details.price !== 'number') keepReference(details.price, 'Price', 'price');
  keepReference(details.confirms, 'Organize', 'confirms');
}

/** An amount becomes a Price of each device. A Price is about one device, so a trade of several names none of theirs. */
function priced(
  workspace: Workspace,
  trade: TradeDetails,
  devices: readonly DeviceRecord[],
  agent: AgentUuid | null,
): TradeDetails {
  const { price: amount } = trade;
  if (typeof amount !== 'number') return trade;
  const { currency } = workspace.context.settings;
  const details: PriceDetails = { family: 'price', currency, amount, software: null, version: null, rating: null, shares: null };
  const prices = devices.map((device) => {
    const belonging = { id: workspace.newId(), snapshot: null, agent };
    return workspace.addEvent(linkEvent(workspace, { type: 'Price', about: NOTHING_SAID, details }, [device], belonging)).id;
  });
  return { ...trade, price: prices.length === 1 ? (prices[0] ?? null) : null };
}

/** The product that the materials became is linked, and registered where it is described. */
function recovered(workspace: Workspace, details: RecoverDetails, devices: readonly DeviceRecord[]): RecoverDetails {
  const { product } = details;
  if (product === null) return details;
  if (typeof product === 'number') {
    if (workspace.device(product) === null)
      refuse('ResourceNotFound', text('registry.noDeviceOfNumber', { device: String(product) }), 'product');
    if (devices.some(({ id }) => id === product)) refuse('ValidationError', text('registry.productItself'), 'product');
    return details;
  }
  const hid = workspace.hidOf(product);
  const known = hid === null ? null : workspace.deviceByHid(hid);
  if (known !== null) refuse('ValidationError', text('registry.productThere', { device: String(known.id) }), 'product');
  return { ...details, product: workspace.register(product).id };
}

/** What was marked to be disposed of and is now at a recycling center is disposed of. */
function disposeReceived(
  workspace: Workspace,
  receive: EventRecord,
  details: ReceiveDetails,
  devices: readonly DeviceRecord[],
): void {
  const marked = devices.filter(({ standing }) => standing.toDispose !== null);
  if (!isAtCenter(workspace, receive, details) || marked.length === 0) return;
  const causes = new Set(marked.flatMap(({ standing }) => standing.toDispose ?? []));
  dispose(workspace, marked, details.recipient ?? receive.agent, [...causes, receive.id], receive.agent);
}

/** What is at a recycling center already when it is marked is disposed of too, by each center what it has. */
function disposeAtCenters(workspace: Workspace, mark: EventRecord, devices: readonly DeviceRecord[]): void {
  const arrivals = devices.flatMap((device) => {
    const receive = workspace.lastEvent(device.id, ['Receive']);
    if (receive?.details.family !== 'receive' || !isAtCenter(workspace, receive, receive.details)) return [];
    return [{ device, receive: receive.id, center: receive.details.recipient ?? receive.agent }];
  });
  for (const center of new Set(arrivals.map((arrival) => arrival.center))) {
    const here = arrivals.filter((arrival) => arrival.center === center);
    const receives = new Set(here.map(({ receive }) => receive));
    dispose(
      workspace,
      here.map(({ device }) => device),
      center,
      [mark.id, ...receives],
      mark.agent,
    );
  }
}

function isAtCenter(workspace: Workspace, { agent }: EventRecord, { role, recipient }: ReceiveDetails): boolean {
  return role === 'RecyclingCenter' || hasRole(workspace, recipient ?? agent, 'RecyclingCenter');
}

function dispose(
  workspace: Workspace,
  devices: readonly DeviceRecord[],
  center: AgentUuid | null,
  derivedFrom: readonly EventUuid[],
  agent: AgentUuid | null,
): void {
  if (!workspace.context.settings.deriveDisposal) return;
  const details: TradeDetails = {
    family: 'trade',
    to: center,
    shippingDate: null,
    invoiceNumber: null,
    price: null,
    confirms: null,
    derivedFrom,
  };
  const now = devices.map((device) => workspace.device(device.id) ?? device);
  const belonging = { id: workspace.newId(), snapshot: null, agent };
  workspace.addEvent(linkEvent(workspace, { type: 'DisposeProduct', about: NOTHING_SAID, details }, now, belonging));
}
