import * as z from 'zod';
import { DeviceInfoDialect, UnknownSerialAnswer } from './device-database';
import { FACTORY_ROUTES } from './routes';

/** Which requests a misbehaviour meets. Everything that is left out matches. */
const Filter = {
  /** One API or several. */
  route: z.union([z.enum(FACTORY_ROUTES).transform((route) => [route]), z.array(z.enum(FACTORY_ROUTES)).min(1)]).optional(),
  /** Only requests that name one of these serial numbers. */
  serials: z.array(z.string().min(1).max(128)).min(1).optional(),
  /** Only this share of serial numbers (0 to 1), always the same ones for the same seed: `0.5` is half of a rack. */
  share: z.number().min(0).max(1).optional(),
  /** Chance for each matching request (0 to 1). */
  probability: z.number().min(0).max(1).optional(),
  /** For `share` and `probability`; 1 when left out. */
  seed: z.int().min(0).max(0xffff_ffff).optional(),
  /** Ends after so many requests; without it, it lasts until `clear`. */
  count: z.int().min(1).max(1_000_000_000).optional(),
};

const Ms = z.int().min(0).max(3_600_000);
const MIB = 1024 * 1024;

/** One way in which the factory can misbehave (what each is: `MISBEHAVIOURS`), and for which requests. */
export const Misbehaviour = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slow'), ms: Ms, ...Filter }),
  z.strictObject({ kind: z.literal('resetConnection'), ...Filter }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    /** Sent as `Retry-After`, seconds. */
    retryAfterS: z.int().min(0).max(86_400).optional(),
    ...Filter,
  }),
  z.strictObject({ kind: z.literal('timeOut'), ...Filter }),
  z.strictObject({ kind: z.literal('dropAfterProcessing'), ...Filter }),
  z.strictObject({ kind: z.literal('garbage'), ...Filter }),
  z.strictObject({ kind: z.literal('html'), ...Filter }),
  z.strictObject({ kind: z.literal('wrongDevice'), ...Filter }),
  z.strictObject({ kind: z.literal('drip'), intervalMs: Ms.default(20), ...Filter }),
  z.strictObject({
    kind: z.literal('huge'),
    bytes: z
      .int()
      .min(1024)
      .max(1024 * MIB)
      .default(64 * MIB),
    ...Filter,
  }),
  z.strictObject({ kind: z.literal('cutShort'), ...Filter }),
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int().min(200).max(599).default(200),
    /** Sent as it stands, as JSON. */
    body: z.string().max(MIB),
    ...Filter,
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(302),
    location: z.string().min(1).max(2048).default('/elsewhere'),
    ...Filter,
  }),
]);
export type Misbehaviour = z.infer<typeof Misbehaviour>;

/** Everything that `POST /control` takes (what each is: `MISBEHAVIOURS`, `OTHER_CONTROLS`). */
export const ControlRequest = z.union([
  Misbehaviour,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('clear') }),
    z.strictObject({ kind: z.literal('refuse'), forMs: Ms.min(1) }),
    z.strictObject({
      kind: z.literal('dialect'),
      dialect: DeviceInfoDialect.optional(),
      unknown: UnknownSerialAnswer.optional(),
    }),
    z.strictObject({
      kind: z.literal('rejectPair'),
      serials: z.array(z.string().min(1).max(128)).min(1),
      reason: z.string().max(512).default('Device is already paired'),
    }),
  ]),
]);
export type ControlRequest = z.infer<typeof ControlRequest>;
/** The same before defaults are filled in: what a caller writes. */
export type ControlInput = z.input<typeof ControlRequest>;

/** What each misbehaviour does to the requests that it meets. "Not done": the request changes nothing. */
export const MISBEHAVIOURS: Readonly<Record<Misbehaviour['kind'], string>> = {
  slow: 'done at once, answered ms later; adds up with any other',
  resetConnection: 'not done; the connection ends with a TCP reset',
  status: 'not done; answered with status 400 to 599, retryAfterS as Retry-After',
  timeOut: 'not done; never answered',
  dropAfterProcessing: 'done; the connection is closed without an answer, so the sender cannot know',
  garbage: 'done; answered 200 with bytes that are not JSON',
  html: "not done; answered 200 with a proxy's log-in page",
  wrongDevice: 'device_info only: answered with the record of another device; with share 0.5 for half of the rack',
  drip: 'done; answered one byte every intervalMs',
  huge: 'done; answered with a JSON text of so many bytes',
  cutShort: 'done; half of the promised answer, then the connection is closed',
  answer: 'not done; answered with status (200 unless given) and body as it stands',
  redirect: 'not done; sent to location with status 301 to 308',
};

/** What else `POST /control` takes. */
export const OTHER_CONTROLS: Readonly<Record<Exclude<ControlRequest['kind'], Misbehaviour['kind']>, string>> = {
  refuse: 'closes the port forMs, then opens it again',
  dialect: 'device_info: dialect list|listLowerCase|object|objectLowerCase, unknown text|emptyList|notFound',
  rejectPair: 'Pair and burn refuse these serials, with reason',
  clear: 'ends all of the above; what was received and the MES database stay',
};

const KINDS: ReadonlySet<string> = new Set([...Object.keys(MISBEHAVIOURS), ...Object.keys(OTHER_CONTROLS)]);

/** Reads one control request; throws an `Error` with one sentence when it is none. */
export function readControlRequest(raw: unknown): ControlRequest {
  const kind = z.looseObject({ kind: z.string() }).safeParse(raw);
  if (!kind.success || !KINDS.has(kind.data.kind)) {
    throw new Error(`A control request needs a \`kind\`, one of: ${[...KINDS].join(', ')}.`);
  }
  const parsed = ControlRequest.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Error(`Control request \`${kind.data.kind}\`: ${sentenceOf(parsed.error)}`);
}

/** In a union, the branch of the request's own kind is the one whose fault is worth telling. */
function sentenceOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const branches = issue?.code === 'invalid_union' ? issue.errors : [error.issues];
  const branch = branches.find((issues) => issues.every(({ path }) => path[0] !== 'kind')) ?? error.issues;
  const first = branch[0];
  if (first === undefined) return 'it does not have the expected shape.';
  const where = first.path.length === 0 ? '' : `\`${first.path.join('.')}\`: `;
  return `${where}${first.message}.`;
}
