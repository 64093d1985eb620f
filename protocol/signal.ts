import * as z from 'zod';

/** What a stack light has to show, from the calmest to the most urgent. */
const LIGHTS = ['off', 'ready', 'scanning', 'done', 'needsHand', 'failure', 'down'] as const;

/** Console → `signals.url`, by POST: how the station stands. Sent at each change, and again every 30 s. */
export const SignalMessage = z.strictObject({
  type: z.literal('burnin.signal'),
  version: z.literal(1),
  /**
   * `off`: the program ends. `ready`: no scan of today is open. `scanning`: devices are asked. `failure`: the same, and one failed already. `done`: the scan
   * is over and needs nobody. `needsHand`: it is over and somebody must look. `down`: the broker cannot be reached, or records cannot be written.
   */
  state: z.enum(LIGHTS),
  /** When the station came to be so, ms since 1970. */
  since: z.int(),
  /** When this was sent, ms since 1970. */
  at: z.int(),
  /** One run of the program. */
  run: z.string(),
  /** Counts up by one with each message of a run, from 1: a lower one is older. */
  sequence: z.int(),
  /** As the settings name the station. */
  station: z.string(),
  /** Which console it is, as the records know it. */
  console: z.string(),
  /** The operation that the state is of; null: none. */
  operation: z.string().nullable(),
  /** Devices that are expected in it, those that passed, and those that need a person. */
  expected: z.int(),
  passed: z.int(),
  needy: z.int(),
  /** Whether a person has acknowledged every failed device; only where one failed and `station.failureAlarm` is on. */
  acknowledged: z.boolean().optional(),
  /** Only where somebody tries the address from the settings: nothing happened. */
  test: z.literal(true).optional(),
});
export type SignalMessage = z.infer<typeof SignalMessage>;
