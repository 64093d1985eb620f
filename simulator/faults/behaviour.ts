import type { Collected } from '../../agent/collect/collected';

/** The ways in which an answer can be unreadable. */
export const MALFORMED_SHAPES = ['notJson', 'withoutSerial', 'tooDeep', 'tooLarge'] as const;
export type MalformedShape = (typeof MALFORMED_SHAPES)[number];

/** How a simulated device acts on the broker. */
export type Behaviour =
  | { readonly kind: 'answers' }
  | { readonly kind: 'off' }
  | { readonly kind: 'mute' }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'twice' }
  /** A second device with the same serial number is on the network. */
  | { readonly kind: 'conflict'; readonly twin: { readonly ip: string; readonly bootId: string; readonly hardware: Collected } }
  | { readonly kind: 'malformed'; readonly shape: MalformedShape }
  | { readonly kind: 'wrongOperation' }
  | { readonly kind: 'placeholderSerial'; readonly text: string }
  /** `serialKey`: the first generation called it `sn`, the one before `serialno`. */
  | { readonly kind: 'legacy'; readonly serialKey: 'sn' | 'serialno' }
  /** Has `broken` hardware until it hears of attempt 2. */
  | { readonly kind: 'recovering'; readonly broken: Collected };
