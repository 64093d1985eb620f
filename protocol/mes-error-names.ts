import { codeOf, isError, isRecord } from './answer-signs';
import { withoutDenied } from './answer-words';
import { joinedName, wordsOf } from './name-words';
import { isNothing } from './near-keys';
import { isOfPartOrPast, speaksOfPartOrPast } from './part-words';

/** Fields that are named for an error, a failure or a warning, and messages of a record that speak of one. */

const WORD =
  /^(?:err|errs|fail(?:s|ed|ing)?|faults?|faulty|warn|incomplete|erreurs?|errore|errores|falha|fallo)$|^err(?:msg|code|info|no|text|desc|str)|errors?(?!s)|exceptions?|failures?|^fehler|fehler$|fehlermeldung|warnings?|warnung|traceback|stacktrace/u;
const JOINED =
  /^(?:is|has|any|the)?(?:lookup|query|read|db|call|api)?(?:failed|fail|err|fault)(?:ed|msg|code|info|text|reason|flag)?$/;
const HAN = /错误|錯誤|异常|異常|失败|失敗|警告|故障|エラー/u;
const CODE = /(?:code|codes|no|nr|number|id|码|碼|コード)$/u;
/** How many or how often: that says nothing of this question; nor do `failover` and `failsafe`. */
const COUNTED =
  /count|cnt|num(?!eric)|rate|ratio|qty|quantity|times|total|zahl|quote|次数|次數|数量|數量|件数|率|threshold|limit|max|min|over$|safe$/u;
const MESSAGE = /(?:message|msg|meldung|nachricht|mensaje|mensagem|messaggio)s?$|^(?:消息|讯息|訊息|提示|メッセージ)$/u;
const SAYS_ERROR =
  /(?<!\p{L})(?:incomplete|partial(?:ly)?|truncated|time[ds]?[\s-]?out|exceptions?|errors?|fail(?:ed|ures?|s)?|unavailable|stale|outdated|fehler\p{L}*|unvollständig|erreur)(?!\p{L})|失败|失敗|错误|錯誤|异常|異常|超时|超時|不完整|截断|截斷|エラー/iu;

/** Whether something stands there that is an error. @param isDevices whether it is of a record, which may count errors and keep those of tests */
export function saysError(key: string, value: unknown, isDevices: boolean): boolean {
  if (isNothing(value) || (isRecord(value) && Object.keys(value).length === 0)) return false;
  const name = joinedName(key);
  if (isDevices && typeof value === 'string' && MESSAGE.test(name) && saysErrorInWords(value)) return true;
  if (!isNamedForError(key, name)) return false;
  if (COUNTED.test(name)) return false;
  if (isDevices && (isOfPartOrPast(key) || (typeof value === 'number' && value !== 1 && !CODE.test(name)))) return false;
  if (CODE.test(name) && typeof value !== 'object') return ![null, 'yes', 'fine'].includes(codeOf(value));
  return isError(value);
}

function isNamedForError(key: string, name: string): boolean {
  return JOINED.test(name) || HAN.test(name) || wordsOf(key).some((word) => WORD.test(word));
}

function saysErrorInWords(words: string): boolean {
  return SAYS_ERROR.test(withoutDenied(words)) && !speaksOfPartOrPast(words);
}
