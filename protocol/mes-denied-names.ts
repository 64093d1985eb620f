import { flagOf } from './answer-signs';
import { joinedName } from './name-words';
import { isNothing } from './near-keys';

/** Flags that say that MES does not have the device: a name with a negation and a yes, or one without and a no. */

const AUX = 'is|are|was|were|has|have|does|do|been|be|got|是否|已经|已|尚|还|還|有';
const SUBJECT =
  'devices?|sn|serial(?:no|number)?|units?|machines?|hosts?|records?|entry|data|info|设备|設備|機器|机器|机台|機台|装置|裝置|序列号|序列號|序號|序号|记录|記錄|紀錄|資料|数据|デバイス|gerät|geraet|datensatz|appareil|dispositivo';
const KNOWN =
  'regist(?:ered|er)?|found|find|exist(?:s|ed|ing|ent)?|known|recogni[sz]ed|listed|recorded|enrolled|match(?:ed)?|hit|available|present|registriert|gefunden|bekannt|vorhanden|erfasst|enregistr[eé]e?|trouv[eé]e?|connue?|existante?|existente?|registrad[oa]|encontrad[oa]|conocid[oa]|注册|註冊|登记|登記|登录|登錄|登録(?:済み?)?|建档|建檔|找到|查到|存在|匹配|命中';
/** Of the answer; of a record it is how the device stands. */
const VALID =
  /^(?:is|was|sn|device|record|data)*(valid|gültig|有效|有効|(?:in|not|un|无|無|ung)(?:valid|gültig|ültig|效|効))(?:flag)?$/u;
const NOT = 'not|no|non|un|in|without|nicht|kein|keine|pas|未被|未|无|無|不|没有|沒有|没|沒|查无|查無|否';
const ALONE =
  'missing|absent|unknown|lost|deleted?|removed|gelöscht|entfernt|已删除|已刪除|nonexistent|inexistent|unbekannt|fehlt|fehlend|inconnue?|introuvable|desconocid[oa]|ausente|找不到|查不到|查无|查無|不明|缺失|丢失';
const END = '(?:flag|yn)?$';
/** In front of the word itself it says what is or is not. */
const BEFORE = `^(?:${AUX}|${SUBJECT})*?`;
const YES_SAYS_NO = new RegExp(
  `${BEFORE}(?:(?:${NOT})(?:${AUX}|${SUBJECT})*?(?:${KNOWN}|${SUBJECT})|${ALONE})(?:${SUBJECT})?${END}`,
  'u',
);
const NO_SAYS_NO = new RegExp(`${BEFORE}(?:${KNOWN}|(?<=有)(?:${SUBJECT}))${END}`, 'u');
/** No name of a flag is longer. */
const MOST_LETTERS = 40;
const YES = /^(?:ja|oui|s[ií]|是|有|はい|x)$/i;
const NO = /^(?:nein|non|否|不|无|無|没有|沒有|いいえ)$/;

/** Whether a field says that the device, or its record, is not there. @param isDevices whether it is of a record */
export function deniesByName(key: string, value: unknown, isDevices: boolean): boolean {
  const name = joinedName(key);
  if (name.length > MOST_LETTERS) return false;
  const valid = isDevices ? undefined : VALID.exec(name)?.[1];
  if (valid !== undefined) return /^(?:valid|gültig|有)/u.test(valid) ? saysNo(value) : saysYes(value);
  if (YES_SAYS_NO.test(name)) return saysYes(value);
  return NO_SAYS_NO.test(name) && saysNo(value);
}

/** A flag or a number that says so, or something that is listed there. */
function saysYes(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return flagOf(value) === 'yes' || (typeof value === 'string' && YES.test(value.trim()));
}

function saysNo(value: unknown): boolean {
  return !isNothing(value) && (flagOf(value) === 'no' || (typeof value === 'string' && NO.test(value.trim())));
}
