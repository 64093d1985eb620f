/** Names of fields of an answer that decide nothing, by what may stand under them; as `plainName` makes them. */

/** Numbers and codes that stand for something: each is a whole number, or a word with a digit in it. */
export const OF_IDS =
  /^(?:_?id|uuid|guid|oid|(?:request|trace|span|correlation|transaction|transact|txn|trans|message|msg|job|task|batch|order|record|receipt|ticket|session|event|log|pair|pairing|burn|operation|device|user|operator|creator|server|instance|node|station|line|site|plant|work|row|entity|object|sequence|seq|serial|insert|rack|process|tenant|company|dept|product|part|work|workorder|parent|activity|insertid|lastinsert)(?:id|uuid|guid|no|key)|seq|sequence|job|opcode|etag|rev|revision|hash|nonce|mo|wo)$/;
/** Moments and how long it took. */
export const OF_TIMES =
  /^(?:time|timestamp|datetime|date|ts|now|(?:server|system|response|request|create|created|update|updated|modify|modified|insert|inserted|start|end|finish|finished|process|processed|pair|paired|received?|operate|operation|current|sys|gmt)(?:time|date|timestamp|at|on|datetime)|duration|elapsed|took|cost|costtime|elapsedms|durationms|tookms|timems|ms)$/;
/** Where it was handled, by whom and by what: a name of few words. */
export const OF_PLACES =
  /^(?:version|apiversion|ver|api|service|server|servername|host|hostname|instance|node|env|environment|locale|lang|language|charset|jsonrpc|createdby|createby|updatedby|updateby|modifiedby|insertedby|operator|operatorname|user|username|creator|line|linename|slot|position|station|stationname|site|plant|factory|rack|shift|system|module|source|app|appname|region|zone|tenant|product|model|partnumber|client|fab|area|workcenter)$/;
/** Where something may be looked up. */
export const OF_ADDRESSES = /^(?:path|uri|url|href|self|instance|location|link|type|endpoint)$/;
/** Which part of a list it is, which says nothing of what is in it. */
export const OF_PAGES = /^(?:page|pageno|pagenum|pageindex|pagesize|pages|pagecount|currentpage|perpage|totalpages)$/;
export const FLAGS_OF_PAGES = /^(?:hasmore|hasnext|hasprevious|more|last|islast|isfirst|first)$/;
/** Flags that are usually false. */
export const USUALLY_FALSE =
  /^(?:is)?(?:deleted|del|delflag|archived|cached|fromcache|dryrun|test|retry|retryable|simulated|simulation|readonly|encrypted|compressed|unauthorizedrequest|redirect|deprecated|debug)$/;
/** A sign of what made the answer. */
export const ALWAYS_TRUE = /^abp$/;
/** What was not done, or not yet. */
export const UNDONE =
  /remain|pending|left|wait|defer|postpon|undone|todo|hold|held|lock|exclu|drop|miss|skip|ignor|fail|error|reject|unmatch|unproc|retry|conflict|duplic/;
/** Of what names of counts and of lists of devices are made: nothing that says of it that it was not taken. */
const STEMS =
  '(?:success(?:ful)?|succeeded|ok|pass(?:ed)?|paired|pair(?:ing)?s?|bound|bind(?:ing)?s?|linked|accepted|saved|stored|inserted|updated|modified|matched|changed|created|upserted|affected|effected|processed|taken|received|total|all|number|num|n|of|devices?|units?|items?|sns?|serials?|serialno|records?|rows?|data|list|array|results?|counts?|cnt|qty|quantity|size|length|entries|boards?|values|content|payload|burn(?:ed)?|info|details?)+';
/** Counts of what was handled: as many as devices at least. */
export const OF_COUNTS = new RegExp(
  `^(?=.{1,40}$)(?:${STEMS}|gut|anzahl|nombre|cantidad|amount|committed|written|applied|成功数量?|成功台数|总数量?|總數|总数|数量|數量|绑定数量?|配对数量?|过站数量?)$`,
);
/** Counts of what failed, in names that are not known elsewhere: 0. */
export const OF_FAILURES_ELSEWHERE =
  /^(?:schlecht|fehlerhaft|fehler|abgelehnt|nio|échecs|echecs|rejetés|fallidos|rechazados|falhas|rifiutati|mislukt|geweigerd|失败数量?|失敗數|失败台数|不良数|剩余数量?|未处理数?)$/;
/** Lists of devices, in which all have to be. */
export const OF_DEVICES = new RegExp(
  `^(?=.{1,40}$)(?:${STEMS}|serialnumbers|geräte|geraete|seriennummern|appareils|dispositivos|equipos|(?:成功|配对|绑定|已配对|已绑定)?(?:设备|序列号|列表|明细|設備|序號|清單))$`,
);
/** What holds fields of its own that are read like those of the answer. */
export const HOLDERS =
  /^(?:d|body|payload|content|output|out|return|returns|ereturn|etreturn|evreturn|esreturn|summary|statistics|stats|meta|metadata|header|headers?|page|pagination|envelope|value|pair|pairing|burn|pairdevices?|burndevices?|binddevices?|operation|info|extra|extensions|json|task|job|message|messages|msg|soapbody|pairresponse|burnresponse|root|xml)$/;
export const REMARKS = /^(?:warnings?|notes?|infos?|hints?|remarks?)$/;
/** How bad a message of such a kind is: not at all. */
export const HARMLESS_KINDS =
  /^(?:s|i|success|successful|info|information|informational|ok|normal|response|notice|debug|trace|none|result|pair|burn|ack|reply|answer|object|json)$/i;
