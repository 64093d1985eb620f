import { hasSentences, type StoredAnswer, storedAnswer } from '../../../../protocol/registry/stored-answer';
import type { SubmissionAnswer } from '../../../domain/registry/model';
import type { RegistrySettings, SubmissionSource } from '../../../domain/registry/transaction';
import type { RegistryCommand } from '../../../domain/registry/transaction';
import { instant } from './records';
import type { RegistryChange } from './registry-writer';
import type { Statements } from './statements';
import { uuidText } from './uuid-key';

/** A submission that changed something, as it was decided. */
export interface AcceptedSubmission {
  readonly seq: number;
  readonly change: RegistryChange;
  readonly answer: SubmissionAnswer;
  /** What its answer did not understand was stored as sentences, as versions before codes did. */
  readonly inSentences: boolean;
}

const PAGE = 100;

/** Accepted submissions after this one, in the order in which they were applied; empty when there are no more. */
export function acceptedAfter(statements: Statements, seq: number): readonly AcceptedSubmission[] {
  return statements
    .all<{
      readonly seq: number;
      readonly id: Uint8Array | string;
      readonly at: number;
      readonly command: string;
      readonly source: string;
      readonly settings: string;
      readonly answer: string;
    }>(
      `select s.seq, s.id, s.at, s.command, s.source, t.body as settings, s.answer
       from registry_submission s join registry_settings t on t.id = s.settings
       where s.seq > ? and s.accepted = 1 and s.repeated = 0 order by s.seq limit ${PAGE}`,
      seq,
    )
    .map((row) => ({
      seq: row.seq,
      ...answerOf(JSON.parse(row.answer) as StoredAnswer),
      change: {
        kind: 'registry',
        command: JSON.parse(row.command) as RegistryCommand,
        context: {
          submission: uuidText(row.id),
          at: instant(row.at),
          source: JSON.parse(row.source) as SubmissionSource,
          settings: JSON.parse(row.settings) as RegistrySettings,
        },
      },
    }));
}

function answerOf(stored: StoredAnswer): Pick<AcceptedSubmission, 'answer' | 'inSentences'> {
  return { answer: storedAnswer(stored), inSentences: hasSentences(stored) };
}
