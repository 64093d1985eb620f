import { counted } from '../../protocol/counted';
import type { PairSheet } from '../../protocol/ipc';
import { isContested, type ScanSession } from '../domain/scan/state';

interface SentSheet {
  readonly serials: readonly string[];
  readonly target: PairSheet['target'];
}

/** What a confirmed Pair (or burn) sends and what it holds back although it passed, as one sentence. */
export function pairText(session: ScanSession, { serials, target }: SentSheet): string {
  const held = heldBack(session, new Set(serials));
  if (serials.length === 0) return `Nothing to ${target}: ${held.length === 0 ? 'no device passed' : held.join('; ')}.`;
  const confirmed = `${target === 'burn' ? 'Burn' : 'Pair'}: ${counted(serials.length, 'serial number')} confirmed`;
  return `${[confirmed, ...held].join('; ')}.`;
}

function heldBack({ devices }: ScanSession, sent: ReadonlySet<string>): readonly string[] {
  const passed = [...devices.values()].filter(
    ({ sn, status, pair }) => status === 'pass' && pair === null && sn !== null && !sent.has(sn),
  );
  const contested = passed.filter((device) => isContested(device)).length;
  const guests = passed.length - contested;
  return [
    ...(contested === 0
      ? []
      : [`${counted(contested, 'device')} passed and ${contested === 1 ? 'is' : 'are'} on hold until somebody has looked`]),
    ...(guests === 0 ? [] : [`${counted(guests, 'device')} passed and ${guests === 1 ? 'is' : 'are'} not on the list`]),
  ];
}
