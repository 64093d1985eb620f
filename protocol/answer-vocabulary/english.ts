import type { Vocabulary } from './vocabulary';

/** What is known of a yes stands in `answer-words.ts`; here is what a refusal may say beside it, and must not. */
export const ENGLISH: Vocabulary = {
  taken: `paired bound linked accepted ok okay pass passed success succeeded successful successfully succ done saved stored inserted updated created
    written committed booked registered taken complete completed confirmed approved added assigned applied moved persisted processed handled queued
    enqueued submitted scheduled received finished imported uploaded synced good fine granted yes true executed delivered acknowledged mapped attached
    associated joined merged modified affected changed published posted recorded`,
  neutral: '',
  refused: `not no none nobody nothing never without neither nor cannot cant couldn couldnt wont isnt doesnt didnt unable fail* error* err rej reject* refus*
    denied deny denies invalid illegal abort* exception* forbid* unauthori* unauthenticated wrong missing mismatch* incorrect incomplete expire* timeout
    timedout conflict* closed locked blocked exceed* ignor* lost discard* dropped duplicat* must should shall need* requir* please before until
    unless bad ng nok nak hold held unsuccessful unknown disabled disallow* prohibit* stopped cancel* unpaired unbound unaccepted unprocessed unsaved
    unregistered unavailable unsupported unmatched unexpected malformed broken busy overload* offline maintenance rework repair scrap* false nack
    violat* fatal denial inconsistent zero rolled rollback`,
  some: `partial* partly rest others other only except excluding excluded remaining remainder remains some several most mostly half few majority minority
    least skipped leftover certain respective individual halfway percent mixed per commit`,
  numbers: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
    fifty sixty seventy eighty ninety dozen couple single both`,
};

/** Words behind which another thing is said. */
export const JOINTS =
  'and but then while whereas however yet though although und aber dann doch et mais puis pero luego poi maar oraz ale но';
/** Of a number beside these nobody counts devices: in front of it, and behind it. */
export const NUMBERED =
  /(?:step|station|line|slot|rack|operation|op|order|code|error|status|http|port|row|column|position|pos|version|site|plant|level|shift|page|field|schritt|linie|zeile|étape|ligne|paso|línea|第|工站|站别|站別|站|线体|线|線|槽|码|碼|工序|步骤|步驟|行|列|版本)\s*[:#]?\s*$/iu;
export const MEASURED =
  /^\s*(?:ms|s|secs?|seconds?|mins?|minutes?|hours?|h|times?|attempts?|sekunden|minuten|secondes|segundos|秒|分钟|分鐘|小时|小時|次)(?!\p{L})/iu;
