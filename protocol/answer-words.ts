import { KANA_NEUTRAL } from './answer-vocabulary/chinese-japanese';
import { EUROPEAN_AND_KOREAN } from './answer-vocabulary/european';
import { oneOf } from './answer-vocabulary/vocabulary';

/** What words of a receiver say: of a status, of a flag, of a sentence. */

/**
 * `yes`: known words of success and nothing else. `no`: begins with a word of failure. `doubt`: such a word stands further back, or one that
 * says that it is not all. `null`: none of these.
 */
export type Said = 'yes' | 'no' | 'doubt' | null;

const YES =
  /^(?:true|yes|y|ok|okay|succ|succeed|succeeded|success|successful|successfully|done|passe?d?|accepted?|created?|completed?|finish(?:ed)?|received?|saved?|stored?|queued|enqueued|scheduled|submitted|started|running|pending|processing|progress|processed|updated|inserted|added|paired|bound|linked|taken|confirmed|registered|delivered|sent|published|posted|logged|recorded|written|uploaded|imported|synced|ack|acked|acknowledged|good|normal|fine|valid|approved|allowed|granted|handled|executed)$/;
/** Beside a word of success these say nothing. */
const FILLER =
  /^(?:\d+|the|an?|all|of|to|for|in|at|by|with|and|is|are|was|were|been|has|have|now|already|devices?|units?|items?|serials?|numbers?|records?|rows?|sn|messages?|data|list|pair|pairing|burn|log|notifications?|requests?|operations?|status|result|state|code|http|pcs?|found)$/;
const isTakenElsewhere = oneOf(EUROPEAN_AND_KOREAN.map(({ taken }) => taken));
const isNeutralElsewhere = oneOf([...EUROPEAN_AND_KOREAN.map(({ neutral }) => neutral), KANA_NEUTRAL]);
const NO =
  /^(?:false|no|nok|nak|nack|ng|err|not|cannot|cant|couldnt?|wont|isnt|doesnt|didnt|unable|wrong|notok|notfound|(?:fail|error|reject|refus|den(?:y|ied|ial)$|invalid|illegal|abort|exception|unsuccess|unauthori|forbid|cancel)\p{L}*)$/u;
/** It is not all of it, or not what it should be. */
const DOUBT =
  /^(?:none$|nothing$|never$|partial|unknown|unclear|unpair|unaccept|unprocess|unsaved|unregist|unavail|unsupport|unmatch|unexpect|unchanged|mismatch|incorrect|incomplete|missing|expire|timeout|timedout|conflict|closed|locked|blocked|exceed|skip|ignor|fault|lost|discard|dropp?ed|duplicat)/;
const ENDS_IN_FAILURE = /(?:fail|failed|failure|error|reject|rejected|refused|denied|invalid|exception)$/;
const HAN = /\p{Script=Han}|[\u30A0-\u30FF]/u;
const HAN_YES =
  /成功|完成|完了|通过|通過|合格|正常|接收|收到|受理|受付|确认|確認|保存|儲存|存档|存檔|配对|配對|绑定|綁定|过站|過站|入库|入庫|处理中|處理中|排队中|排隊中|正确|正確|无误|無誤|良好|良品|登记|登錄|更新|写入|寫入|新增|已存|已送|已收|登録|承認|[好是对對]/gu;
const HAN_FILLER =
  /操作|处理|處理|処理|一切|总共|總共|总计|總計|合计|合計|共计|共計|请求|請求|数据|資料|提交|上传|上傳|老化|烧机|燒機|日志|日誌|通知|消息|訊息|信息|设备|裝置|序列号|序號|记录|紀錄|全部|[共已了均都台个個条筆笔并並且]/gu;
const HAN_NO = /^(?:失败|失敗|错|錯|拒|驳|駁|异常|異常|エラー|否|非法|禁|没|沒|不(?!明)|未(?!知)|[无無](?![误誤]))/u;
const HAN_DOUBT =
  /失败|失敗|错|錯|拒|驳|駁|异常|異常|エラー|[不未没沒否禁缺]|[无無](?![误誤])|非法|不明|部分|超时|超時|逾时|逾時|取消|中止|终止|終止|作废|作廢|锁定|鎖定|关闭|關閉|重复|重複|冲突|衝突|失效|过期|過期|退回|警告/u;
/** Phrases that deny a failure. */
const NO_FAILURE = [
  /(?<![\p{L}\d.])(?:no|not|0|zero|without(?:\s+any)?|free\s+of)\s+(?:\p{L}+\s+)?(?:errors?|failures?|faults?|problems?|issues?|rejections?|rejects?|mismatch(?:es)?|warnings?|exceptions?|conflicts?|duplicates?|ng|failed|rejected|refused|skipped)(?!\p{L})/giu,
  /(?<!\p{L})(?:errors?|failures?|faults?|rejections?|mismatch(?:es)?|exceptions?|conflicts?|duplicates?|fail|failed|reject|rejected|refused|skipped|ng)(?:[\s_-]*(?:rate|count|num|number|qty))?\s*[:=]?\s*0(?![.,]?\d)/giu,
  /(?:无|無|没有|沒有|未发现|未發現|未出现|未出現|(?:查无|查無|未找到|未查到|不存在|没有找到|沒有找到|没有发现|沒有發現)(?:到)?|零|(?<![\d.])0\s*[个個台]?)(?:任何|该|該|此)?(?:错误|錯誤|异常|異常|失败|失敗|不良|问题|問題)/gu,
  /(?:错误|錯誤|异常|異常|失败|失敗|不良)(?:数量?|數量?|率|台数|台數)?\s*[:=]?\s*0(?![.,]?\d)/gu,
  /(?<!\p{L})(?:errors?|failures?|faults?|exceptions?|failed|rejected)\s*[:：=]\s*(?:none|nil|null)(?=\s*(?:$|[,;.，。；]))/giu,
  /(?:错误|錯誤|异常|異常|失败|失敗|不良)\s*[:：=]\s*(?:无|無|没有|沒有)(?=\s*(?:$|[,;.，。；]))/gu,
];
/** A text without the phrases that deny a failure. */
export function withoutDenied(words: string): string {
  return NO_FAILURE.reduce((left, phrase) => left.replaceAll(phrase, ' '), words);
}

/** Phrases that say that none or some were taken. */
const NOT_ALL = [
  /(?<![\p{L}\d.])(?:0|zero|none)\s+(?:(?:of|the|devices?|units?|items?|records?|rows?|were|was|have|been|\d+)\s+)*(?:accepted|paired|passed|saved|stored|taken|received|processed|updated|inserted|succeeded)(?!\p{L})/iu,
  /(?<!\p{L})(?:accepted|paired|passed|pass|ok|saved|taken|success(?:ful)?|succeeded|processed)\s*(?:count\s*)?[:=]\s*0(?![.,]?\d)/iu,
  /(?:成功|通过|通過|配对|配對|接收|保存|儲存)(?:数量?|數量?|台数|台數)?\s*[:=]?\s*0(?![.,]?\d)|(?<![\d.])0\s*[个個台条條筆笔]?(?:成功|通过|通過|配对|配對|接收|保存|儲存)/u,
];
const SOME_OF = /(?<![\d.])(\d+)\s*(?:\/|(?:out\s+)?of(?:\s+the)?)\s*(\d+)(?![\d.])/giu;
/** Whether it says that some of so many were taken, or all: `1 of 2 paired`. */
export function countsSome(words: string): boolean {
  return [...words.matchAll(SOME_OF)].some(([, some]) => Number(some) > 0);
}

/** Of a whole text. */
const LETTERS: Readonly<Record<string, Said>> = {
  t: 'yes',
  s: 'yes',
  '1': 'yes',
  f: 'no',
  n: 'no',
  '0': 'no',
  e: 'doubt',
  x: 'doubt',
};

/** What a status or a flag in words says, in any letters and with any signs between them. */
export function saidBy(words: string): Said {
  const all = plain(words);
  const letter = LETTERS[all.toLowerCase()];
  if (letter !== undefined) return letter;
  const rest = withoutDenied(all);
  const tokens = tokensOf(rest);
  if (tokens.length === 0) return rest === all ? null : 'yes';
  const [first = ''] = tokens;
  if (HAN.test(first) ? HAN_NO.test(first) : NO.test(first)) return 'no';
  if (tokens.some((token) => isFailure(token) || DOUBT.test(token))) return 'doubt';
  if (
    NOT_ALL.some((phrase) => phrase.test(all)) ||
    [...all.matchAll(SOME_OF)].some(([, some, most]) => Number(some) !== Number(most))
  )
    return 'doubt';
  const kinds = tokens.map(kindOf);
  if (kinds.includes(null)) return YES.test(all.toLowerCase()) ? 'yes' : null;
  return kinds.includes('yes') || rest !== all ? 'yes' : null;
}

/** Whether a word of failure stands anywhere in it. */
export function namesFailure(words: string): boolean {
  return tokensOf(withoutDenied(plain(words))).some(isFailure);
}

/** The same of a sentence, which may begin with a `no` that means something else. */
export function saidInSentence(words: string): Said {
  const said = saidBy(words);
  if (said !== 'no') return said;
  const [first = '', second = ''] = tokensOf(plain(words));
  if (HAN.test(first)) return /^(?:失败|失敗|错误|錯誤|拒绝|拒絕|驳回|駁回)/u.test(first) ? 'no' : 'doubt';
  if (first === 'not') return /^(?:ok|okay|accepted|allowed|taken)$/.test(second) ? 'no' : 'doubt';
  return /^(?:no|n|0|wrong|invalid|illegal|cannot|cant|couldnt?|unable)$/.test(first) ? 'doubt' : 'no';
}

/** Whether a state that says no may be that of something that has not begun yet. */
export function isNotYet(words: string): boolean {
  const [first = '', ...rest] = tokensOf(plain(words));
  if (HAN.test(first))
    return /^(?:未|不|没|沒|无|無)(?![^]*(?:找到|登记|登錄|登录|注册|註冊|存在|授权|授權|允许|允許|接受))/u.test(first);
  return first === 'not' && !/^(?:found|ok|okay|registered|allowed|accepted|valid|known|exist)/.test(rest[0] ?? '');
}

function isFailure(token: string): boolean {
  return HAN.test(token) ? HAN_DOUBT.test(token) : NO.test(token) || ENDS_IN_FAILURE.test(token);
}

function kindOf(token: string): 'yes' | 'filler' | null {
  if (!HAN.test(token)) {
    if (YES.test(token) || isTakenElsewhere(token)) return 'yes';
    return FILLER.test(token) || isNeutralElsewhere(token) ? 'filler' : null;
  }
  const rest = token.replaceAll(HAN_YES, '');
  if (rest.replaceAll(HAN_FILLER, '') !== '') return null;
  return rest === token ? 'filler' : 'yes';
}

/** A text without what may differ in the same words: letters' size, width and quotes, and blanks. */
export function plainWords(words: string): string {
  return plain(words).toLowerCase().replaceAll(/\s+/g, ' ');
}

function plain(words: string): string {
  return unescaped(words)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}|['’"]/gu, '')
    .trim();
}

const NAMED_SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ESCAPES = /\\u\{?([\da-f]{4,6})\}?|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos|nbsp);/gi;

/** A text with the characters in place of escapes of JSON and of HTML that stand in it as they are. */
export function unescaped(words: string): string {
  if (!/[\\&]/.test(words)) return words;
  return words.replaceAll(ESCAPES, (escape, json?: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED_SIGNS[name.toLowerCase()] ?? escape;
    const code = Number.parseInt(json ?? hex ?? decimal ?? '', decimal === undefined ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
  });
}

/** Words in small letters; `FAIL_STEP`, `FailStep`, `fail1` and `SN失败` have two each. */
export function tokensOf(words: string): readonly string[] {
  const parted = words.replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2 ');
  return parted.toLowerCase().match(/[\p{Script=Han}\u30A0-\u30FF]+|[^\P{L}\p{Script=Han}\u30A0-\u30FF]+|\d+/gu) ?? [];
}
