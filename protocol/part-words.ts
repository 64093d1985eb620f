import { hasWord } from './name-words';

/** Names of fields of a record that speak of something else than the device: of its parts, of whom it belongs to, of what became of it before. */

const PARTS =
  'motherboard mainboard mb board bb baseboard pcb pcba disk ssd hdd nvme emmc drive memory mem dimm ram cpu processor gpu psu power supply fan battery ups tpm bios uefi bmc ipmi idrac ilo nic card module cable sensor screen panel display camera modem sim lte wifi bluetooth bt switch chassis enclosure case component components part parts material bom kit accessory chip transceiver optic';
const OWNERS =
  'customer client supplier vendor order wo mo po so batch lot label carton box pallet package asset licence license certificate cert os parent child children rack tray jig fixture operator user station shelf cabinet invoice shipment delivery warranty';
const BEFORE = 'old former previous prev last first original replaced history log logs';
const TESTS = 'test tests tested testing retest burnin ict fct aoi spi route routing step steps repair rework';
const PART_WORDS: ReadonlySet<string> = new Set(`${PARTS} ${OWNERS} ${BEFORE} ${TESTS}`.split(' '));
const HAN =
  /主板|主機板|母板|基板|板卡|硬盘|硬碟|内存|記憶體|电源|電源|电池|電池|风扇|風扇|部件|零件|组件|客户|客戶|供应商|供應商|得意先|批次|批号|工单|工單|订单|訂單|箱|栈板|棧板|标签|标籤|旧|舊|原|上次|前回|历史|歷史|测试|測試|試験|検査|检查项|不良|返修|维修/u;
/** German joins its words. */
const GERMAN =
  /(?:kunden|auftrags?|lieferanten|platinen|netzteil|l[üu]fter|akku|festplatten|geh[äa]use|chargen|pr[üu]f|test|alte?)(?=\p{L})/iu;

export function isOfPartOrPast(key: string): boolean {
  return hasWord(key, PART_WORDS) || HAN.test(key) || (/serien|fehler/i.test(key) && GERMAN.test(key));
}

/** The same of a sentence. */
export function speaksOfPartOrPast(words: string): boolean {
  return isOfPartOrPast(words);
}
