import type { FaultReason, PortFault } from '../../../protocol/history';
import type { DeviceId, OperationId } from '../../../protocol/ids';
import type { DeviceStatus } from '../../../protocol/model';
import { worstOf } from '../compare/compare-device';
import type { DeviceState, ScanSession } from '../scan/state';

/** What many attempts have in common. */
export interface AttemptKind {
  readonly product: string | null;
  readonly agent: string | null;
  /** Null for a pass. */
  readonly reason: FaultReason | null;
  readonly faults: PortFault[];
  /** Rack and slot of a result that did not pass; absent where the scan knew none. */
  readonly slot?: string;
}

/** One attempt of one device, as it stood when the operation last changed it. docs/statistics.md */
export interface AttemptRecord extends AttemptKind {
  readonly operationId: OperationId;
  readonly sn: string;
  readonly attempt: number;
  readonly at: number;
  readonly status: DeviceStatus;
  readonly guest: boolean;
  /** It passes, and is held out of Pair until a person has looked. */
  readonly held: boolean;
}

/** A device may have thousands of ports that nobody expects; so many say enough. */
const MAX_FAULTS = 64;
const MAX_CHARACTERS = 200;

/** The attempt that a device is in; null while nothing is known of it, and for a unit without serial number. */
function attemptOf(session: ScanSession, id: DeviceId): AttemptRecord | null {
  const device = session.devices.get(id);
  if (device === undefined || device.sn === null || device.status === 'waiting' || device.status === 'reported') return null;
  const { sn, attempt, at, status, guest } = device;
  return {
    operationId: session.operationId,
    sn,
    attempt,
    at,
    status,
    guest,
    held: status === 'pass' && session.contested.has(id),
    product: (device.answer?.kind === 'expected' ? short(device.answer.product ?? '') : '') || null,
    agent: short(device.report?.agentVersion ?? '') || null,
    ...whyNotPassed(device),
    ...placeOf(session, device),
  };
}

/** The attempts that these devices are in. */
export function attemptsOf(session: ScanSession, ids: Iterable<DeviceId>): readonly AttemptRecord[] {
  return Array.from(ids, (id) => attemptOf(session, id)).filter((attempt) => attempt !== null);
}

function whyNotPassed({ status, comparison }: DeviceState): Pick<AttemptKind, 'reason' | 'faults'> {
  if (status === 'pass') return { reason: null, faults: [] };
  if ((status !== 'fail' && status !== 'waived') || comparison?.kind !== 'judged') return { reason: status, faults: [] };
  const bad = comparison.interfaces.filter(({ verdict }) => verdict !== 'match');
  const faults = bad.slice(0, MAX_FAULTS).map(({ name, description, verdict, pciAddress }) => ({
    interface: short(name),
    model: description === null ? null : short(description),
    verdict,
    ...(pciAddress === null ? {} : { pci: short(pciAddress) }),
  }));
  return { reason: worstOf(bad)?.verdict ?? status, faults };
}

/** Of a pass nobody asks: all passes of a scan have one kind. */
function placeOf({ rack }: ScanSession, { status, foundIn, slot }: DeviceState): Pick<AttemptKind, 'slot'> {
  const place = foundIn ?? slot;
  return status === 'pass' || rack === null || place === null ? {} : { slot: short(`${rack.name} ${place}`) };
}

function short(text: string): string {
  return text.slice(0, MAX_CHARACTERS);
}
