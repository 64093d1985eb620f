import { text } from '../../../protocol/texts/text';
import { type DeviceId, type OperatorId, unitWithoutSerial } from '../../../protocol/ids';
import { slotNames } from '../../../protocol/labels/rack-slots';
import type { PairSettlement } from '../../../protocol/model';
import { AppError } from '../errors';
import type { ScanEvent } from './events';
import { isContested, isUnacknowledged, mayBePaired, type ScanSession } from './state';

/** What a person decides about devices of a scan: the event, and what refuses it where it may not be. */
export interface Decision {
  readonly event: ScanEvent;
  readonly check: (session: ScanSession) => void;
}

export function rescanAsked(devices: readonly DeviceId[], operatorId: OperatorId): Decision {
  return {
    event: { kind: 'rescanAsked', devices, operatorId },
    check: (session) => {
      for (const id of devices) {
        const device = session.devices.get(id);
        if (device === undefined) throw new AppError('notFound', text('scan.notInThisScan', named(id)));
        if (mayBePaired(device)) throw new AppError('notAllowedNow', text('scan.sentToPairAlready', named(id)));
      }
    },
  };
}

/** A person found a device in a slot of the scan's rack. */
export function unitPlaced(device: DeviceId, slot: string, operatorId: OperatorId): Decision {
  return {
    event: { kind: 'unitPlaced', device, slot, operatorId },
    check: ({ rack, devices }) => {
      if (rack === null) throw new AppError('notAllowedNow', text('rack.noneInScan'));
      if (!slotNames(rack.rows).includes(slot))
        throw new AppError('notFound', text('rack.noSuchSlot', { slot, rack: rack.name }));
      if (!devices.has(device)) throw new AppError('notFound', text('scan.notInThisScan', named(device)));
    },
  };
}

/** A person looked at what speaks against these devices. @param devices with the keys of the contests that stood on the screen */
export function contestCleared(
  devices: readonly { readonly id: DeviceId; readonly seen: readonly string[] }[],
  operatorId: OperatorId,
): Decision {
  const ids = devices.map(({ id }) => id);
  const seen = devices.map((one) => ({ device: one.id, keys: one.seen }));
  return {
    event: { kind: 'contestCleared', devices: ids, operatorId, seen },
    check: (session) => {
      for (const id of ids) {
        const device = session.devices.get(id);
        if (device === undefined || !isContested(device))
          throw new AppError('notFound', text('scan.notHeldOutOfPair', named(id)));
      }
    },
  };
}

/** A person has seen that these devices failed. @param devices with the attempt that stood on the screen */
export function failureAcknowledged(
  devices: readonly { readonly id: DeviceId; readonly attempt: number }[],
  operatorId: OperatorId,
): Decision {
  return {
    event: { kind: 'failureAcknowledged', devices: devices.map(({ id }) => id), operatorId },
    check: (session) => {
      for (const { id, attempt } of devices) {
        const device = session.devices.get(id);
        if (device === undefined || device.attempt !== attempt || !isUnacknowledged(device))
          throw new AppError('notAllowedNow', text('scan.nothingToAcknowledge', named(id)));
      }
    },
  };
}

export function waived(devices: readonly DeviceId[], reason: string, operatorId: OperatorId): Decision {
  return {
    event: { kind: 'waived', devices, reason, operatorId },
    check: (session) => {
      if (session.phase !== 'closed') throw new AppError('notAllowedNow', text('scan.finishBeforeWaiving'));
      for (const id of devices) {
        if (session.devices.get(id)?.status !== 'fail') throw new AppError('notAllowedNow', text('scan.notFailed', named(id)));
      }
    },
  };
}

/** What a person made of refused and unknown outcomes. */
export function pairSettled(
  devices: readonly DeviceId[],
  as: PairSettlement['as'],
  reason: string,
  operatorId: OperatorId,
): Decision {
  return {
    event: { kind: 'pairSettled', devices, as, reason, operatorId },
    check: (session) => {
      for (const id of devices) {
        const outcome = session.devices.get(id)?.pair?.outcome;
        if (outcome !== 'rejected' && outcome !== 'unknown')
          throw new AppError('notAllowedNow', text('scan.nothingToSettle', named(id)));
      }
    },
  };
}

/** How a refusal names a device: by its serial number, or as the unit without one that it is. */
function named(id: DeviceId): { readonly device: string; readonly hasSerial: 'yes' | 'no' } {
  const unit = unitWithoutSerial(id);
  return unit === null ? { device: id, hasSerial: 'yes' } : { device: unit, hasSerial: 'no' };
}
