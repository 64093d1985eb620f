/** What is not written as it has to be in one of the two Chinese catalogues. */
import { literalsOf } from './languages.mjs';
import { messagesOf } from './window-parameters.mjs';

/** @typedef {import('./window-parameters.mjs').WordTree} WordTree */

/** Words and signs of the Latin alphabet that stand in Chinese sentences: products, abbreviations, and what is typed or read exactly so. */
const LATIN_WORDS = new Set(
  `
  ABI AMQP API App BIOS BMC BurnIn Console CA CNY CSV Code Ctrl C Enter Esc Excel FILE FireWire GB HTML HTTP iDRAC* IMEI KWallet macOS Windows IP JPEG JSON KiB MAC MB
  MEID MES PCI PCMCIA PDF PEM PIN PNG RAR RTF gzip RabbitMQ SerNum SHA-256 SKU SQLite SR-IOV Shift TLS TWD Tab USB UTF-8 UTF-16 Workbench XML S 1S21CQ 7-Zip
  burnin burnin-agent self-test 06:00 html BURNIN_CONSOLE chmod classic content-encoding device_info deviceScan devicescan export format guest info interfaces keygen
  list log loopback rack SLOT-A3 A1 A2 A3 macaddr permaddr quarantine quorum registry scan submit sysbench board byMac interfaceNames consumer_timeout
  serial-from practice practice-devices db idle-s max-s wal api amqp host port user json
  11.0a1 11.0b9 A B base64 eTag events ids ImageSet null false MiB PhotoboxRate POST s snapshots tags true type UUID
  BURNIN_BROKER_PASSWORD BURNIN_API_TOKEN BURNIN_REGISTRY_TOKEN BURNIN_SIGNALS_KEY http://light.line2:8088 signal scan.idleMs scan.maxMs scan.interfaceNames scan.unseenPorts api.otherAddressFields api.successWords
  amqp://user@host:5672 amqps://user@host:5671 http://host:port https://host amqp:// amqps:// http:// https:// 00:e0:4c 00:e0:4c:68:00:11
  name:usb0 driver:cdc_ether usb:046b:ffb0 card:*Virtual NIC* status
  `.match(/\S+/gu),
);

/** How a word looks that could be English. */
const LATIN = /(?:[A-Za-z0-9]+:\/\/)?[\p{Script=Latin}0-9][\p{Script=Latin}0-9._:@*-]*(?:\/\/)?/gu;

/** What is written exactly so. */
const CODE = /`[^`]*`/gu;

const HAN = '\\p{Script=Han}';

/** Latin signs beside Chinese characters, where the language has its own. */
const LATIN_SIGN = new RegExp(`[${HAN}）」”][,;:?!()"]|[,;?!()"][${HAN}（「“]|\\.{3}`, 'u');

/** A blank belongs between Chinese characters and Latin words, and nowhere else. */
const STRAY_BLANK = new RegExp(`[${HAN}，。：；（「“] +[${HAN}，。：；）」”]`, 'u');

const QUOTED = /「[^」]*」|“[^”]*”/gu;

const VARIANTS = {
  'zh-Hant': { encoding: 'big5', leads: [0xa1, 0xf9], quotes: /[“”"]/u },
  'zh-Hans': { encoding: 'gbk', leads: [0xa1, 0xf7], quotes: /[「」"]/u },
};

/** Words of the other variant, by where they do not belong. */
const TERMS_ELSEWHERE = {
  'zh-Hant':
    /默認|信息|網絡|軟件|硬件|文件夾|打印|服務器|數據|屏幕|內存|鼠標|登錄名|用戶(?!端)|端口|序列號|代碼|字符|搜索|粘貼|採集|質量|視頻|音頻|激活/u,
  'zh-Hans':
    /网路|软体|硬体|档案夹|资料|伺服器|萤幕|记忆体|滑鼠|使用者|连接埠|序号|程式|讯息|列印|字元|搜寻|预设|储存|汇出|汇入|登出|检视|资讯|位址|装置|韧体|佇列/u,
};

/**
 * @param {WordTree} words
 * @param {'zh-Hant' | 'zh-Hans'} language
 * @returns {string[]} one line for each fault
 */
export function faultsOfChinese(words, language) {
  const { quotes } = VARIANTS[language];
  const known = charactersOf(language);
  return messagesOf(words).flatMap(([path, message]) =>
    literalsOf(message).flatMap((text) => [
      ...(text.replaceAll(CODE, ' ').match(LATIN) ?? [])
        .map((word) => word.replace(/[:.-]+$/u, ''))
        .filter((word) => !/^[0-9.]*$/u.test(word) && !LATIN_WORDS.has(word))
        .map((word) => `${path} has "${word}"`),
      ...Array.from(text)
        .filter((sign) => /\p{Script=Han}/u.test(sign) && !known.has(sign))
        .map((sign) => `${path} has ${sign}, which ${language} does not write`),
      ...(LATIN_SIGN.test(text) || STRAY_BLANK.test(text.replaceAll(QUOTED, ''))
        ? [`${path} has a Latin sign or a blank beside Chinese: ${text}`]
        : []),
      ...(quotes.test(text.replaceAll(/\{"[^}]*\}\}/gu, '')) ? [`${path} has the other quotes: ${text}`] : []),
      ...(TERMS_ELSEWHERE[language].test(text) ? [`${path} has a word that is not used there: ${text}`] : []),
    ]),
  );
}

/**
 * The characters of the encoding that was made for this variant.
 *
 * @param {'zh-Hant' | 'zh-Hans'} language
 */
function charactersOf(language) {
  const { encoding, leads } = VARIANTS[language];
  const [first, last] = /** @type {[number, number]} */ (leads);
  const decoder = new TextDecoder(encoding);
  const trails = encoding === 'big5' ? [0x40, 0xfe] : [0xa1, 0xfe];
  const [lowest, highest] = /** @type {[number, number]} */ (trails);
  const found = new Set();
  for (let lead = first; lead <= last; lead++)
    for (let trail = lowest; trail <= highest; trail++) found.add(decoder.decode(Uint8Array.of(lead, trail)));
  return found;
}
