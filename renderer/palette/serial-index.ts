/** Where a text was found in a serial number, the best first: the whole, its begin, its end, inside. */
const RANKS = 4;
const LINE = '\n';

interface Found {
  /** Places of the best of them in the list that was given. */
  readonly places: readonly number[];
  /** How many there are in all. */
  readonly total: number;
}

/** Many serial numbers as one text, so that a search is one walk through memory. */
export class SerialIndex {
  readonly #text: string;
  /** Where each begins in the text. */
  readonly #begins: Uint32Array;

  constructor(serials: readonly string[]) {
    const parts = serials.map((serial) => serial.toUpperCase().replaceAll(LINE, ' '));
    this.#begins = new Uint32Array(serials.length + 1);
    let at = 1;
    parts.forEach((part, place) => {
      this.#begins[place] = at;
      at += part.length + 1;
    });
    this.#begins[parts.length] = at;
    this.#text = `${LINE}${parts.join(LINE)}${LINE}`;
  }

  /** The serial numbers that contain a text, at most `most` of them, in the order of their ranks and of the list. */
  find(wanted: string, most: number): Found {
    const query = wanted.toUpperCase();
    if (query === '' || query.includes(LINE)) return { places: [], total: 0 };
    const text = this.#text;
    const begins = this.#begins;
    const ranked: number[][] = Array.from({ length: RANKS }, () => []);
    let total = 0;
    let place = 0;
    for (let hit = text.indexOf(query, 1); hit !== -1; ) {
      while ((begins[place + 1] ?? Number.POSITIVE_INFINITY) <= hit) place += 1;
      const begin = begins[place] ?? 0;
      const next = begins[place + 1] ?? text.length;
      const end = next - 1;
      const atEnd = text.startsWith(query, end - query.length);
      const rank = hit === begin ? (end - begin === query.length ? 0 : 1) : atEnd ? 2 : 3;
      const kept = ranked[rank];
      if (kept !== undefined && kept.length < most) kept.push(place);
      total += 1;
      hit = text.indexOf(query, next);
    }
    return { places: ranked.flat().slice(0, most), total };
  }
}
