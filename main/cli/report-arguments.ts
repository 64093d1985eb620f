import { GROUPINGS, type Grouping } from '../../protocol/history';
import { LANGUAGES, type Language } from '../../protocol/languages';
import { harmless, parseWithWords, text, UsageError } from './read-options';
import { choice, dbOf, spanOf } from './history-arguments';

const FORMATS = ['pdf', 'html', 'csv'] as const;

export interface ReportArguments {
  readonly db: string;
  readonly out: string;
  readonly format: (typeof FORMATS)[number];
  readonly language: Language;
  readonly of:
    | { readonly kind: 'operation'; readonly operation: string }
    | { readonly kind: 'unit'; readonly sn: string }
    | { readonly kind: 'period'; readonly from: number | null; readonly to: number | null; readonly by: Grouping }
    | { readonly kind: 'handover' };
}

/** `burnin report operation ID | unit SERIAL | period … | handover` */
export function parseReportArguments([kind, ...args]: readonly string[]): ReportArguments {
  if (kind !== 'operation' && kind !== 'unit' && kind !== 'period' && kind !== 'handover')
    throw new UsageError(
      `burnin report needs operation, unit, period or handover${kind === undefined ? '' : `, not "${harmless(kind)}"`}. See burnin --help.`,
    );
  const { values, words } = parseWithWords(args, {
    db: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
    language: { type: 'string' },
    ...(kind === 'period' ? { from: { type: 'string' }, to: { type: 'string' }, by: { type: 'string' } } : {}),
  });
  const out = text(values, 'out');
  if (out === null) throw new UsageError('--out is missing: say where to write the report, for example --out report.pdf.');
  const ending = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase();
  return {
    db: dbOf(values),
    out,
    format: choice(text(values, 'format') ?? FORMATS.find((one) => one === ending) ?? 'pdf', FORMATS, 'format'),
    language: choice(text(values, 'language') ?? 'en', LANGUAGES, 'language'),
    of: subjectOf(kind, words, () => ({ ...spanOf(values), by: choice(text(values, 'by') ?? 'day', GROUPINGS, 'by') })),
  };
}

const NAMED = {
  operation: 'the id of an operation, for example burnin report operation 1187',
  unit: 'a serial number, for example burnin report unit Q186I15901',
} as const;

function subjectOf(
  kind: ReportArguments['of']['kind'],
  [word, stray]: readonly string[],
  period: () => Omit<Extract<ReportArguments['of'], { kind: 'period' }>, 'kind'>,
): ReportArguments['of'] {
  const tooMany = kind === 'period' || kind === 'handover' ? word : stray;
  if (tooMany !== undefined) throw new UsageError(`"${harmless(tooMany)}" is not an option. See burnin --help.`);
  if (kind === 'period') return { kind, ...period() };
  if (kind === 'handover') return { kind };
  if (word === undefined || word === '') throw new UsageError(`burnin report ${kind} needs ${NAMED[kind]}.`);
  return kind === 'operation' ? { kind, operation: word } : { kind, sn: word };
}
