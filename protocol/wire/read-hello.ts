import { err, ok, type Result } from '../result';
import * as z from 'zod';
import type { JsonObject, Malformed } from './body';
import { describeFirstIssue } from './describe-issue';
import { HelloMessage } from './v1';

const TolerantHello = z.looseObject(HelloMessage.shape);

/** Reads an agent's hello; unknown keys of a newer agent are passed over. */
export function readHello(body: JsonObject): Result<HelloMessage, Malformed> {
  const parsed = TolerantHello.safeParse(body);
  if (!parsed.success) return err({ code: 'wrongShape', sentence: describeFirstIssue(parsed.error) });
  const { sn, ip, bootId, agentVersion, queue, state } = parsed.data;
  return ok({ sn, bootId, agentVersion, queue, state, ...(ip === undefined ? {} : { ip }) });
}
