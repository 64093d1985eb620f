import { text, type Text, type Texts } from '../../../protocol/texts/text';
import type { ParsedRoster } from '../../../protocol/parsed-roster';

export type RosterProblem = ParsedRoster['problems'][number];

/** A file that is no roster at all has a problem on every line; so many of them tell enough. */
const MAX_PROBLEMS = 200;
const MAX_NOTES = 50;
/** Of a line, so many characters are shown. */
const MAX_TEXT = 200;

/** What is wrong with the lines of a roster, and what a person should know of how it was read. Bounded, and counted beyond that. */
export class Findings {
  readonly #lines: readonly string[];
  readonly #unusable: Bounded<RosterProblem> = { first: [], count: 0 };
  readonly #repeated: Bounded<RosterProblem> = { first: [], count: 0 };
  readonly #notes: Bounded<Texts> = { first: [], count: 0 };

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** A line that cannot be used; it keeps the scan from starting. */
  problem(line: number, reason: Text): void {
    add(this.#unusable, MAX_PROBLEMS, () => this.#at(line, reason));
  }

  /** A line that only repeats another. */
  repeated(line: number, reason: Text): void {
    add(this.#repeated, MAX_PROBLEMS, () => ({ ...this.#at(line, reason), harmless: true }));
  }

  note(make: () => Text | Texts): void {
    add(this.#notes, MAX_NOTES, () => [make()].flat());
  }

  /** True when a line begins with `#`, outside quotation marks. */
  lineStartsWithHash(line: number): boolean {
    return (this.#lines[line - 1] ?? '').trimStart().startsWith('#');
  }

  /** True when a line is in quotation marks: its text is meant as it stands. */
  lineIsQuoted(line: number): boolean {
    return /^\s*=?"/.test((this.#lines[line - 1] ?? '').replace(/^\uFEFF/, ''));
  }

  /** In the order of lines; where there are too many, those that only repeat another give way. */
  get problems(): RosterProblem[] {
    const named = firstOf(this.#unusable, MAX_PROBLEMS, 'rosterLine.moreProblems');
    const repeated = firstOf(this.#repeated, MAX_PROBLEMS - named.length, 'rosterLine.moreRepeated');
    return [...named, ...repeated].toSorted((a, b) => a.line - b.line);
  }

  get notes(): Texts[] {
    const { first, count } = this.#notes;
    return count > first.length ? [...first, [text('rosterNote.more', { more: count - first.length })]] : first;
  }

  #at(line: number, reason: Text): RosterProblem {
    return { line, text: (this.#lines[line - 1] ?? '').slice(0, MAX_TEXT), reason: [reason] };
  }
}

/** Of one kind: those that may be named, and how many there are. */
interface Bounded<T> {
  readonly first: T[];
  count: number;
}

function add<T>(bounded: Bounded<T>, most: number, make: () => T): void {
  bounded.count += 1;
  if (bounded.first.length < most) bounded.first.push(make());
}

/** The first of many, the last of which counts the rest. */
function firstOf(
  { first, count }: Bounded<RosterProblem>,
  most: number,
  more: 'rosterLine.moreProblems' | 'rosterLine.moreRepeated',
): RosterProblem[] {
  const named = first.slice(0, most);
  const last = named.at(-1);
  const rest = count - named.length;
  if (last === undefined || rest === 0) return named;
  return [...named.slice(0, -1), { ...last, reason: [...last.reason, text(more, { more: rest })] }];
}
