/** Many texts, each found wherever it stands in another: in steps of that text's length, however many they are. */
export class Phrases {
  readonly #root: Node = { next: new Map(), end: null };

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) {
      let node = this.#root;
      for (const unit of phrase) {
        const next = node.next.get(unit) ?? { next: new Map(), end: null };
        node.next.set(unit, next);
        node = next;
      }
      if (phrase !== '') node.end = phrase;
    }
  }

  /** Those that stand at a place, the shortest first. */
  *at(text: string, place: number): Generator<string> {
    if (this.#root.next.size === 0) return;
    let node: Node | undefined = this.#root;
    for (let index = place; index < text.length; ) {
      const unit = String.fromCodePoint(text.codePointAt(index) ?? 0);
      node = node.next.get(unit);
      if (node === undefined) return;
      if (node.end !== null) yield node.end;
      index += unit.length;
    }
  }

  /** A text with something else in place of each of them, the longest where several begin. */
  replacedIn(text: string, by: string): string {
    let [rest, from] = ['', 0];
    for (let place = 0; place < text.length; ) {
      const longest = [...this.at(text, place)].at(-1);
      if (longest === undefined) place += 1;
      else {
        rest += text.slice(from, place) + by;
        place += longest.length;
        from = place;
      }
    }
    return rest + text.slice(from);
  }
}

interface Node {
  readonly next: Map<string, Node>;
  end: string | null;
}
