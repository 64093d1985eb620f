import * as z from 'zod';
import { err, ok, type Result } from '../result';
import type { JsonObject, Malformed } from './body';
import { describeFirstIssue } from './describe-issue';
import { ACTION_START } from './v1';

/** A scan command as an agent needs it, from our console or a legacy server. */
export interface ScanCommand {
  /** As sent, with its JSON type: the answer echoes it. */
  readonly operationId: string | number;
  readonly operatorId: string | number;
  readonly scanMode: number | string;
  /** 1 from a legacy server. */
  readonly attempt: number;
  /** Null: every device answers. */
  readonly targets: readonly string[] | null;
}

const TextOrNumber = z.union([z.string().max(4096), z.number()]);
const AnyCommand = z.looseObject({
  action: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
  operationId: TextOrNumber.optional(),
  operationid: TextOrNumber.optional(),
  operatorId: TextOrNumber.nullish(),
  scanMode: z.union([z.number(), z.string().max(16)]).nullish(),
  attempt: z.int().min(1).nullish(),
  targets: z.array(z.string().max(4096)).nullish(),
});

/** Reads a scan command of any known dialect. An action other than start is refused with a sentence that names it. */
export function readScanCommand(body: JsonObject): Result<ScanCommand, Malformed> {
  const parsed = AnyCommand.safeParse(body);
  if (!parsed.success) return err({ code: 'wrongShape', sentence: describeFirstIssue(parsed.error) });
  const command = parsed.data;
  if (command.action !== ACTION_START) {
    return err({
      code: 'wrongShape',
      sentence: `The command asks for action ${command.action}; this version knows only ${ACTION_START} (start).`,
    });
  }
  const operationId = command.operationId ?? command.operationid;
  if (operationId === undefined || operationId === '')
    return err({ code: 'wrongShape', sentence: 'The command carries no operation (`operationId`).' });
  return ok({
    operationId,
    operatorId: command.operatorId ?? '',
    scanMode: command.scanMode ?? 0,
    attempt: command.attempt ?? 1,
    targets: command.targets ?? null,
  });
}
