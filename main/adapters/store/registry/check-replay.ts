import { type Text, text, type Texts } from '../../../../protocol/texts/text';
import type { SubmissionAnswer } from '../../../domain/registry/model';
import type { Decide } from '../../../domain/registry/transaction';
import { canonicalJson } from '../canonical-json';
import { migrate } from '../migrations';
import { loadSqlite } from '../sqlite';
import { EXPORT_KINDS, type ExportCursor, type ExportKind, type ExportPage, exportPage } from './export-pages';
import { createRegistryWriter } from './registry-writer';
import { createStatements } from './statements';
import type { AcceptedSubmission } from './submissions';

/** The tables and submissions that are checked, page by page. */
export interface ReplaySource {
  submissionsAfter(seq: number): Promise<readonly AcceptedSubmission[]>;
  page(kind: ExportKind, after: ExportCursor | null): Promise<ExportPage>;
}

/** Whoever reads more than these has seen enough. */
const MAX_DIFFERENCES = 50;
const MAX_CHARACTERS = 300;

/**
 * Folds all accepted submissions again, in a database of its own that is gone afterwards, and compares what comes out with the tables.
 * @returns one text for each difference, at most 50; empty when the tables are what the submissions make of them
 */
export async function checkReplay(source: ReplaySource, decide: Decide): Promise<Texts> {
  const { DatabaseSync } = await loadSqlite();
  // A file without name: on disk where it grows large, and gone with the connection.
  const db = new DatabaseSync('');
  try {
    migrate(db);
    const differences: Text[] = [];
    const add = (difference: Text) => {
      if (differences.length < MAX_DIFFERENCES) differences.push(difference);
    };
    const writer = createRegistryWriter(db, decide);
    let last = 0;
    for (;;) {
      const submissions = await source.submissionsAfter(last);
      if (submissions.length === 0) break;
      db.exec('begin');
      for (const { seq, change, answer, inSentences } of submissions) {
        const again = writer.submit(change).answer;
        const compared = inSentences ? withoutWords : whole;
        if (compared(again) !== compared(answer)) {
          add(
            text('registry.otherAnswer', {
              seq: String(seq),
              answered: shortened(canonicalJson(answer)),
              now: shortened(canonicalJson(again)),
            }),
          );
        }
        last = seq;
      }
      db.exec('commit');
    }
    const statements = createStatements(db);
    for (const kind of EXPORT_KINDS) {
      const made = (after: ExportCursor | null) => Promise.resolve(exportPage(statements, kind, after));
      await compare(
        kind,
        linesOf((after) => source.page(kind, after)),
        linesOf(made),
        add,
      );
    }
    return differences;
  } finally {
    db.close();
  }
}

function whole(answer: SubmissionAnswer): string {
  return canonicalJson(answer);
}

/** Sentences of before were worded by their version: of each it counts where it stands. */
function withoutWords(answer: SubmissionAnswer): string {
  if (answer.status !== 201 || answer.notUnderstood === undefined) return whole(answer);
  return canonicalJson({ ...answer, notUnderstood: answer.notUnderstood.map(({ field }) => field) });
}

async function* linesOf(pageAfter: (after: ExportCursor | null) => Promise<ExportPage>): AsyncGenerator<string, void> {
  let after: ExportCursor | null = null;
  do {
    const page: ExportPage = await pageAfter(after);
    yield* page.lines;
    after = page.next;
  } while (after !== null);
}

/** Both in the same order; the first that differ in number make all that follow differ, so it ends there. */
async function compare(
  kind: ExportKind,
  stored: AsyncGenerator<string, void>,
  made: AsyncGenerator<string, void>,
  add: (difference: Text) => void,
): Promise<void> {
  for (;;) {
    const [is, shouldBe] = await Promise.all([stored.next(), made.next()]);
    if (is.done === true && shouldBe.done === true) return;
    if (is.done === true || shouldBe.done === true) {
      add(
        is.done === true
          ? text('registry.recordMissing', { kind, record: shortened(shouldBe.value ?? '') })
          : text('registry.recordTooMany', { kind, record: shortened(is.value) }),
      );
      return;
    }
    if (is.value !== shouldBe.value) {
      add(text('registry.recordDiffers', { kind, stored: shortened(is.value), made: shortened(shouldBe.value) }));
    }
  }
}

function shortened(json: string): string {
  return json.length <= MAX_CHARACTERS ? json : `${json.slice(0, MAX_CHARACTERS)}…`;
}
