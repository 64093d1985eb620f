import { saidBy, withoutDenied } from './answer-words';

/** Messages of MES that say that the question went well, in known words only: whatever else one says may be that it did not. */

const YES =
  /^(?:ok|okay|yes|true|success|successful|successfully|succeeded|done|complete|completed|found|got|exists|retrieved|fetched|loaded|returned|read|queried|matched|passed?|valid|normal|ready|executed|erfolg|erfolgreich|gefunden|abgeschlossen|succès|succes|réussi|réussie|trouvée?|éxito|exito|exitos[ao]|correct[ao]|encontrad[ao]|sucesso|successo|riuscit[ao]|gelukt|geslaagd|gevonden|sukces|úspěch|başarılı|успешно|успех|найдено|성공|정상|완료|성공했습니다|완료되었습니다)$/u;
const FILLER =
  /^(?:0*[1-9]\d*|the|an?|of|to|for|in|with|and|is|was|were|has|been|be|your|query|queries|search|lookup|request|requests|call|get|select|result|results|record|records|row|rows|set|entry|entries|item|items|data|device|devices|info|information|serial|number|mes|api|status|code|http|msg|message|ms|sec|seconds|s|operation|die|der|das|ist|wurde|abfrage|anfrage|gerät|requête|la|le|el|est|opération|consulta|operación|operacion|operação|operazione|zapytanie|запрос|выполнен|설비|장비|조회|데이터|요청|처리|정보)$/u;
const HAN_YES = /成功|完成|完了|终了|終了|通过|通過|正常|找到|存在|無事|あり/gu;
const HAN_FILLER =
  /查询|查詢|获取|獲取|取得|请求|請求|操作|执行|執行|读取|讀取|检索|檢索|搜索|返回|处理|處理|检查|檢查|结果|結果|状态|狀態|状態|数据|資料|データ|设备|設備|裝置|装置|记录|紀錄|記錄|信息|資訊|接口|介面|调用|呼叫|調用|条|條|筆|笔|件|しました|されました|です|ました|序列号|序列號|序号|序號|[该該此已了共にをのはが]/gu;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|\d+/gu;
/** Of any such message. */
const MOST_CHARACTERS = 1_000;
const NOTHING =
  /(?<![\d.,])0+\s*(?:records?|rows?|results?|devices?|items?|entr(?:y|ies)|hits?|matches|条|條|筆|笔|件|个|個|台)/iu;
const NONE_MISSING = /(?<![\p{L}\d.])(?:0|no|none)\s+(?:not[\s_-]+found|missing)(?!\p{L})/giu;

/** @param sn the device that was asked for, which a message may name */
export function saysThatItWentWell(message: string, sn: string): boolean {
  if (message.length > MOST_CHARACTERS) return false;
  const all = message
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  const unnamed = sn === '' ? all : all.replaceAll(sn, ' ');
  const rest = withoutDenied(unnamed).replaceAll(NONE_MISSING, ' ');
  if (NOTHING.test(rest)) return false;
  const said = saidBy(rest);
  if (said === 'yes') return true;
  if (said !== null) return false;
  const kinds = (rest.toLowerCase().match(WORDS) ?? []).map(kindOf);
  return !kinds.includes(null) && (kinds.includes('yes') || rest !== unnamed);
}

function kindOf(word: string): 'yes' | 'filler' | null {
  if (!HAN.test(word)) return YES.test(word) ? 'yes' : FILLER.test(word) ? 'filler' : null;
  const rest = word.replaceAll(HAN_YES, '');
  if (rest.replaceAll(HAN_FILLER, '') !== '') return null;
  return rest === word ? 'filler' : 'yes';
}
