import * as z from 'zod';
import { DeliveryKey, DeviceId, OperationId } from './ids';
import { PairOutcome, PairSettlement } from './model';
import { TextsSchema } from './texts/schema';

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
