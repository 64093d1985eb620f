import { isRecord } from './answer-signs';
import type { Said } from './mes-contradiction-texts';
import { joinedName, wordsOf } from './name-words';
import { keysLike, SERIAL_NAMES, type Fields } from './near-keys';
import { isOfPartOrPast } from './part-words';
import { isPlaceholderSerial } from './serial';
import { noteOf } from './wire/tolerant-fields';

/** Another serial number than that of the device, under any name that says that it is the device's, or the one that was asked for. */

const SERIAL: ReadonlySet<string> = new Set([
  'sn',
  'serial',
  'serialno',
  'serialnumber',
  'serialnum',
  'serno',
  'servicetag',
  'seriennummer',
  'seriennr',
]);
const DEVICE =
  'device|dev|system|sys|machine|product|unit|host|node|dut|real|actual|true|new|my|own|this|current|dmi|smbios|bios';
const JOINED = new RegExp(
  `^(?:${DEVICE})*(?:serial(?:no|number|num|nr)?|sn|servicetag|seriennummer|n[uú]m(?:ero)?(?:de)?serie|num[ée]ro(?:de)?s[ée]rie)\\d?$`,
  'u',
);
const HAN = /序列[号號]|序[号號]|シリアル|製造番号/u;
/** What is said of a serial number, or of another kind of `serial`. */
const NO_SERIAL: ReadonlySet<string> = new Set(
  'type rule prefix suffix length len format pattern mask status state flag date time at by count qty total port ports baud console interface version uid range start end from to next over key field label name'.split(
    ' ',
  ),
);
const QUESTION_OR_DEVICE = new RegExp(
  `^(?:${DEVICE}|query|request|req|params?|parameters?|inputs?|asked|args|arguments?|criteria|filter|where|设备|設備|裝置|機台)(?:info|data)?$`,
  'u',
);
/** Which one of a list. */
const ORDINAL = /^\d{1,4}$/;

/** What one object says so; null where nothing does. */
export function otherSerialIn(fields: Fields, sn: string): Said | null {
  for (const [key, value] of Object.entries(fields)) {
    if (isRecord(value)) {
      if (!QUESTION_OR_DEVICE.test(joinedName(key))) continue;
      const inner = keysLike(value, SERIAL_NAMES).find((name) => isOther(value[name], sn));
      if (inner !== undefined) return { key: `${key}.${inner}`, text: noteOf(value[inner]) ?? '' };
    } else if (isOfSerial(key) && isOther(value, sn)) {
      const text = noteOf(value) ?? '';
      if (!(/序[号號]$/u.test(key) && ORDINAL.test(text))) return { key, text };
    }
  }
  return null;
}

function isOfSerial(key: string): boolean {
  const words = wordsOf(key);
  if (isOfPartOrPast(key) || words.some((word) => NO_SERIAL.has(word))) return false;
  return HAN.test(key) || words.some((word) => SERIAL.has(word)) || JOINED.test(joinedName(key));
}

/** It may stand in a longer text, as on a label. */
function isOther(value: unknown, sn: string): boolean {
  const text = noteOf(value) ?? '';
  return !isPlaceholderSerial(text) && text !== sn && !text.split(/[^\p{L}\p{N}]+/u).includes(sn);
}
