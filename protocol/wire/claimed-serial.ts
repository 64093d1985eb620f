import { parseJsonObject } from './body';
import { ExactText, firstText } from './tolerant-fields';

/** Whose report a message seems to be that cannot be read as one. */
export interface ReportClaim {
  readonly sn: string;
  /** Null: it does not say. */
  readonly operationId: string | null;
}

const SERIAL_KEYS = ['sn', 'serialno', 'serialNo'] as const;
const OPERATION_KEYS = ['operationId', 'operationid'] as const;

/**
 * The serial number and the operation that stand in a message, also where the rest of it is broken off or no JSON; null without a
 * serial number. It proves nothing: it only helps people to find the message of a device.
 */
export function readReportClaim(text: string): ReportClaim | null {
  const body = parseJsonObject(text);
  const find = (key: string): unknown =>
    body.ok ? (Object.hasOwn(body.value, key) ? body.value[key] : undefined) : valueIn(text, key);
  const first = (keys: readonly string[]) => firstText(...keys.map((key) => ExactText.safeParse(find(key)).data));
  const sn = first(SERIAL_KEYS) ?? '';
  return sn === '' ? null : { sn, operationId: first(OPERATION_KEYS) || null };
}

/** The first text or number under a key, in text that looks like JSON at this place. */
function valueIn(text: string, key: string): unknown {
  const [, value] = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.){1,512}"|\\d{1,16})`).exec(text) ?? [];
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
