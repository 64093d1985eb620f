import * as z from 'zod';
import { command, ofOperation } from './command';
import { HistoryAnswer, HistoryQuestion, SeenMacs, StatisticsQuestion, StatisticsView, UnitAttempt } from './history';
import { DeliveryKey, DeviceId, OperationId } from './ids';
import { LANGUAGES } from './languages';
import {
  DeliveryDetails,
  DeliveryView,
  DeviceDetails,
  DeviceRow,
  Elsewhere,
  LeftOver,
  PairOutcome,
  PairSettlement,
  SessionView,
} from './model';
import { AuditLine, Badge, PersonView, Pin, Role, SignInView } from './people';
import { EditionChoices } from './registry/editions';
import { Rack, RackName, SlotName } from './racks';
import { reason } from './reason';
import { registryCommands } from './registry-commands';
import type { Result } from './result';
import { EnteredSettings, Look, SecretsView, Settings } from './settings';
import { ScanMode } from './wire/v1';
import { TextsSchema } from './texts/schema';
import type { Text, Texts } from './texts/text';

/** The one door between the window and main: every command and every event, with its shape. */

export const COMMAND_CHANNEL = 'console:command';
export const EVENT_CHANNEL = 'console:event';

const Nothing = z.strictObject({});

/** State of one thing that the console depends on, and what there is to say of it. */
export const LinkState = z.strictObject({
  state: z.enum(['connecting', 'up', 'down', 'unknown']),
  reason: TextsSchema,
  /** Since when, ms since 1970. */
  since: z.number(),
});
export type LinkState = z.infer<typeof LinkState>;

export const Connections = z.strictObject({
  broker: LinkState,
  mes: LinkState,
  /** Agents heard of within the last 90 s. Legacy agents are never heard before they answer. */
  agentsPresent: z.int(),
  /** True for the first half minute on the broker: agents that were there before are heard one after the other. */
  countingAgents: z.boolean().optional(),
  /** True while the records cannot be written, as on a full disk: nothing is accepted until they can. */
  recordsFail: z.boolean().optional(),
});
export type Connections = z.infer<typeof Connections>;

/** Everything that the window shows when it opens; afterwards patches keep it true. */
export const Snapshot = z.strictObject({
  /** Sequence number of the last patch contained in this snapshot. */
  seq: z.int(),
  appVersion: z.string(),
  /** By which the registry can rate and price. */
  editions: EditionChoices,
  session: SessionView.nullable(),
  devices: z.array(DeviceRow),
  deliveries: z.array(DeliveryView),
  connections: Connections,
  settings: Settings,
  secrets: SecretsView,
  signIn: SignInView,
  /** There when the console practises on a simulated rack: the serial numbers on its labels. */
  practice: z.exactOptional(z.strictObject({ roster: z.array(z.string()) })),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** What changed since the patch before; a gap in `seq` means: ask for a new snapshot. */
export const Patch = z.strictObject({
  seq: z.int(),
  /** Present when the session or a count changed; null when no scan is open any more. */
  session: SessionView.nullable().optional(),
  /** True when the rows of an earlier scan must go before `devices` is applied. */
  reset: z.boolean().optional(),
  /** Changed and new rows, in the order in which new ones are to stand. */
  devices: z.array(DeviceRow).optional(),
  deliveries: z.array(DeliveryView).optional(),
  connections: Connections.optional(),
  settings: Settings.optional(),
  secrets: SecretsView.optional(),
  signIn: SignInView.optional(),
});
export type Patch = z.infer<typeof Patch>;

/** A roster as read from text: serials in order, and every line that could not be used with why. */
export const ParsedRoster = z.strictObject({
  serials: z.array(z.string()),
  /** A `harmless` one (a serial number that stands there twice) is left out and does not keep the scan from starting. */
  problems: z.array(z.strictObject({ line: z.int(), text: z.string(), reason: TextsSchema, harmless: z.boolean().optional() })),
  /** How the text was read, what was left out on purpose, and what looks odd. */
  notes: z.array(TextsSchema),
  /** Only when several columns have content and none is named as the serial number: what a person chooses from. */
  columns: z
    .strictObject({
      separator: z.string(),
      /** Where the table begins, from 1. */
      firstLine: z.int(),
      /** Of each column, the first cells. */
      samples: z.array(z.array(z.string())),
    })
    .optional(),
});
export type ParsedRoster = z.infer<typeof ParsedRoster>;

/** What would go to Pair (or burn) now, and what would not, with why. */
export const PairSheet = z.strictObject({
  target: z.enum(['pair', 'burn']),
  operationId: OperationId,
  /** Serials that go, in grid order. Refused ones are among them only when a person settled that they may be sent again. */
  serials: z.array(z.string()),
  /** Serials that were refused, or of which nobody knows whether they were taken, and that wait for a person (`pair.settle`). */
  refused: z.array(
    z.strictObject({
      id: DeviceId,
      sn: z.string(),
      outcome: z.enum(['rejected', 'unknown']),
      reason: TextsSchema,
      key: DeliveryKey,
    }),
  ),
  heldBack: z.array(
    z.strictObject({
      id: DeviceId,
      sn: z.string(),
      why: TextsSchema,
      /** There where nothing but another operation keeps it back, or what is known of its report since. */
      elsewhere: z.exactOptional(
        z.strictObject({
          operationId: z.string(),
          /**
           * `underWay`: a list there waits for its answer. `otherAddress`: it waits for another address than the one that is set. `mayBeTaken`: nobody knows, until a person settles it there. `newer`: its
           * verdict is newer, and speaks against it. `newerReport`: only the report is that it was made from. `distrusted`: the report that
           * it passed by, in this operation, would not be let in now.
           */
          state: z.enum(['underWay', 'otherAddress', 'mayBeTaken', 'newer', 'newerReport', 'distrusted']),
        }),
      ),
      /** There where it is not on the roster. */
      guest: z.exactOptional(z.literal(true)),
    }),
  ),
  /** Names exactly this list; the confirmation carries it, so that what was seen is what is sent. */
  digest: z.string(),
  /** Serials of this operation that were sent before, with what became of them. */
  sent: z.array(
    z.strictObject({
      sn: z.string(),
      outcome: PairOutcome,
      reason: TextsSchema,
      key: DeliveryKey,
      settled: PairSettlement.nullable(),
    }),
  ),
});
export type PairSheet = z.infer<typeof PairSheet>;

/** Reports and messages set aside: nothing is lost, nothing is mixed in. */
export const AsideEntry = z.strictObject({
  id: z.string(),
  kind: z.enum(['late', 'stale', 'duplicate', 'quarantined']),
  at: z.number(),
  operationId: z.string(),
  sn: z.string(),
  reason: TextsSchema,
  /** First characters of the message, escaped. */
  excerpt: z.string(),
});
export type AsideEntry = z.infer<typeof AsideEntry>;

/** How the program itself is: counters since it was started, and what they were measured at. */
export const HealthView = z.strictObject({
  appVersion: z.string(),
  /** ms since 1970. */
  startedAt: z.number(),
  reports: z.strictObject({
    /** Taken from the broker, whatever became of them. */
    received: z.int(),
    /** Filed under an operation, the three kinds below among them. */
    stored: z.int(),
    late: z.int(),
    duplicates: z.int(),
    stale: z.int(),
    quarantined: z.int(),
    /** Could not be stored or judged, and went back to their queue. */
    triedAgain: z.int(),
    /** Could not be stored in the device registry, again and again, and were left out of it. */
    notRegistered: z.int(),
  }),
  lookUps: z.strictObject({ answered: z.int(), failed: z.int() }),
  /** By state; those of earlier runs too. */
  deliveries: z.strictObject({
    queued: z.int(),
    sending: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    unknown: z.int(),
  }),
  /** Bytes of the records, what is free on their disk, and how that goes on; null where it cannot be told. */
  records: z.strictObject({
    fileBytes: z.number(),
    diskFreeBytes: z.number().nullable(),
    bytesPerDay: z.number().nullable(),
    daysLeft: z.number().nullable(),
    /** What to do about it; empty when there is room. */
    warning: TextsSchema,
  }),
  store: z.strictObject({ commits: z.int(), failed: z.int(), lastMs: z.number(), slowestMs: z.number() }),
  /** How often the connection to the broker was made and lost. */
  broker: z.strictObject({ connected: z.int(), lost: z.int() }),
  /** How much later than planned main does what is to be done, ms. */
  eventLoop: z.strictObject({ p99Ms: z.number(), maxMs: z.number() }),
  memoryBytes: z.int(),
});
export type HealthView = z.infer<typeof HealthView>;

/** What this program is, for whoever is asked which one it is. */
export const AboutView = z.strictObject({
  appVersion: z.string(),
  /** By which the records and other consoles know this one. */
  consoleId: z.string(),
  /** What it runs on; null where it runs without a window. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  node: z.string(),
  /** `linux x64` */
  system: z.string(),
});
export type AboutView = z.infer<typeof AboutView>;

export const TestResult = z.strictObject({ ok: z.boolean(), reason: TextsSchema });
export type TestResult = z.infer<typeof TestResult>;

/** Devices by their serial numbers. */
const SerialList = z.strictObject({ serials: z.array(z.string().min(1).max(128)).max(20_000) });

/** How many of a list are there; `missing` names the first of the others. */
export const Online = z.strictObject({ online: z.int(), missing: z.array(z.string()), missingMore: z.int() });
export type Online = z.infer<typeof Online>;

/** What a scan needs, tried before it starts. */
export const Preflight = z.strictObject({
  mes: TestResult,
  log: TestResult,
  /** Pair, or burn in scan mode 1. */
  pair: TestResult,
  /** The first of the devices that MES does not know, and how many more there are. */
  notRegistered: z.array(z.string()),
  notRegisteredMore: z.int(),
  /** Devices of which MES gave no answer that can be used. */
  unchecked: z.int(),
});
export type Preflight = z.infer<typeof Preflight>;

/** The outcome of writing a file: its path, or null when the person closed the dialog. */
const SavedFile = z.strictObject({
  path: z.string().nullable(),
  /** How many there are in it, of a file that holds a list. */
  entries: z.int().optional(),
});

/** As what a report is saved, and what a PDF speaks. */
const ReportWanted = { format: z.enum(['pdf', 'csv']), language: z.enum(LANGUAGES) };

/** What judging an evidence bundle again came to. What `burnin replay` says. */
export const BundleCheck = z.strictObject({
  fileName: z.string(),
  operationId: z.string(),
  devices: z.int(),
  entries: z.int(),
  reports: z.int(),
  simulated: z.boolean(),
  /** What is not as it was written, and where its verdicts are not what its reports come to: the first, and how many there are. */
  altered: z.strictObject({ first: TextsSchema, count: z.int() }),
  differences: z.strictObject({ first: TextsSchema, count: z.int() }),
});
export type BundleCheck = z.infer<typeof BundleCheck>;

export const OperationSummary = z.strictObject({
  operationId: z.string(),
  startedAt: z.number(),
  closedAt: z.number().nullable(),
  operatorId: z.string(),
  /** Null while it is open, and for one of an earlier version until it was counted. */
  leftOver: LeftOver.nullable(),
});
export type OperationSummary = z.infer<typeof OperationSummary>;

/** Text of a roster: at most 2 MiB. */
const RosterText = z.string().max(2 * 1024 * 1024);
/** A secret to keep: text to set, null to remove, absent to leave. */
const SecretChange = z.string().max(4096).nullable().optional();
const SecretChanges = z.strictObject({ brokerPassword: SecretChange, apiToken: SecretChange, registryToken: SecretChange });

/** How a rejected message is corrected: a log or notification by its JSON text, a pair or burn by serial numbers that stay out. */
export const DeliveryChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('body'), body: z.string().max(1024 * 1024) }),
  z.strictObject({ kind: z.literal('takeOut'), serials: z.array(z.string().min(1).max(128)).min(1).max(20_000) }),
]);
export type DeliveryChange = z.infer<typeof DeliveryChange>;

/** Everything that the window may ask. A command missing here cannot be sent; one without a handler does not compile. */
export const commands = {
  'app.snapshot': command(Nothing, Snapshot),
  'app.health': command(Nothing, HealthView),
  'app.about': command(Nothing, AboutView),
  /** Writes what somebody needs who is to help, without secrets, through the system's save dialog. */
  'support.bundle': command(
    z.strictObject({
      /** The raw reports of this operation too; they name devices. */
      reportsOf: OperationId.nullable(),
    }),
    SavedFile,
  ),
  /** Starts a scan. Without `rosterText` and `rack` it takes whoever answers; the units in a rack are its roster. An empty operation id is made up (`BI-20261121-214502`). */
  'scan.start': command(
    z.strictObject({
      operationId: z.string().max(128),
      operatorId: z.string().max(128),
      scanMode: ScanMode,
      rosterText: RosterText.optional(),
      rack: Rack.optional(),
    }),
    SessionView,
  ),
  /** A person found this device in this slot of the rack that the scan was started on. */
  'scan.place': ofOperation({ id: DeviceId, slot: SlotName }, SessionView),
  /** Which of these devices were heard of lately, before a scan of them starts. Legacy agents are never heard before they answer. */
  'scan.online': command(SerialList, Online),
  /** Asks MES for each of these devices, and whether something is at the addresses of log and Pair (or burn); nothing is sent there. */
  'scan.preflight': command(z.strictObject({ ...SerialList.shape, scanMode: ScanMode }), Preflight),
  'scan.finish': ofOperation({}, SessionView),
  /** Asks these devices again; each becomes waiting and its attempt grows by one. */
  'scan.rescan': ofOperation({ ids: z.array(DeviceId).min(1).max(20_000) }, SessionView),
  /** A person looked at these devices, which pass but share a MAC or a serial number: they may be paired. */
  /** `seen`: keys of the contests that stood on the screen; nothing else is cleared. */
  'scan.clearContest': ofOperation(
    {
      devices: z
        .array(z.strictObject({ id: DeviceId, seen: z.array(z.string().max(1_024)).min(1).max(10_000) }))
        .min(1)
        .max(20_000),
    },
    SessionView,
  ),
  'roster.parse': command(z.strictObject({ text: RosterText }), ParsedRoster),
  /** Opens the system's file dialog; null when the person closed it. */
  'roster.open': command(Nothing, z.strictObject({ fileName: z.string(), text: z.string(), roster: ParsedRoster }).nullable()),
  /** The list of the latest scan that had one, with its rack; null where there is none. */
  'roster.last': command(
    Nothing,
    z.strictObject({ operationId: z.string(), serials: z.array(z.string()), rack: Rack.nullable() }).nullable(),
  ),
  /** Racks on record, by name. */
  'rack.list': command(Nothing, z.array(Rack)),
  /** Puts a rack on record, in place of the one that is called `formerName`; null: it is a new one. */
  'rack.save': command(z.strictObject({ rack: Rack, formerName: RackName.nullable() }), z.array(Rack)),
  'rack.remove': command(z.strictObject({ name: RackName }), z.array(Rack)),
  'device.details': ofOperation({ ids: z.array(DeviceId).min(1).max(500) }, z.array(DeviceDetails)),
  'pair.sheet': ofOperation({}, PairSheet),
  /** Confirms the sheet with this digest; refused when the list has changed since. */
  'pair.confirm': ofOperation({ digest: z.string().max(128) }, PairSheet),
  /** A person settles what became of devices that Pair refused, or of which nobody knows. */
  'pair.settle': ofOperation(
    {
      ids: z.array(DeviceId).min(1).max(20_000),
      as: PairSettlement.shape.as,
      reason: reason(300),
    },
    SessionView,
  ),
  /** Sends a rejected or unknown delivery again under its own key, or a queued one at once. */
  'delivery.retry': command(z.strictObject({ key: DeliveryKey }), DeliveryView),
  /** A person says what became of a pair or burn of which nobody knows, and whose scan cannot be opened any more to settle its devices. */
  'delivery.settle': command(
    z.strictObject({
      key: DeliveryKey,
      taken: z.boolean(),
      reason: reason(300),
    }),
    DeliveryView,
  ),
  /** Has all that waits for one address sent to the one that is set, as the problem of each says both. Answers with how many messages that are. */
  'delivery.readdress': command(Elsewhere, z.strictObject({ count: z.int() })),
  'delivery.details': command(z.strictObject({ key: DeliveryKey }), DeliveryDetails),
  /** Sends a rejected message in a corrected form, under a key of its own. Answers with the new message. */
  'delivery.edit': command(z.strictObject({ key: DeliveryKey, change: DeliveryChange }), DeliveryView),
  'aside.list': command(z.strictObject({ limit: z.int().min(1).max(1_000) }), z.array(AsideEntry)),
  /** Writes the quarantine of this console as JSON through the system's save dialog. */
  'aside.export': command(Nothing, SavedFile),
  /** Writes the scan log as JSON through the system's save dialog. */
  'export.scanLog': ofOperation({}, SavedFile),
  /** Writes the evidence bundle of the open operation through the system's save dialog. */
  'export.evidence': ofOperation({}, SavedFile),
  /** Saves a report of the open operation, of a device or of a time: as PDF to print, in a language, or as a table. docs/reports.md */
  'report.operation': ofOperation(ReportWanted, SavedFile),
  'report.unit': command(z.strictObject({ sn: z.string().min(1).max(256), ...ReportWanted }), SavedFile),
  'report.period': command(StatisticsQuestion.extend(ReportWanted), SavedFile),
  /** Lets a person choose an evidence bundle, and judges it again; null when they closed the dialog. */
  'evidence.check': command(Nothing, BundleCheck.nullable()),
  /** Answers with what waits and is not sent, because it was made for another address of the factory than the one that is set now. */
  'settings.save': command(
    z.strictObject({ settings: EnteredSettings, secrets: SecretChanges }),
    z.strictObject({ elsewhere: z.array(Elsewhere.extend({ count: z.int() })) }),
  ),
  /** Writes all settings but the secrets into a file that a person chooses; `path` is null when they closed the dialog. */
  'settings.export': command(Nothing, z.strictObject({ path: z.string().nullable() })),
  /** Reads a settings file over the settings in use; nothing is saved yet. Null when the person closed the dialog. */
  'settings.import': command(Nothing, z.strictObject({ fileName: z.string(), settings: Settings }).nullable()),
  /** The answer to the question of the first start: how many days closed scans are kept; 0: for ever. */
  'records.keep': command(z.strictObject({ days: z.int().min(0).max(36_500) }), z.null()),
  /** Ends the program and opens it again: in practice, on a simulated rack with records of its own, or for real work. */
  'practice.switch': command(z.strictObject({ on: z.boolean() }), z.null()),
  /** How the window looks; an operator may change that. */
  'window.look': command(Look, z.null()),
  /** Tries settings that are not saved yet. Secrets left out are those kept. */
  'settings.test': command(
    z.strictObject({
      what: z.enum(['broker', 'mes']),
      settings: Settings,
      secrets: SecretChanges,
    }),
    TestResult,
  ),
  /** Refused with one sentence for a wrong badge or PIN, whichever it was; after ten in a row each further one has to wait a minute. */
  'person.signIn': command(z.strictObject({ badge: Badge, pin: Pin }), SignInView),
  'person.signOut': command(Nothing, SignInView),
  /** A sign of life of whoever is at the window; without one for a set time a person is signed out. */
  'person.active': command(Nothing, z.null()),
  'person.list': command(Nothing, z.array(PersonView)),
  /** Adds or changes a person; without `pin` the PIN stays. The first person must be an engineer. */
  'person.save': command(
    z.strictObject({ badge: Badge, name: z.string().trim().min(1).max(80), role: Role, pin: Pin.optional() }),
    z.array(PersonView),
  ),
  'person.remove': command(z.strictObject({ badge: Badge }), z.array(PersonView)),
  /** A supervisor lets failed devices go on with a reason; they are never green and not paired. `approval`: a supervisor's badge at an operator's console. */
  'device.waive': ofOperation(
    {
      ids: z.array(DeviceId).min(1).max(1_000),
      reason: reason(300),
      approval: z.strictObject({ badge: Badge, pin: Pin }).optional(),
    },
    SessionView,
  ),
  /** Newest first. */
  'audit.list': command(z.strictObject({ limit: z.int().min(1).max(10_000) }), z.array(AuditLine)),
  'history.search': command(HistoryQuestion, HistoryAnswer),
  /** All attempts of one device, newest first. */
  'history.unit': command(z.strictObject({ sn: z.string().min(1).max(256) }), z.array(UnitAttempt)),
  /** The addresses that a device reported in one operation. */
  'history.macs': command(
    z.strictObject({ operationId: z.string().min(1).max(128), sn: z.string().min(1).max(256) }),
    z.array(SeenMacs),
  ),
  'statistics.read': command(StatisticsQuestion, StatisticsView),
  'operation.list': command(z.strictObject({ limit: z.int().min(1).max(500) }), z.array(OperationSummary)),
  /** Opens an earlier operation to look at, rescan or pair; refused while a scan runs. */
  'operation.open': command(z.strictObject({ operationId: z.string().min(1).max(128) }), SessionView),
  ...registryCommands,
} as const;

const events = {
  'state.patched': Patch,
  /** Something was written into the device registry. */
  'registry.changed': z.strictObject({}),
  /** What the operator must see now (an outage, a refused message). */
  'notice.raised': z.strictObject({ level: z.enum(['info', 'warning', 'error']), what: TextsSchema }),
} as const;

export type CommandName = keyof typeof commands;
/** Those that are asked of the open operation and name it. */
export type OperationCommand = {
  [N in CommandName]: ParsedInput<N> extends { readonly operation: OperationId } ? N : never;
}[CommandName];
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
export type ParsedInput<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** What is wrong with one field of an input, which its keys lead to. */
interface InputIssue {
  readonly at: string;
  readonly fault: Text;
}

/** Why a command did not do what was asked. */
export type IpcError =
  | { readonly kind: 'forbidden'; readonly texts: Texts }
  | { readonly kind: 'unknownCommand'; readonly texts: Texts }
  | { readonly kind: 'invalidInput'; readonly texts: Texts; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'failed'; readonly code: string; readonly texts: Texts };
export type IpcReply<T> = Result<T, IpcError>;

/** What the preload script puts on the window as `consoleApi`. */
export interface ConsoleApi {
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<IpcReply<CommandOutput<N>>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
