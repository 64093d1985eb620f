import { defaultDatabaseFile } from './data-folder';
import { harmless, parseWithWords, text, UsageError } from './read-options';

export type RackArguments =
  | { readonly what: 'list'; readonly db: string; readonly json: boolean }
  | { readonly what: 'export'; readonly db: string; readonly name: string | null; readonly out: string | null }
  | { readonly what: 'import'; readonly db: string; readonly file: string };

const OPTIONS = {
  list: { db: { type: 'string' }, json: { type: 'boolean' } },
  export: { db: { type: 'string' }, out: { type: 'string' } },
  import: { db: { type: 'string' } },
} as const;

export function parseRackArguments([what, ...args]: readonly string[]): RackArguments {
  if (what !== 'list' && what !== 'export' && what !== 'import')
    throw new UsageError(
      `burnin rack needs list, export or import${what === undefined ? '' : `, not "${harmless(what)}"`}. See burnin --help.`,
    );
  const { values, words } = parseWithWords(args, OPTIONS[what]);
  const [word, stray] = words;
  const extra = what === 'list' ? word : stray;
  if (extra !== undefined) throw new UsageError(`"${harmless(extra)}" is not an option. See burnin --help.`);
  const db = text(values, 'db') ?? defaultDatabaseFile();
  switch (what) {
    case 'list':
      return { what, db, json: values['json'] === true };
    case 'export':
      return { what, db, name: word ?? null, out: text(values, 'out') };
    case 'import':
      if (word === undefined) throw new UsageError('burnin rack import needs the file of racks. See burnin --help.');
      return { what, db, file: word };
  }
}
