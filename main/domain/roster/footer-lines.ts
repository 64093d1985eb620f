/** What programs print above and below lists, and between their lines. */

/** Words before a number of a page. */
const PAGE =
  'page|seite|blatt|pagina|pag|strona|strana|stranka|side|sida|sivu|sayfa|oldal|puslapis|lapa|leht|halaman|trang|σελιδα|страница|стр|сторінка|стор|페이지|หน้า';
/** Words with which such a line begins, each followed by more. */
const BEGINNINGS = [
  'printed|print date|printed on|exported|export date|created|generated|downloaded|report|reported|run date|signature|signed|checked by|approved by|prepared by|operator|user|date|time|end of',
  'gedruckt|druckdatum|ausgedruckt|exportiert|erstellt|erzeugt|bericht|unterschrift|gepruft|geprüft|stand|datum|ende der|ende des',
  'imprime|exporte|cree le|genere|rapport|signature|verifie par|fin de|fin du',
  'impreso|exportado|creado|generado|informe|firma|revisado|fecha|fin del',
  'stampato|esportato|creato|generato|rapporto|verificato|fine del|fine della|fine',
  'impresso|criado|gerado|relatorio|assinatura|fim do|fim da',
  'wydrukowano|utworzono|raport|podpis|sprawdzil|koniec',
  'vytisteno|vytlacene|vytvoreno|podpis|konec|koniec',
  'afgedrukt|gemaakt|rapport|handtekening|einde van|udskrevet|oprettet|underskrift|slut pa|utskriven|utskrift|skapad|tulostettu|luotu|raportti',
  'yazdirildi|olusturuldu|rapor|imza|nyomtatva|letrehozva|alairas|tiparit|creat|semnatura|ispisano|natisnjeno',
  'напечатано|распечатано|создано|отчет|подпись|конец|надруковано|створено|звіт|підпис|кінець|отпечатано|εκτυπωθηκε',
].join('|');
const COUNTED =
  'devices?|units?|items?|records?|rows?|entries|lines|serials|pieces|pcs|gerate|geraete|stuck|stueck|zeilen|eintrage|appareils|lignes|equipos|filas|unidades|dispositivi|righe|urzadzen|wierszy|zarizeni|apparaten|regels|enheter|rader|laitetta|cihaz|устройств|строк';

const PAGE_SIGNS = 'ページ|頁|页|쪽';

/** A text as these words are compared: small letters without accents. */
function plainOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

const pattern = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'u');
const page = plainOf(PAGE);
const signs = plainOf(PAGE_SIGNS);
const PAGE_LINES = [
  pattern(`(?:${page})\\.?\\s*:?\\s*\\d+(?:\\s*\\D{1,8}\\s*\\d+)?`),
  pattern(`\\d+\\s*/\\s*\\d+\\s*(?:${page}|${signs})`),
  pattern(`第?\\s*\\d+\\s*(?:${signs})(?:\\D{0,8}\\d+\\s*(?:${signs}))?`),
];
const BEGUN_LINE = pattern(`(?:${plainOf(BEGINNINGS)})(?:\\s*[:=：＝]|\\s)\\s*\\S.*`);
const COUNTED_LINE = pattern(`\\d+ (?:${plainOf(COUNTED)})(?: \\p{L}+)?`);
/** Signs around a text: `*** End of report ***`, `-- 24 rows --`, `(2 rows affected)`. */
const AROUND = /^[\s*=\-–—_~#.(<[]+|[\s*=\-–—_~#.)>\]]+$/g;
const RULE = /^[-\s=_*~+|:.#─━═┄┈┼╪│┃–—]+$/u;

/** True for a line that a program prints below a list or a page: `Page 1 of 1`, `Printed 2026-11-29`, `End of report`. */
export function isFooter(text: string): boolean {
  if (text.length > 200) return false;
  const plain = plainOf(text.replaceAll(AROUND, '')).replaceAll(/\s+/g, ' ').trim();
  return [...PAGE_LINES, BEGUN_LINE, COUNTED_LINE].some((line) => line.test(plain));
}

/** True for a line between lines, of dashes and the like: `-----+-----`. A single `-` in a cell is none. */
export function isRule(filled: readonly string[]): boolean {
  const text = filled.join(' ');
  return RULE.test(text) && /([-=_*~─━═┄┈])\1\1/u.test(text);
}
