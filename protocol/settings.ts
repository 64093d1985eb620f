import * as z from 'zod';
import { EditionName } from './registry/editions';
import { DELIVERY_PATHS } from './delivery-kinds';
import { hasFragment, hasUnencodedSign } from './broker-url';
import { isListOfPorts, isOwnField } from './elsewhere-fields';
import { isApiPath, isBaseUrl } from './factory-address';
import { DEFAULT_PATHS } from './http';
import { LANGUAGES } from './languages';
import { TextsSchema } from './texts/schema';
import { text, type Text } from './texts/text';
import { fault } from './wire/issue-text';
import { readWholeAddress } from './mac-list';
import { plantWordFaults, readPlantWord } from './plant-words';
import { looksLikeRegularExpression } from './regular-expression';
import type { Result } from './result';
import { SELF_TEST_RULES } from './self-test';
import { readServiceNic } from './service-nics';

const Path = z
  .string()
  .trim()
  .startsWith('/', { error: fault('value.noPath') })
  .max(512);

const Masks = z
  .array(
    z
      .string()
      .trim()
      .min(1, { error: fault('value.empty') })
      .max(128)
      .refine((mask) => !looksLikeRegularExpression(mask), { error: fault('value.maskExpression') }),
  )
  .max(200);
const Marks = z
  .array(
    z
      .string()
      .min(1, { error: fault('value.empty') })
      .max(128),
  )
  .max(200);

/** Texts of a list that a reader understands; the fault names the one that it does not. */
function listOf(read: (text: string) => Result<unknown, Text>) {
  return z
    .array(
      z
        .string()
        .trim()
        .max(128)
        .superRefine((given, context) => {
          const entry = read(given);
          if (!entry.ok) context.addIssue({ code: 'custom', message: JSON.stringify(entry.error) });
        }),
    )
    .max(1_000);
}

/** How the window looks. */
export const Appearance = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  size: z.enum(['normal', 'large']).default('normal'),
  /** What the window speaks; `system`: as the desktop does. */
  language: z.enum(['system', ...LANGUAGES]).default('system'),
});
export type Appearance = z.infer<typeof Appearance>;

const TOUCH_TARGETS = ['normal', 'glove'] as const;

/** Everything that can be set, without secrets: safe to show, log and export. */
export const Settings = z.strictObject({
  station: z
    .strictObject({
      /** Shown in the header: line and station. */
      name: z.string().trim().max(80).default(''),
      /** Who left the console is signed out after this long without a key, the pointer or a scan, ms; 0: never. */
      signOutAfterMs: z
        .int()
        .min(0)
        .max(86_400_000)
        .refine((ms) => ms === 0 || ms >= 60_000, { error: fault('value.underAMinute') })
        .default(900_000),
      /** How loud the window says that a scan is over, that a device failed and that a code is not taken; 0: it says nothing by sound. */
      soundVolume: z.int().min(0).max(100).default(50),
      /** How large is what can be pressed: 44 px each way at least, for a finger in a glove 56. */
      touchTargets: z.enum(TOUCH_TARGETS).default('normal'),
      /** Whether a failed device of a scan sounds and shows until a person acknowledges it. */
      failureAlarm: z.boolean().default(false),
    })
    .prefault({}),
  shift: z
    .strictObject({
      /** When shifts begin, by the clock of this computer: `06:00`. None: a shift is a day. */
      starts: z
        .array(
          z
            .string()
            .max(40, { error: fault('value.noTimeOfDay', { example: '06:00' }) })
            .trim()
            .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: fault('value.noTimeOfDay', { example: '06:00' }) }),
        )
        .max(24)
        .default(['08:00', '20:00']),
      /** What becomes of a scan in whose shift no self-test caught its bad unit: it starts, says so, or is not started. */
      selfTest: z.enum(SELF_TEST_RULES).default('off'),
    })
    .prefault({}),
  broker: z
    .strictObject({
      /** amqp:// or amqps:// URL without password, for example `amqp://console@broker.plant:5672/`. */
      url: z
        .string()
        .trim()
        .regex(/^amqps?:\/\/[^\s]+$/, { error: fault('value.noBrokerUrl') })
        .refine((url) => !hasUnencodedSign(url), { error: fault('value.unencodedSign') })
        .max(512)
        .default('amqp://guest@127.0.0.1:5672/'),
      /** PEM files for amqps; empty means the system's authorities and no client certificate. */
      caFile: z.string().max(1024).default(''),
      certFile: z.string().max(1024).default(''),
      keyFile: z.string().max(1024).default(''),
      /** Only true where an existing broker declares `devicescan` durable. */
      exchangeDurable: z.boolean().default(false),
      /**
       * Whether reports must be signed. `ifKnown`: those of devices whose key is known must be. `required`: all. What fails
       * goes to quarantine.
       */
      reportSigning: z.enum(['off', 'ifKnown', 'required']).default('off'),
      /** Text file of public keys, one `SERIAL BASE64` a line as `burnin-agent keygen` prints it; needed unless signing is off. */
      deviceKeysFile: z.string().trim().max(1024).default(''),
    })
    .prefault({}),
  api: z
    .strictObject({
      baseUrl: z
        .string()
        .trim()
        .regex(/^https?:\/\/[^\s]+$/, { error: fault('value.noHttpUrl') })
        .max(512)
        .default('http://127.0.0.1:8080'),
      /** PEM file of the authorities to trust with https; empty: those of this program and of the system. */
      caFile: z.string().trim().max(1024).default(''),
      deviceInfoPath: Path.default(DEFAULT_PATHS.deviceInfo),
      scanLogPath: Path.default(DEFAULT_PATHS.scanLog),
      notificationPath: Path.default(DEFAULT_PATHS.notification),
      pairPath: Path.default(DEFAULT_PATHS.pair),
      burnPath: Path.default(DEFAULT_PATHS.burn),
      /** For one request, ms. */
      timeoutMs: z.int().min(100).max(120_000).default(5_000),
      /** Requests to MES at once. */
      concurrency: z.int().min(1).max(256).default(32),
      /** Tries per MES look-up, the first included. */
      lookUpTries: z.int().min(1).max(10).default(4),
      /** Fields in answers of MES whose addresses are none of the device's ports, beside those known (`elsewhere-fields.ts`). */
      otherAddressFields: z
        .array(
          z
            .string()
            .trim()
            .min(1, { error: fault('value.empty') })
            .max(128)
            .refine((name) => !isListOfPorts(name), { error: fault('value.listOfPorts') })
            .refine((name) => !isOwnField(name), { error: fault('value.ownField') }),
        )
        .max(100)
        .default([]),
      /** The plant's own words of success and refusal in answers to a POST: a word, or a field with what stands in it (`status=0`). */
      successWords: listOf(readPlantWord).default([]),
      refusalWords: listOf(readPlantWord).default([]),
    })
    .prefault({}),
  scan: z
    .strictObject({
      /** A scan ends when nothing came for this long, ms. */
      idleMs: z.int().min(500).max(3_600_000).default(10_000),
      /** A scan ends after this long at the latest, ms. */
      maxMs: z.int().min(1_000).max(86_400_000).default(120_000),
      /** How `operationid` stands in the scan log; `auto`: a number when it is a canonical integer. */
      operationIdType: z.enum(['auto', 'string', 'number']).default('auto'),
      /** `strict`: the right MAC on another port fails (`swapped`). `byMac`: it matches, with a remark. */
      interfaceNames: z.enum(['strict', 'byMac']).default('strict'),
      /** Cards that are not part of the device, by address or by what else tells them (`service-nics.ts`). Not judged. */
      serviceNics: listOf(readServiceNic).default([]),
      /** Addresses that makers ship unprogrammed cards with. */
      vendorDefaultMacs: listOf(readWholeAddress).default([
        '00:04:0b:80:80:80',
        '00:e0:11:22:33:44',
        '00:11:22:33:44:55',
        '12:34:56:78:9a:bc',
      ]),
      /** Names of entries in MES that the agent cannot see, like the management controller's: not judged where no port has them. `*` stands for anything. */
      unseenPorts: z
        .array(
          z
            .string()
            .trim()
            .max(64)
            .regex(/[^*\s][^*]*[^*\s]/, { error: fault('value.shortMask') })
            .refine((name) => !looksLikeRegularExpression(name), {
              error: fault('value.expression'),
            }),
        )
        .max(100)
        .default([]),
      /** Texts that this plant's firmware ships where a serial number should be, beside the known ones. */
      placeholderSerials: z.array(z.string().trim().min(1).max(128)).max(1_000).default([]),
      /** Devices that answer but are not on the roster may be paired. */
      pairGuests: z.boolean().default(false),
      /** How often whoever has not answered is asked once more by itself, before the scan ends by silence. */
      noAnswerRetries: z.int().min(0).max(3).default(0),
    })
    .prefault({}),
  registry: z
    .strictObject({
      /** Serve the device registry over HTTP to programs on this machine. */
      httpEnabled: z.boolean().default(false),
      httpPort: z.int().min(1).max(65_535).default(8090),
      /** Turn every hardware report of a scan into a Snapshot of its device. */
      fromScans: z.boolean().default(true),
      /** The rate that is shown and priced; the others are computed beside it. */
      officialRate: EditionName.default('ECost 1.0'),
      /** By which computed prices are made. */
      officialPrice: EditionName.default('Ereuse 1.0'),
      /** ToDispose followed by Receive at a recycling center disposes of the device by itself. */
      deriveDisposal: z.boolean().default(true),
      /** Of computed prices, ISO 4217. */
      currency: z
        .string()
        .max(3)
        .regex(/^[A-Z]{3}$/, { error: fault('value.noCurrency', { example: 'EUR' }) })
        .default('EUR'),
      /** What firmware writes where a part has no serial number, maker or model of its own, beside the built-in list; `#`: digits. */
      partPlaceholders: z.array(z.string().trim().min(1).max(64)).max(1_000).default([]),
      /** How long an open Snapshot waits for its next event before it is shown as stalled, ms. */
      stalledAfterMs: z.int().min(60_000).max(31_536_000_000).default(86_400_000),
    })
    .prefault({}),
  records: z
    .strictObject({
      /** Closed scans older than so many days are removed when the console starts; 0: nothing is. Null: nothing is, and nobody chose that. */
      keepDays: z.int().min(0).max(36_500).nullable().default(null),
    })
    .prefault({}),
  labels: z
    .strictObject({
      /** How codes look, as masks: `#` a digit, `@` a letter, `?` a character, `*` any characters. */
      badge: Masks.default(['OP-*', 'OP####', 'EMP-*', 'EMP####', 'BADGE-*', 'BADGE####']),
      operation: Masks.default(['BI-########-######', 'WO-*', 'MO-*', 'JOB-*']),
      /** Labels of the slots of a rack; the name of a slot is always one. */
      slot: Masks.default(['SLOT-*', 'SLOT *']),
      /** Empty: whatever is nothing else is a serial number. */
      serial: Masks.default([]),
      /** Taken off at the start or end of a scanned code when it has them; the longest that fits, once. */
      prefixes: Marks.default([]),
      suffixes: Marks.default([]),
    })
    .prefault({}),
  signals: z
    .strictObject({
      /** Where a stack light listens: states of the station are posted there. Empty: nowhere. */
      url: z
        .string()
        .trim()
        .regex(/^(?:https?:\/\/[^\s]+)?$/, { error: fault('value.noHttpUrl') })
        .max(512)
        .default(''),
    })
    .prefault({}),
  window: Appearance.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = Settings.parse({});

/** True where a scan would have to be silent for longer than it may last, so that silence never ends it. Times in ms. */
export function isIdleTooLong({ idleMs, maxMs }: Pick<Settings['scan'], 'idleMs' | 'maxMs'>): boolean {
  return idleMs > maxMs;
}

const ADDRESSES = [
  { path: ['broker', 'url'], leadsThere: (url: string) => !hasFragment(url), fault: text('value.brokerFragment') },
  { path: ['api', 'baseUrl'], leadsThere: isBaseUrl, fault: text('value.noBaseUrl') },
  { path: ['signals', 'url'], leadsThere: (url: string) => url === '' || isBaseUrl(url), fault: text('value.noBaseUrl') },
  ...['deviceInfoPath', ...DELIVERY_PATHS].map((key) => ({
    path: ['api', key],
    leadsThere: isApiPath,
    fault: text('value.noApiPath'),
  })),
];

/**
 * Which addresses of settings, also of some only, would lead elsewhere than they say, with what is wrong. What is no text is another matter.
 * @param named faults that are named already: their settings are left out
 */
export function misleadingAddresses(
  settings: unknown,
  named: readonly { readonly path?: readonly PropertyKey[] | undefined }[] = [],
): readonly { readonly path: readonly string[]; readonly fault: Text }[] {
  return ADDRESSES.filter(({ path, leadsThere }) => {
    const address = path.reduce(ownValue, settings);
    const isNamed = named.some((issue) => issue.path?.join('.') === path.join('.'));
    return typeof address === 'string' && !leadsThere(address.trim()) && !isNamed;
  });
}

function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/**
 * Settings as somebody enters them. Stored ones of before may be silent for too long, and stay in use until they are saved again; or
 * have an address that leads elsewhere than it says, which is said and not used.
 */
export const EnteredSettings = Settings.superRefine((settings, context) => {
  if (isIdleTooLong(settings.scan))
    context.addIssue({ code: 'custom', path: ['scan', 'idleMs'], message: fault('value.longIdle') });
  for (const { path, fault: what } of misleadingAddresses(settings, context.issues))
    context.addIssue({ code: 'custom', path: [...path], message: JSON.stringify(what) });
  const { successWords: success, refusalWords: refusal } = settings.api;
  for (const { list, entry, fault: what } of plantWordFaults({ success, refusal }))
    context.addIssue({ code: 'custom', path: ['api', list, entry], message: JSON.stringify(what) });
});

/** Names of what is kept encrypted, never shown. */
export const SecretName = z.enum(['brokerPassword', 'apiToken', 'registryToken', 'signalsKey']);
export type SecretName = z.infer<typeof SecretName>;

/** What the window may know of a secret: whether there is one and where it is kept. */
export const SecretsView = z.strictObject({
  brokerPassword: z.boolean(),
  apiToken: z.boolean(),
  registryToken: z.boolean(),
  signalsKey: z.boolean(),
  /** How secrets are kept on this machine. */
  keptIn: TextsSchema,
});
export type SecretsView = z.infer<typeof SecretsView>;
