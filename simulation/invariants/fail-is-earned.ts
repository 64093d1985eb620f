import type { DeviceState } from '../../main/domain/scan/state';
import type { Plan } from '../plan';
import type { Written } from '../world/written';
import { matches, seenIn } from './pair-is-earned';

/**
 * Null, or why it is wrong that this device does not pass: all that ever came under its serial number has exactly what MES knows, and
 * nobody else in this world has, or is said to have, an address of it.
 */
export function whyNotFailed({ sn, status }: DeviceState, history: readonly Written[], plan: Plan): string | null {
  if (sn === null || (status !== 'fail' && status !== 'waived')) return null;
  const own = plan.book[sn] ?? [];
  const seen = seenIn(history).filter((one) => one.sn === sn);
  if (seen.length === 0 || !seen.every(({ ports }) => matches(ports, own))) return null;
  const macs = new Set(own.map(({ mac }) => mac));
  const others = [
    ...plan.devices.filter(({ serial }) => serial !== sn).map(({ ports }) => ports),
    ...Object.entries(plan.book)
      .filter(([serial]) => serial !== sn)
      .map(([, ports]) => ports),
  ].flat();
  return others.some(({ mac }) => macs.has(mac)) ? null : `${sn} has what MES knows, and is ${status}.`;
}
