import { plainKey } from './near-keys';

/** Under which names an answer to a POST says what became of it, in any spelling of them. */

export const FLAGS = ['success', 'succeeded', 'successful', 'issuccess', 'ok'];
/** Flags that say whether what was asked for is known. */
export const KNOWN = [
  'registered',
  'isregistered',
  'found',
  'isfound',
  'exists',
  'exist',
  'existed',
  'isexist',
  'isexists',
  'isexisted',
  'known',
  'isknown',
  '存在',
  '已注册',
  '已註冊',
  '已登记',
  '已登錄',
];
export const ERRORS = ['error', 'errors', 'err', 'exception'];
export const STATES = ['status', 'result', 'state'];
export const ERROR_CODES = ['errorcode', 'errcode', 'errno'];
export const CODES = ['code', 'statuscode', 'resultcode', 'returncode', 'retcode', ...ERROR_CODES];
/** Where an answer may be wrapped up. */
export const WRAPPERS = ['data', 'result', 'response'];
/** Where it may say something of each part. */
export const RESULTS = ['results'];
export const MESSAGES = ['message', 'error', 'detail', 'reason', 'msg', 'errorMessage', 'errmsg', 'errMsg', 'title'];
/** What a Pair says of single serial numbers, or of all. */
const TAKEN = ['accepted', 'rejected', 'processed'];

/**
 * What stands under a name. `flag`, `weakFlag`: whether it was taken, the second only where nothing else says so. `errors`: what is wrong.
 * `failures`: what or how many failed. `errorWords`: what is wrong, in words, or that nothing is. `taken`: how many were taken. `kind`: how bad a message is.
 */
export type Role =
  | 'flag'
  | 'weakFlag'
  | 'state'
  | 'code'
  | 'errors'
  | 'failures'
  | 'errorWords'
  | 'words'
  | 'taken'
  | 'kind'
  | 'lists'
  | 'wrapper';

const BY_NAME: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['data', 'response'].map((name) => [name, 'wrapper'] as const),
  ...TAKEN.map((name) => [name, 'lists'] as const),
  ...CODES.map((name) => [name, 'code'] as const),
  ...[...STATES, '状态', '状態', '狀態', '结果', '結果'].map((name) => [name, 'state'] as const),
  ...[...FLAGS, 'isok', 'issucceeded', 'issuccessful', 'successflag', 'okflag', 'resultflag', '成功'].map(
    (name) => [name, 'flag'] as const,
  ),
  ...[...ERRORS, '错误', '錯誤'].map((name) => [name, 'errors'] as const),
  ...['type', 'msgtype', 'messagetype', 'msgty', 'etype', 'evtype', 'evmsgty', 'severity', 'level'].map(
    (name) => [name, 'kind'] as const,
  ),
  ...[
    'message',
    'messages',
    'msg',
    'msgtx',
    'emessage',
    'evmessage',
    'evmsg',
    'detail',
    'details',
    'reason',
    'title',
    'description',
    'desc',
    'remark',
    'remarks',
    'note',
    'text',
    'info',
    'comment',
    '消息',
    '讯息',
    '訊息',
    '信息',
    '描述',
    '原因',
    '备注',
    '備註',
  ].map((name) => [name, 'words'] as const),
]);
const OF_CALL =
  '(?:pair(?:ing)?|burn|bind(?:ing)?|scan|log|notification|notify|ret(?:urn)?|rtn|resp(?:onse)?|answer|reply|api|process(?:ing)?|handle|exec(?:ute)?|biz|business|service|op(?:er)?|operation|req(?:uest)?|call|sync|upload|save|mes|sfc|final|overall|total|sub|http|work|task|job)';
const OF_CODE =
  '(?:pair(?:ing)?|ret(?:urn)?|rtn|resp(?:onse)?|answer|reply|api|process(?:ing)?|biz|business|mes|sfc|final|sub|http|msg|message)';
const FAILED =
  '(?:fail(?:ed|ure|ing)?|errors?|err|exceptions?|faults?|faulty|ng|nok|notok|reject(?:ed|ion)?|refus(?:ed|al)|den(?:ied|ial)|invalid|abort(?:ed)?|abnormal|bad|wrong|skip(?:ped)?|ignored?|missing|mismatch(?:ed|es)?|conflict(?:ed|ing)?|duplicated?|lost|dropp?ed|discarded|blocked|unsuccessful|(?:not|un|non)(?:ok|pass(?:ed)?|paired|accepted|taken|found|processed|saved|stored|match(?:ed|ing)?|registered|known|sent|handled|updated|success(?:ful)?)|失败|失敗|错误|錯誤|异常|異常|拒绝|拒絕|不良|未通过|未通過)';
const WHAT =
  '(?:s|es|lists?|arrays?|arr|items?|sns?|ids?|serials?|serialno|serialnos|serialnumbers?|devices?|units?|counts?|cnt|num|nums|numbers?|qty|quantity|total|amount|info|details?|data|records?|rows?|results?|entries|map|flag|reasons?|列表|清单|清單|数量?|數量?|原因|设备|裝置|序列号|序號)';
const PATTERNS: readonly (readonly [RegExp, Role])[] = [
  [
    /^(?:error|err|exception|fault|fail(?:ure|ed)?|reject(?:ed|ion)?)(?:messages?|msgs?|desc|description|texts?|title|remarks?|notes?|str(?:ing)?)$/,
    'errorWords',
  ],
  [
    /^(?:fault|reason|error|err|exception|fail(?:ure)?|reject(?:ion)?)(?:code|codes|no|number|id)$|^(?:e|ev|es|et|o|lv|sy)?subrc$/,
    'code',
  ],
  [new RegExp(`^${OF_CODE}{1,2}(?:code|rc)$|^rc$|^ret(?:val|value)?$|^returnvalue$`), 'code'],
  [
    new RegExp(`^(?:has|is|any|num|number|total|count|of|the|all|device|sn|serial|pair|item){0,3}${FAILED}(?:of|${WHAT}){0,3}$`),
    'failures',
  ],
  [
    new RegExp(
      `^${OF_CALL}{1,2}(?:status|state|result|flag|outcome)(?:text|desc)?$|^outcome$|^(?:status|result|state)(?:text|desc|flag|value|name)$|^verdict$`,
    ),
    'state',
  ],
  [
    new RegExp(`^${OF_CALL}{1,2}(?:message|msg|desc|description|text|info)$|^(?:result|status|state)(?:message|msg|info)$`),
    'words',
  ],
  [
    /^(?:accepted|paired|success|successful|succeeded|ok|pass(?:ed)?|saved|inserted|updated|processed|affected|taken|received)(?:count|cnt|num|number|qty|total|rows?|records?|devices?)$|^rowsaffected$|^rowcount$|^affected$/,
    'taken',
  ],
  [
    /^(?:is|was|all)*(?:pass|passed|valid|paired|bound|saved|stored|inserted|updated|done|completed?|finished|received|acknowledged|acked?|taken|confirmed|allowed|approved|created|handled|registered|delivered|allok|allsuccess|successall)$|^(?:pair|bind|burn)(?:devices?|units?)?$/,
    'weakFlag',
  ],
];
const NO_LETTER = /[^\p{L}\p{N}]/gu;
const MOST_LETTERS = 60;

/** A name without what may differ in its spelling. */
export function plainName(key: string): string {
  return plainKey(key.normalize('NFKC')).replaceAll(NO_LETTER, '');
}

/** What stands under a name; null: nothing that decides. */
export function roleOf(key: string): Role | null {
  const name = plainName(key);
  if (name === '' || name.length > MOST_LETTERS) return null;
  return BY_NAME.get(name) ?? PATTERNS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether it counts what was inserted or updated: nothing of the one is well where there is something of the other. */
export function isWritten(key: string): boolean {
  return roleOf(key) === 'taken' && /^(?:inserted|updated)/.test(plainKey(key));
}

const TAKEN_LIST =
  /^(?:accepted(?=.)|success(?:ful)?|succeeded|ok|pass(?:ed)?|paired|taken|bound)(?:s|lists?|arrays?|items?|sns?|serials?|serialnumbers?|devices?|units?|ids?){0,3}$/;

/** Whether it is a list of what was taken under another name than `accepted`. */
export function isTakenList(key: string, value: unknown): boolean {
  return Array.isArray(value) && TAKEN_LIST.test(plainKey(key));
}
