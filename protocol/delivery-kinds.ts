import type { text } from './texts/text';

interface KindOfDelivery {
  /** The setting of `api` with its path. */
  readonly path: `${string}Path`;
  /** May be sent again by itself under its key; the effect of the others must not come twice. */
  readonly repeatable: boolean;
  /** Holds serial numbers that a person has confirmed. */
  readonly carriesSerials: boolean;
  /** How a refused one is corrected: its text as a whole, or by taking serial numbers out. */
  readonly editable: 'body' | 'takeOut';
  /** What names it, by the codes of its words. */
  readonly summary: Parameters<typeof text>[0];
}

/** All that differs between the kinds of outgoing messages. What they carry stands in `post-bodies.ts`. */
export const DELIVERY_KINDS = {
  log: { path: 'scanLogPath', repeatable: true, carriesSerials: false, editable: 'body', summary: 'delivery.log' },
  notification: {
    path: 'notificationPath',
    repeatable: true,
    carriesSerials: false,
    editable: 'body',
    summary: 'delivery.notification',
  },
  pair: { path: 'pairPath', repeatable: false, carriesSerials: true, editable: 'takeOut', summary: 'delivery.pair' },
  burn: { path: 'burnPath', repeatable: false, carriesSerials: true, editable: 'takeOut', summary: 'delivery.burn' },
} as const satisfies Readonly<Record<string, KindOfDelivery>>;

export type DeliveryKind = keyof typeof DELIVERY_KINDS;
export const DELIVERY_KIND_NAMES = Object.keys(DELIVERY_KINDS) as [DeliveryKind, ...DeliveryKind[]];

/** The settings of `api` with the paths of all of them. */
export const DELIVERY_PATHS = DELIVERY_KIND_NAMES.map((kind) => DELIVERY_KINDS[kind].path);

/** What is made for each kind. */
export function byKind<T>(make: (kind: DeliveryKind) => T): Record<DeliveryKind, T> {
  return Object.fromEntries(DELIVERY_KIND_NAMES.map((kind) => [kind, make(kind)])) as Record<DeliveryKind, T>;
}

/** Those that carry confirmed serial numbers. */
export type ListKind = {
  [Kind in DeliveryKind]: (typeof DELIVERY_KINDS)[Kind]['carriesSerials'] extends true ? Kind : never;
}[DeliveryKind];

/** Whether it carries devices to Pair (or burn). */
export function carriesSerials(kind: DeliveryKind): kind is ListKind {
  return DELIVERY_KINDS[kind].carriesSerials;
}
