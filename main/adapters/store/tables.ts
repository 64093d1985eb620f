/** The tables as queries see them: instants in ms since 1970, JSON as text. Made by the migrations. */
export interface Tables {
  operation: OperationTable;
  event: EventTable;
  chain_head: ChainHeadTable;
  report: ReportTable;
  device_result: DeviceResultTable;
  latest_verdict: LatestVerdictTable;
  newest_verdict: NewestVerdictTable;
  delivery: DeliveryTable;
  delivery_try: DeliveryTryTable;
  quarantine: QuarantineTable;
  held: HeldTable;
  person: PersonTable;
  setting: SettingTable;
}

interface OperationTable {
  /** Order of starting. */
  position: number;
  operation_id: string;
  started_at: number;
  operator_id: string;
  /** Follows from the operation's last `scanClosed` or `rescanAsked` event. */
  closed_at: number | null;
  /** When its events, reports and deliveries were removed; the row stays, so that the id is not used again. */
  pruned_at: number | null;
  /** When its reports, entries and messages were packed; null while some are not. */
  packed_at: number | null;
  /** What of it was not paired, as JSON; null while it is open, and until it was counted. */
  left_over: string | null;
  /** Null: not on record. */
  station: string | null;
  /** 1 where attempts changed since they were counted. */
  untallied: number | null;
}

/** Append-only. */
export interface EventTable {
  seq: number;
  operation_id: string;
  at: number;
  kind: string;
  /** The report that the event names, if it names one. */
  report_id: string | null;
  /** Canonical JSON of the event. */
  body: string;
  prev_hash: string;
  hash: string;
}

/** One row: the last entry of the event chain, so that a cut-off end is noticed. */
interface ChainHeadTable {
  id: 1;
  seq: number;
  hash: string;
}

interface ReportTable {
  id: string;
  operation_id: string;
  sn: string;
  at: number;
  bytes: Uint8Array;
  properties: string;
  /** Of a signed report; no other is filed under it. */
  nonce: string | null;
}

/** Projection of events and reports: can be dropped and rebuilt. */
interface DeviceResultTable {
  operation_id: string;
  sn: string;
  status: string;
  attempt: number;
  at: number;
}

interface DeliveryTable {
  position: number;
  key: string;
  kind: string;
  operation_id: string;
  body: string;
  summary: string;
  /** JSON list. */
  serials: string;
  created_at: number;
  state: string;
  attempts: number;
  next_try_at: number | null;
  /** A sentence, in rows of versions that wrote no codes. */
  problem: string;
  /** JSON list of codes with parameters; null: the sentence stands, or nothing is said. */
  problem_codes: string | null;
  settled_at: number | null;
  /** Keys of other deliveries: the one that this one was edited from, and the one that it was edited to. */
  replaces: string | null;
  replaced_by: string | null;
  /** Where it goes: base and path of an address; null in rows of versions that did not write it. */
  factory_base: string | null;
  factory_path: string | null;
}

/** One row per try to send a delivery. */
interface DeliveryTryTable {
  position: number;
  key: string;
  at: number;
  outcome: string;
  status: number | null;
  /** See `problem` and `problem_codes` of a delivery. */
  sentence: string;
  sentence_codes: string | null;
  answer: string;
}

interface QuarantineTable {
  position: number;
  id: string;
  at: number;
  /** See `problem` and `problem_codes` of a delivery. */
  reason: string;
  reason_codes: string | null;
  bytes: Uint8Array;
  properties: string;
}

interface PersonTable {
  badge: string;
  name: string;
  role: string;
  pin_hash: string;
  wrong_pins: number;
  locked_until: number | null;
}

interface SettingTable {
  name: string;
  value: string;
}

interface HeldTable {
  id: string;
  operation_id: string;
  at: number;
  bytes: Uint8Array;
  properties: string;
  /** Order of coming. */
  position: number;
}

/** As the latest verdict, with the entry that brought the report it was made from. */
type NewestVerdictTable = LatestVerdictTable;

interface LatestVerdictTable {
  sn: string;
  operation_id: string;
  status: string;
  /** The entry of the event chain that made it. */
  seq: number;
  /** The entry that brought the report that it was made from, where the device answered once more since. */
  reported: number | null;
}
