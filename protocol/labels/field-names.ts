import { DEVICE_NUMBERS, DEVICE_WORDS, LINKS, NUMBER_WORDS, PRODUCT_WORDS } from './device-words';

/**
 * Names of fields as labels and lists have them, in the languages of those who write them. Compared without case, accents, blanks
 * and punctuation (`nameKey`), so `S/N`, `Numéro de série` and `N° de série` are covered by `sn`, `numero de serie`, `n de serie`.
 */

/** The serial number itself, without saying of what. */
const SERIAL = `
  sn, s n, snr, sn no, sn nr, sn number, ser, ser no, ser nr, serno, sernr, ser num, serial, serials, serial no, serial nos, serial nr,
  serial num, serial numbr, serial number, serial numbers, serial id, serial code, serial number sn, serial no sn, serialnumberid,
  service tag, service tags, servicetag no, servicetag number, dell service tag,
  seriennummer, seriennummern, serien nr, seriennr, seriennummer sn, serialnummer, serialnr, sernummer, fabriknummer, fabrik nr,
  fabrikationsnummer, fertigungsnummer, herstellnummer,
  numero de serie, numeros de serie, numero serie, num de serie, num serie, n de serie, n serie, no de serie, no serie, nro de serie,
  nro serie, nr de serie, nr serie, numero de serial, numero serial, nro serial, no serial, num serial, n serial,
  numero di serie, numeri di serie, n di serie, nr di serie, numero seriale, numeri seriali, n seriale, num seriale, seriale, seriali,
  ser number, ser numbers, serial number s, serial n, s no s n, serial number of device, serial number of the device, serial number of unit,
  sn of device, serial number device, lot serial number, lot serial, los seriennummer, lot numero de serie, lot n de serie, lotto numero di serie,
  lote numero de serie, lote n de serie, lote no de serie, lote nro de serie,
  fertigungsnr, fertigungs nr, fabrikationsnr, fabrikations nr, fabriknr, fabr nr, herstell nr, herstellnr, serien no, ser nummer,
  no de fabrication, n de fabrication, numero de fabrication, n fabrication, num ser, n ser, no ser, nro ser, nr ser,
  numero de fabricacion, n de fabricacion, no de fabricacion, nro de fabricacion, numero de fabrico, n de fabrico, numero de fabricacao,
  numero di fabbrica, n di fabbrica, numero di fabbricazione, n di fabbricazione, n fabbrica,
  numer ser, nr fabr, numer fabr, seriove c, vyrobni c, vyr c, vyr cislo, vyrobne c, ser c, c serie, cislo serie,
  fabrieksnummer, fabrieksnr, serie no, serie nummer, fabrikationsnr, fabrikasjonsnummer, fabrikasjonsnr,
  tillverkningsnr, tillverknings nr, tillverkningsno, tillv nr, tillverkn nr, valmistusnumero, valmistus nro, valmistusnro, sarja no,
  sarja numero, sarjanro, seerianr, seeria nr, valmistusnr, imalat no, imalat numarasi, seri nr, uretim seri no,
  gyari sz, gyartasi sz, sorozatsz, gysz, nr serie de fabricatie, serie de fabricatie, ser br, serijski br, tvornicki broj, fabricki broj,
  tovarniska stevilka, serijska st, ser st, serijos nr, serijas nr, gamykl nr, gamyklinis numeris, rupnicas numurs,
  сер no, серийный n, сер n, заводской no, заводской n, зав no, зав номер, серійний no, сер номер, заводський no, зав n, сериен no, фабричен номер,
  фабрички број, αρ σειρας, αρ σειριακος, σειριακο no, 出厂号, 出廠號, 序列码, 序列碼, sn编码, sn編碼, 製造ナンバー, 製造シリアル, シリアルナンバーno, 제조no, 시리얼번호sn,
  n s, sn nummer, sn numero, sn barcode, barcode sn, serial barcode, sn条码, sn條碼, 序列号条码, 序列號條碼, distnumber,
  شماره سریال, شماره سريال, سریال, سریال نامبر,
  מס סידורי, מספר סריאלי, مسلسل, رقم تسلسلي, الرقم المسلسل, सीरियल नं, सीरियल संख्या, so sr,
  matricola, numero di matricola, n matricola, n di matricola,
  numer seryjny, numery seryjne, nr seryjny, nr seryjne, numer fabryczny, nr fabryczny,
  seriove cislo, seriova cisla, vyrobni cislo, vyrobni cisla, ser cislo, vyrobne cislo, vyrobne cisla,
  serienummer, serienummers, serienr, serie nr, serienumre, tillverkningsnummer, sarjanumero, sarjanumerot, sarja nro, seerianumber,
  seri no, seri numarasi, seri numaralari, seri numara, seri nosu,
  sorozatszam, gyari szam, gyartasi szam, numar de serie, numar serie, serijski broj, serijski brojevi, ser broj, serijska stevilka,
  serijos numeris, serijas numurs,
  серийный номер, серийные номера, серийный no, сер номер, заводской номер, серійний номер, заводський номер, сериен номер,
  серијски број, σειριακος αριθμος, αριθμος σειρας, σειριακος αρ,
  序列号, 序列號, 序列编号, 序列編號, 序列号码, sn号, sn號, sn码, sn碼, 串号, 出厂编号, 出廠編號, 出厂序列号,
  シリアル番号, シリアルナンバー, シリアル, シリアルno, シリアルナンバ, 製造番号, 製造no, 製番,
  시리얼번호, 시리얼넘버, 시리얼, 일련번호, 제조번호, 시리얼no,
  so seri, so serial, so se ri, so sery, ma seri, ma serial, so may, nomor seri, no seri, nomor serial, nombor siri, no siri,
  หมายเลขเครื่อง, หมายเลขซีเรียล, เลขซีเรียล, ซีเรียลนัมเบอร์, หมายเลขประจำเครื่อง,
  الرقم التسلسلي, رقم التسلسلي, الرقم المتسلسل, מספר סידורי, सीरियल नंबर`;

/** The serial number of the device, where a list has other serial numbers beside it. */
const DEVICE_SERIAL = `
  device sn, device serial, device serial no, device serial number, unit sn, unit serial, unit serial no, unit serial number,
  system sn, system serial, system serial no, system serial number, product sn, product serial, product serial no,
  product serial number, machine sn, machine serial, machine serial no, machine serial number, server sn, server serial,
  server serial no, server serial number, node sn, node serial, node serial no, node serial number, host sn, host serial,
  host serial number, computer sn, computer serial, computer serial number, equipment serial, equipment serial number,
  hardware serial, hardware serial number, asset serial, asset serial number, router sn, router serial number,
  chassis sn, chassis serial, chassis serial no, chassis serial number, chassis serial nr, manufacturer serial number, manufacturer serial, manufacturer serial no, manufacturer sn, mfr sn, mfr serial,
  mfr serial no, mfr serial number, mfg sn, mfg serial, mfg serial no, mfg serial number, factory serial number, oem serial number, device serial nr,
  device serial num, unit serial nr,
  gerateseriennummer, gerate sn, geraete seriennummer, geraeteseriennummer, gerateseriennr, seriennummer gerat, seriennummer des gerats,
  serialnummer gerat, serien nr gerat, seriennr gerat, sn gerat, gerate serialnummer, geraete serialnummer, gerate serien nr,
  systemseriennummer, numero de serie appareil, numero de serie de l appareil, numero de serie du produit, numero de serie del equipo,
  numero de serie del producto, numero de serie do produto, numero de serie do equipamento, numero di serie del prodotto,
  产品序列号, 设备序列号, 机器序列号, 整机序列号, 主机序列号, 机身序列号, 服务器序列号, 系统序列号, 产品sn, 设备sn, 整机sn, 主机sn, 机器sn,
  產品序列號, 產品序號, 設備序列號, 設備序號, 裝置序號, 機器序號, 主機序號, 系統序號, 整機序號,
  製品シリアル番号, 機器シリアル番号, 装置シリアル番号, 本体シリアル番号, 本体シリアル, 製品シリアル, 機器シリアル,
  제품일련번호, 기기일련번호, 장비일련번호, 제품시리얼번호, 장비시리얼번호, 기기시리얼번호`;

/** Other fields that stand beside a serial number on a label or in a list. */
const OTHER = `
  pn, part, part no, part nr, part number, partnumber, mpn, spn, cpn, material, material no, item, item no, item number, article,
  article no, artikel, artikelnummer, artikel nr, teilenummer, sachnummer, ref, reference, referencia, sku, product, product no,
  product id, product name, product code, pid, model, model no, model number, modell, modele, modelo, modello, mtm, type, typ, tipo,
  mac, mac id, mac address, mac addr, mac adresse, wifi mac, lan mac, eth mac, bt mac, ethernet, wlan, oui, wwn, guid, uuid, imei, meid,
  iccid, eid, ean, upc, gtin, jan, isbn, rev, revision, version, ver, hw, hw rev, fw, sw, qty, quantity, anzahl, menge, quantite,
  cantidad, lot, lot no, batch, charge, los, lote, date, date code, dc, mfd, mfg, mfg date, made, datum, fecha, data, exp, po, so,
  bezeichnung, inventarnummer, inventar nr, hersteller, standort, auftragsnummer, auftrag nr, bestellnummer, designation, marque, emplacement,
  fabricant, commande, no de commande, n de commande, fabricante, produttore,
  型号, 型號, 机型, 機型, 规格, 規格, 品名, 产品名称, 產品名稱, 产品型号, 產品型號, 设备型号, 設備型號, 料号, 料號, 物料号, 物料編號, 物料编码, 部件号,
  零件号, 批号, 批號, 批次, 日期, 生产日期, 生產日期, 数量, 數量, 订单号, 訂單號, 工单号, 工單號, 资产编号, 資產編號, 位置, 客户, 客戶, 备注, 備註, 制造商,
  製造商, 型番, 品番, 形式, 形名, ロット, ロット番号, 製造日, 製造年月日, 備考, 모델, 모델명, 품명, 품번, 수량, 로트번호, 제조일,
  order, order no, asset, asset tag, asset no, inventory, inventory no, ip, ip address, host, hostname, name, rack, slot, pos,
  position, location, customer, vendor, supplier, ssid, password, pwd, key, pin, user, puk, url, country, coo, weight`;

/** What stands in a footer of a list instead of a serial number. */
const TOTAL = `
  summary, report, signature, end of report, end of file, end of data, bericht, zusammenfassung, unterschrift,
  total, totals, total general, grand total, sub total, subtotal, total qty, total quantity, total devices, sum, count, number of devices, end,
  end of list, eof, summe, gesamt, gesamtsumme, gesamtzahl, anzahl, stuckzahl, zwischensumme, ende, somme, sous total, fin, nombre, suma, total geral,
  totale, somma, fine, razem, lacznie, celkem, soucet, spolu, totaal, som, aantal, einde, toplam, adet, osszesen, yhteensa, i alt, totalt, ukupno,
  итого, всего, сумма, разом, 合计, 合計, 总计, 總計, 总数, 總數, 小计, 小計, 共计, 共計, 計, 합계, 총계, 소계, 총수량, tong, tong cong, tong so, cong, jumlah, รวม,
  المجموع, סהכ`;

/** Words for what is never the device itself, where a column names a serial number of it. */
export const COMPONENTS =
  /disk|disc|drive|hdd|ssd|nvme|psu|power|supply|netzteil|alimentation|alimentador|alimentatore|memory|dimm|ram\b|speicher|cpu|processor|prozessor|nic\b|network|adapter|card|karte|fan\b|l(?:ü|ue)fter|battery|batterie|akku|monitor|display|cable|kabel|old|alt(?:e|er)?\b|previous|硬盘|硬碟|电源|電源|内存|記憶體/i;

const keysOf = (names: string): ReadonlySet<string> => new Set(names.split(',').map(nameKey));
const SERIAL_KEYS = keysOf(SERIAL);
/** Long enough to stand inside another name without being there by chance. */
const LONG_SERIAL_KEYS = [...SERIAL_KEYS].filter((key) => key.length > 5 || /^[\u3000-\u9FFF]{3}/.test(key));
const DEVICE_SERIAL_KEYS = keysOf(DEVICE_SERIAL);
interface Composed {
  /** By their first and by their last two letters: most names begin and end with none of them. */
  readonly beginning: ReadonlyMap<string, readonly string[]>;
  readonly ending: ReadonlyMap<string, readonly string[]>;
  readonly beside: ReadonlySet<string>;
}
const grouped = (words: readonly string[], edge: (word: string) => string): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const word of words) groups.set(edge(word), [...(groups.get(edge(word)) ?? []), word]);
  return groups;
};
const composedOf = (words: readonly string[], beside: ReadonlySet<string>): Composed => ({
  beginning: grouped(words, (word) => word.slice(0, 2)),
  ending: grouped(words, (word) => word.slice(-2)),
  beside,
});
const OF_SERIALS = composedOf([...keysOf(DEVICE_WORDS), ...keysOf(PRODUCT_WORDS)], SERIAL_KEYS);
const OF_NUMBERS = composedOf([...keysOf(DEVICE_WORDS)], keysOf(NUMBER_WORDS));
const LINK_KEYS = ['', ...keysOf(LINKS)];
const DEVICE_NUMBER_KEYS = keysOf(DEVICE_NUMBERS);
const OTHER_KEYS = keysOf(OTHER);
const TOTAL_KEYS = keysOf(TOTAL);

/** Letters that have no accent to take off and are still written without their mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

/** A name in the form in which names are compared: small letters and digits only, without accents. */
function nameKey(name: string): string {
  // Nearly every name is plain, and normalizing takes ten times as long.
  if (/^[ -~]*$/.test(name)) return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłđıæœ]/gu, (letter) => PLAIN[letter] ?? letter);
}

/** A name as lists have it, whole and in its parts: `Serial No. (S/N)`, `Seriennummer / Serial number`. */
function waysToRead(written: string): readonly string[] {
  // Brackets and strokes of input methods are those of the keyboard.
  const name = written.normalize('NFKC');
  const [, before = '', inside = ''] = /^([^()[\]]+)[([]([^()[\]]+)[)\]]\s*$/.exec(name) ?? [];
  const parts = name.split(/[/\n]+/);
  const several =
    parts.length > 1 && (parts.every((part) => nameKey(part).length > 3) || parts.every((part) => SERIAL_KEYS.has(nameKey(part))))
      ? parts
      : [];
  return [name, before, inside, ...several].map(nameKey).filter((key) => key !== '');
}

/** `Nr seryjny urządzenia`, `设备的序列号`: a word for the device and one of those beside it, in either order. */
function isComposed(key: string, { beginning, ending, beside }: Composed): boolean {
  const behind = (beginning.get(key.slice(0, 2)) ?? [])
    .filter((word) => key.startsWith(word))
    .map((word) => key.slice(word.length));
  const before = (ending.get(key.slice(-2)) ?? []).filter((word) => key.endsWith(word)).map((word) => key.slice(0, -word.length));
  return LINK_KEYS.some(
    (link) =>
      behind.some((rest) => rest.startsWith(link) && beside.has(rest.slice(link.length))) ||
      before.some((rest) => rest.endsWith(link) && beside.has(rest.slice(0, rest.length - link.length))),
  );
}

/**
 * What a name says of its field: the serial number, that of the device (beside others), the number of the device (which is mostly its
 * serial number), another field, a sum, or nothing known.
 */
export type FieldMeaning = 'serial' | 'deviceSerial' | 'deviceNumber' | 'other' | 'total' | null;

/** Readers of lists ask about one text several times in a row. */
let latest: { readonly name: string; readonly meaning: FieldMeaning } = { name: '', meaning: null };

/** What the name of a column or of a field on a label means. */
export function meaningOf(name: string): FieldMeaning {
  // No name has a digit in it, and nearly every serial number has.
  if (name.length > 80 || /\d/.test(name)) return null;
  if (name !== latest.name) latest = { name, meaning: found(name) };
  return latest.meaning;
}

function found(name: string): FieldMeaning {
  const keys = waysToRead(name);
  if (keys.some((key) => SERIAL_KEYS.has(key))) return 'serial';
  if (keys.some((key) => DEVICE_SERIAL_KEYS.has(key))) return 'deviceSerial';
  if (keys.some((key) => OTHER_KEYS.has(key))) return 'other';
  if (keys.some((key) => isComposed(key, OF_SERIALS))) return 'deviceSerial';
  if (keys.some((key) => DEVICE_NUMBER_KEYS.has(key) || isComposed(key, OF_NUMBERS))) return 'deviceNumber';
  return keys.some((key) => TOTAL_KEYS.has(key)) ? 'total' : null;
}

/** True for the name of any serial number, also of a part: `Board SN`, `Mainboard serial number`, `主板序列号`. */
export function namesASerial(name: string): boolean {
  if (name.length > 80 || /\d{2}/.test(name)) return false;
  const meaning = meaningOf(name);
  if (meaning === 'serial' || meaning === 'deviceSerial' || /(?:^|[^\p{L}])s[/ .]?n(?=$|[\s.:]|\)$)/iu.test(name)) return true;
  const key = nameKey(name);
  return LONG_SERIAL_KEYS.some((long) => key.includes(long));
}
