/** The keys that this version writes into one part of a bundle, and those that it writes only where they say something. */
interface Keys {
  readonly always: readonly string[];
  readonly maybe?: readonly string[];
}

const BUNDLE: Keys = {
  always: [
    'format',
    'revision',
    'madeAt',
    'madeBy',
    'appVersion',
    'operation',
    'scanLog',
    'devices',
    'actions',
    'deliveries',
    'reports',
    'entries',
    'eventLogHead',
  ],
  maybe: ['simulation'],
};
const HEAD: Keys = { always: ['seq', 'hash'] };
const REPORT: Keys = { always: ['id', 'at', 'sn', 'properties', 'sha256', 'bytesBase64'] };
const ENTRY: Keys = { always: ['seq', 'operationId', 'at', 'body', 'previousHash', 'hash'] };
const DELIVERY: Keys = {
  always: [
    'key',
    'kind',
    'operationId',
    'summary',
    'body',
    'serials',
    'createdAt',
    'state',
    'attempts',
    'nextTryAt',
    'settledAt',
    'problem',
    'problemCodes',
    'tries',
  ],
  maybe: ['madeFor', 'replaces', 'replacedBy'],
};
const TRY: Keys = { always: ['key', 'at', 'outcome', 'status', 'sentence', 'sentenceCodes', 'answer'] };

/** A key that is not there, or that is and should not be. `place`: `madeAt`, `deliveries[1].tries[2].at`. */
export interface KeyFault {
  readonly kind: 'missing' | 'added';
  readonly place: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What was taken out of, or put into, the parts of a bundle of this version that do not follow from its events. */
export function keyFaults(bundle: Json): KeyFault[] {
  const deliveries = listOf(bundle['deliveries']);
  return [
    ...faultsIn(bundle, '', BUNDLE),
    ...faultsIn(bundle['eventLogHead'], 'eventLogHead.', HEAD),
    ...faultsOfEach(bundle['reports'], 'reports', REPORT),
    ...faultsOfEach(bundle['entries'], 'entries', ENTRY),
    ...faultsOfEach(deliveries, 'deliveries', DELIVERY),
    ...deliveries.flatMap((one, index) => (isJson(one) ? faultsOfEach(one['tries'], `deliveries[${index + 1}].tries`, TRY) : [])),
  ];
}

function faultsOfEach(list: unknown, place: string, keys: Keys): KeyFault[] {
  return listOf(list).flatMap((one, index) => faultsIn(one, `${place}[${index + 1}].`, keys));
}

function faultsIn(part: unknown, place: string, { always, maybe = [] }: Keys): KeyFault[] {
  if (!isJson(part)) return [];
  const known = new Set([...always, ...maybe]);
  return [
    ...always.filter((key) => !Object.hasOwn(part, key)).map((key) => ({ kind: 'missing', place: `${place}${key}` }) as const),
    ...Object.keys(part)
      .filter((key) => !known.has(key))
      .map((key) => ({ kind: 'added', place: `${place}${key}` }) as const),
  ];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
