import { deviceIdOf } from '../../protocol/ids';
import type { ScanCommandMessage } from '../../protocol/wire/v1';
import type { ScanSession } from '../../main/domain/scan/state';

/**
 * Why nobody has asked for a scan command that goes out.
 * @param session the open scan as the program holds it; null while none is open: a command may go out before it is on disk who was asked
 * @returns null where it was asked for
 */
export function whyNotAsked(command: ScanCommandMessage, session: ScanSession | null): string | null {
  const { operationId, targets, attempt } = command;
  // The program is ending.
  if (session === null) return null;
  if (session.operationId !== operationId) return `A command went out for ${operationId}, and another scan is open.`;
  const devices = [...session.devices.values()];
  const asked = targets?.map((sn) => session.devices.get(deviceIdOf(sn))) ?? [
    devices.find((device) => device.attempt >= attempt),
  ];
  return attempt === 1 || asked.every((device) => device !== undefined && device.attempt >= attempt)
    ? null
    : `${operationId}: a command for attempt ${attempt} went out to ${targets?.join(' ') ?? 'an agent'}, and no device of it was asked that often.`;
}
