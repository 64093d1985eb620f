import * as z from 'zod';
import { command, ofOperation } from './command';
import { TestResult } from './connection-state';
import { Snapshot, Patch } from './window-state';
import { PairSheet } from './pair-sheet';
import { ParsedRoster } from './parsed-roster';
import { HealthView } from './program-health';
import { AboutView } from './about-program';
import { Handover } from './handover';
import { HistoryAnswer, HistoryQuestion, SeenMacs, StatisticsQuestion, StatisticsView, UnitAttempt } from './history';
import { DeliveryKey, DeviceId, OperationId } from './ids';
import { LANGUAGES } from './languages';
import { DeliveryDetails, DeliveryView, DeviceDetails, Elsewhere, LeftOver, PairSettlement, SessionView } from './model';
import { AuditLine, Badge, PersonView, Pin, Role, SignInView } from './people';
import { Rack, RackName, SlotName } from './racks';
import { reason } from './reason';
import { registryCommands } from './registry-commands';
import type { Result } from './result';
import { ShiftView } from './self-test';
import { Appearance, EnteredSettings, Settings } from './settings';
import { ScanMode } from './wire/v1';
import { TextsSchema } from './texts/schema';
import type { Text, Texts } from './texts/text';

/** The one door between the window and main: every command and every event, with its shape. */

export const COMMAND_CHANNEL = 'console:command';
export const EVENT_CHANNEL = 'console:event';

const Nothing = z.strictObject({});

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
const SecretChanges = z.strictObject({
  brokerPassword: SecretChange,
  apiToken: SecretChange,
  registryToken: SecretChange,
  signalsKey: SecretChange,
});

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
  /** A person has seen that these devices failed, each in the attempt that stood on the screen. */
  'scan.acknowledge': ofOperation(
    {
      devices: z
        .array(z.strictObject({ id: DeviceId, attempt: z.int() }))
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
  /** What scans of this shift have of a self-test. */
  'shift.view': command(Nothing, ShiftView),
  /** What this shift leaves to the next. */
  'shift.handover': command(Nothing, Handover),
  /** Sends the report of a bad virtual unit through the broker, and sees whether it is caught. */
  'shift.selfTest': command(Nothing, ShiftView),
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
  /** The handover of the shift that runs. */
  'report.handover': command(z.strictObject(ReportWanted), SavedFile),
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
  'window.look': command(Appearance, z.null()),
  /** Tries settings that are not saved yet. Secrets left out are those kept. */
  'settings.test': command(
    z.strictObject({
      what: z.enum(['broker', 'mes', 'signals']),
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
