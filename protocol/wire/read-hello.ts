import { err, ok, type Result } from '../result';
import * as z from 'zod';
import type { JsonObject, Malformed } from './body';
import { fault, firstFaultText } from './issue-text';
import { HelloMessage } from './v1';
import { readAs } from '../read-as';

const { shape } = HelloMessage;
/** A newer agent may have more keys and more words; whatever word it uses, it is there. */
const TolerantHello = z.object({
  ...shape,
  sn: shape.sn.trim(),
  ip: shape.ip.nullable(),
  queue: shape.queue.min(1, { error: fault('value.noQueue') }),
  state: z.string().transform((word) => shape.state.catch('alive').parse(word)),
});

/** Reads an agent's hello; unknown keys of a newer agent are passed over, an unknown `state` counts as `alive`. */
export function readHello(body: JsonObject): Result<HelloMessage, Malformed> {
  const parsed = readAs(TolerantHello, body);
  if (!parsed.success) return err({ code: 'wrongShape', reason: firstFaultText(parsed.error) });
  const { sn, ip, bootId, agentVersion, queue, state } = parsed.data;
  return ok({ sn, bootId, agentVersion, queue, state, ...(ip === undefined || ip === null ? {} : { ip }) });
}
