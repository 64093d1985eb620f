/** Phrases of languages that put no blanks between words, found wherever they stand in a text. */

/** Devices were taken. */
export const CJK_TAKEN =
  /成功|完成|完了|通过|通過|(?<!不)合格|绑定|綁定|配对|配對|写入|寫入|入库|入庫|保存|儲存|登记|登錄|登録|受理|受付|接收|收到|接受|已更新|已处理|已處理|已过站|已過站|良品|承認|ペアリング済/u;
/** It was not so, not now, or only after something else. */
export const CJK_REFUSED =
  /失败|失敗|错|錯|拒|驳|駁|异常|異常|エラー|[不未没沒否禁缺无無勿]|非法|超时|超時|取消|中止|终止|終止|作废|作廢|锁|鎖|关闭|關閉|重复|重複|冲突|衝突|失效|过期|過期|退回|警告|有误|有誤|[须須需应應]|请先|請先|必要|できません|ません|ない|NG/u;
/** It is about some of the devices. */
export const CJK_SOME =
  /部分|其余|其餘|其他|其它|剩余|剩餘|剩下|[仅僅只]|一部|一半|大部|多数|多數|个别|個別|除(?!法)|以外|之外|残り|残|他の|のみ|だけ|ほか|[一二三四五六七八九十百两兩几幾数數半]+\s*[台个個条條件只隻枚块塊]|第\s*[一二三四五六七八九十\d]+\s*[台个個件]/u;
/** Of Japanese, what says nothing beside a word of success. */
export const KANA_NEUTRAL = 'が を は の に で と も です ました しました されました いたしました み された して';
