import { deviceIdOf, type SerialNumber } from '../../protocol/ids';
import { isContested, type ScanSession } from '../../main/domain/scan/state';
import type { Port } from '../plan';
import type { Written } from '../world/written';

interface Seen {
  readonly sn: string;
  /** The device, and how often it was started where it says so. */
  readonly unit: string;
  readonly ports: ReadonlyMap<string, string>;
}

/**
 * Null, or why a serial number must not be sent to Pair at this moment. Looked at twice: in the session as the records make it, and
 * without any of the product's rules in what devices sent and MES knows.
 * @param book what MES knows; null where nobody knows what it knew
 */
export function whyNotEarned(
  sn: SerialNumber,
  session: ScanSession,
  history: readonly Written[],
  book: Readonly<Record<string, readonly Port[]>> | null,
): string | null {
  const device = session.devices.get(deviceIdOf(sn));
  if (device === undefined || device.status !== 'pass') return `it is ${device?.status ?? 'unknown'}.`;
  if (isContested(device)) return 'it is contested.';
  if (book === null) return null;
  const seen = seenIn(history);
  const own = seen.filter((one) => one.sn === sn && matches(one.ports, book[sn] ?? []));
  if (own.length === 0) return 'no device with this serial number has what MES knows.';
  const macs = new Set(own.flatMap(({ ports }) => [...ports.values()]));
  const id = deviceIdOf(sn);
  const lastAct = (kind: 'contestCleared' | 'rescanAsked'): number =>
    history.findLast(({ event }) => event.kind === kind && event.devices.includes(id))?.seq ?? 0;
  // A rescan has everything looked at again; the same unit that answers once more is nothing new.
  const lookedAt = lastAct('contestCleared') > lastAct('rescanAsked') ? lastAct('contestCleared') : 0;
  const known = new Set<string>();
  for (const rival of seen) {
    if (rival.sn === sn || known.has(rival.unit) || ![...rival.ports.values()].some((mac) => macs.has(mac))) continue;
    known.add(rival.unit);
    if (rival.seq > lookedAt) return `${rival.unit} reported an address of it, and nobody looked at that.`;
  }
  return whoClaimedLate(sn, seen, history, book[sn] ?? [], lookedAt);
}

/** Null, or a unit with other ports that claimed the serial number when the scan had closed, and that nobody has looked at. */
function whoClaimedLate(
  sn: SerialNumber,
  seen: ReturnType<typeof seenIn>,
  history: readonly Written[],
  own: readonly Port[],
  lookedAt: number,
): string | null {
  const isClosedAt = (seq: number): boolean =>
    history.findLast(({ event, seq: at }) => at < seq && (event.kind === 'scanClosed' || event.kind === 'rescanAsked'))?.event
      .kind === 'scanClosed';
  const rivals = seen.filter((one) => one.sn === sn && !matches(one.ports, own));
  const known = new Set(rivals.filter(({ seq }) => seq <= lookedAt).map(({ unit }) => unit));
  const late = rivals.find(({ unit, seq }) => !known.has(unit) && isClosedAt(seq));
  return late === undefined ? null : `${late.unit} claimed the serial number after the scan, and nobody looked at that.`;
}

/** A report is looked at again and again. */
const READ = new WeakMap<Uint8Array, Seen>();

/** What devices sent, in the order in which it was first written: a message that is delivered again says nothing new. */
export function seenIn(history: readonly Written[]): readonly (Seen & { readonly seq: number })[] {
  const messages = new Set<string>();
  return history.flatMap(({ event, bytes, seq }) => {
    if (event.kind !== 'reportReceived' || bytes === null) return [];
    const message = event.sha256 ?? Buffer.from(bytes).toString('base64');
    if (messages.has(message)) return [];
    messages.add(message);
    return [{ ...readSeen(bytes), seq }];
  });
}

/** Whether these are the ports that MES knows, no more and no less. */
export function matches(ports: ReadonlyMap<string, string>, expected: readonly Port[]): boolean {
  return expected.length > 0 && ports.size === expected.length && expected.every(({ name, mac }) => ports.get(name) === mac);
}

function readSeen(bytes: Uint8Array): Seen {
  const known = READ.get(bytes);
  if (known !== undefined) return known;
  const seen = readAnew(bytes);
  READ.set(bytes, seen);
  return seen;
}

function readAnew(bytes: Uint8Array): Seen {
  const { sn, made, bootId, macinfo } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    readonly sn: string;
    readonly made: string;
    readonly bootId?: string;
    readonly macinfo: Readonly<Record<string, { readonly macaddr: string }>>;
  };
  const ports = new Map(Object.entries(macinfo).map(([name, { macaddr }]) => [name, macaddr]));
  // Who says nothing of being started again is the same unit as before, for people and for the program.
  return { sn, unit: made.split(bootId === undefined ? ' ' : '.')[0] ?? '', ports };
}
