import * as z from 'zod';
import { err, ok, type Result } from '../result';
import { text, type Text } from '../texts/text';
import { visibleText } from '../visible-text';
import type { JsonObject, Malformed } from './body';
import { fault, foundFaultText } from './issue-text';
import { AttemptNumber, ExactText, TextOrInteger } from './tolerant-fields';
import { ACTION_START } from './v1';
import { nearOrAllKeys, OPERATION_FIELD, type Field } from '../near-keys';
import { readAs } from '../read-as';

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
  /** When it was sent, as the sender wrote it; the same in each copy of one command. Null from a legacy server. */
  readonly issuedAt: string | null;
}

const ACTION: Field = { expected: 'action', read: ['action'], others: ['action', 'command', 'cmd'] };

const AnyCommand = z.object({
  action: ExactText.nullish(),
  operationId: TextOrInteger.nullish(),
  operationid: TextOrInteger.nullish(),
  // Only echoed: whatever stands there is no reason to stay silent.
  operatorId: TextOrInteger.nullish().catch(null),
  scanMode: z
    .union([z.number(), z.string().max(16)])
    .nullish()
    .catch(null),
  attempt: AttemptNumber.nullish(),
  issuedAt: z.string().max(64).nullish().catch(null),
  targets: z.array(ExactText, { error: fault('value.noSerials') }).nullish(),
});

/** Reads a scan command of any known dialect. An action other than start is refused by name. */
export function readScanCommand(body: JsonObject): Result<ScanCommand, Malformed> {
  const parsed = readAs(AnyCommand, body);
  if (!parsed.success) return wrongShape(foundFaultText(parsed.error, body));
  const command = parsed.data;
  if (command.action === null || command.action === undefined)
    return wrongShape(text('wire.noAction', { near: nearOrAllKeys(body, ACTION) }));
  if (Number(command.action) !== ACTION_START) {
    return wrongShape(text('wire.otherAction', { action: visibleText(command.action, 32), known: String(ACTION_START) }));
  }
  const operationId = [command.operationId, command.operationid].find(
    (id) => id !== null && id !== undefined && String(id).trim() !== '',
  );
  if (operationId === null || operationId === undefined)
    return wrongShape(text('wire.commandOfNoOperation', { near: nearOrAllKeys(body, OPERATION_FIELD) }));
  return ok({
    operationId,
    operatorId: command.operatorId ?? '',
    scanMode: command.scanMode ?? 0,
    attempt: command.attempt ?? 1,
    targets: command.targets ?? null,
    issuedAt: command.issuedAt ?? null,
  });
}

function wrongShape(reason: Text): { readonly ok: false; readonly error: Malformed } {
  return err({ code: 'wrongShape', reason });
}
