import type { PortFault } from '../../../protocol/history';
import type { DeviceStatus } from '../../../protocol/model';
import type { AttemptKind } from './attempt-record';

/** What one operation adds to the figures, for one product. The meaning of each number: docs/statistics.md */
export interface Tally {
  /** Null: MES named none. */
  readonly product: string | null;
  /** Attempts of devices that were expected, or of any where the scan took whoever answered. */
  readonly results: number;
  readonly judged: number;
  readonly passed: number;
  readonly waived: number;
  /** Attempts of devices that are not on the list: counted nowhere else. */
  readonly guests: number;
  /** Devices whose first judged attempt on record is in this operation, and how many of them passed at it, at it or the next, at the last. */
  readonly units: number;
  readonly first: number;
  readonly second: number;
  readonly last: number;
  readonly faults: TallyFaults;
}

type Counts = Readonly<Record<string, number>>;

export interface TallyFaults {
  /** Results that did not pass, by reason. */
  readonly reason: Counts;
  /** Judged results that did not pass, by each interface and each card that was at fault. */
  readonly interface: Counts;
  readonly model: Counts;
  /** The same by each PCI address; absent where an earlier version counted. */
  readonly pci?: Counts;
  /** Results that did not pass, by rack and slot; absent where an earlier version counted. */
  readonly slot?: Counts;
  /** Judged results by version of the agent, and those of them that did not pass. */
  readonly agent: Counts;
  readonly agentFailed: Counts;
}

export interface TalliedAttempt extends AttemptKind {
  readonly status: DeviceStatus;
  readonly guest: boolean;
}

/** How it went with a device whose first judged attempt on record is in the operation. */
export interface UnitCourse {
  readonly product: string | null;
  readonly first: DeviceStatus;
  /** Null: there was no second one. */
  readonly second: DeviceStatus | null;
  readonly last: DeviceStatus;
}

/** Whether the ports of a device were compared with what MES expects. */
function isJudged(status: DeviceStatus): boolean {
  return status === 'pass' || status === 'fail' || status === 'waived';
}

interface OpenTally {
  results: number;
  judged: number;
  passed: number;
  waived: number;
  guests: number;
  units: number;
  first: number;
  second: number;
  last: number;
  readonly faults: { readonly [K in keyof TallyFaults]-?: Map<string, number> };
}

/** The tallies of one operation, one for each product in it. */
export function tallyOf(attempts: Iterable<TalliedAttempt>, courses: Iterable<UnitCourse>): readonly Tally[] {
  const open = new Map<string | null, OpenTally>();
  const of = (product: string | null): OpenTally => {
    const known = open.get(product);
    if (known !== undefined) return known;
    const made = emptyTally();
    open.set(product, made);
    return made;
  };
  for (const attempt of attempts) addAttempt(of(attempt.product), attempt);
  for (const { product, first, second, last } of courses) {
    const tally = of(product);
    tally.units += 1;
    if (first === 'pass') tally.first += 1;
    if (first === 'pass' || second === 'pass') tally.second += 1;
    if (last === 'pass') tally.last += 1;
  }
  return [...open].map(([product, { faults, ...counts }]) => ({ product, ...counts, faults: closed(faults) }));
}

function addAttempt(tally: OpenTally, { status, guest, reason, agent, faults, slot }: TalliedAttempt): void {
  if (guest) {
    tally.guests += 1;
    return;
  }
  const failed = status !== 'pass';
  tally.results += 1;
  if (failed) {
    add(tally.faults.reason, reason ?? status);
    add(tally.faults.slot, slot ?? '');
  }
  if (!isJudged(status)) return;
  tally.judged += 1;
  if (status === 'pass') tally.passed += 1;
  if (status === 'waived') tally.waived += 1;
  add(tally.faults.agent, agent ?? '');
  if (!failed) return;
  add(tally.faults.agentFailed, agent ?? '');
  for (const name of new Set(faults.map((fault) => fault.interface))) add(tally.faults.interface, name);
  for (const pci of new Set(faults.map((fault) => fault.pci ?? ''))) add(tally.faults.pci, pci);
  for (const model of new Set(faults.map(modelOf))) add(tally.faults.model, model);
}

/** Empty where nobody knows the card. */
function modelOf({ model }: PortFault): string {
  return model ?? '';
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function emptyTally(): OpenTally {
  return {
    results: 0,
    judged: 0,
    passed: 0,
    waived: 0,
    guests: 0,
    units: 0,
    first: 0,
    second: 0,
    last: 0,
    faults: {
      reason: new Map(),
      interface: new Map(),
      model: new Map(),
      pci: new Map(),
      slot: new Map(),
      agent: new Map(),
      agentFailed: new Map(),
    },
  };
}

function closed(faults: OpenTally['faults']): TallyFaults {
  const counts = Object.entries(faults).map(([name, map]) => [name, Object.fromEntries(map)]);
  return Object.fromEntries(counts) as TallyFaults;
}
