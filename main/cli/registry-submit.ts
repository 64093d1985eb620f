import { english, englishInJson } from '../../messages/english';
import { answerInWords } from '../../messages/registry-in-words';
import type { SubmissionAnswer } from '../../protocol/registry/answers';
import { text } from '../../protocol/texts/text';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { deviceOfAnswer, eventOfAnswer, refusalOf } from '../app/registry/answer';
import type { Registry } from '../domain/ports/registry';
import type { SubmissionSource } from '../domain/registry/transaction';
import { type FileContent, readSubmissions } from './registry-files';

/** What became of a file: of what it asked, or why it cannot be read. */
type Outcome =
  | Extract<FileContent, { readonly kind: 'unreadable' }>
  | { readonly kind: 'one'; readonly answer: SubmissionAnswer }
  | { readonly kind: 'many'; readonly answers: readonly SubmissionAnswer[] };

/** Submits files, which are there, in order; each is answered on a line of its own. @returns whether all were accepted */
export async function submitFiles(
  files: readonly string[],
  json: boolean,
  registry: Registry,
  source: SubmissionSource,
  write: (text: string) => void,
): Promise<boolean> {
  let all = true;
  for (const file of files) {
    const outcome = await submitFile(file, registry, source);
    all &&= statusOf(outcome) === 201;
    write(json ? `${visibleJson(JSON.stringify(outcomeJson(outcome)))}\n` : outcomeText(file, outcome));
  }
  return all;
}

async function submitFile(file: string, registry: Registry, source: SubmissionSource): Promise<Outcome> {
  const content = await readSubmissions(file);
  switch (content.kind) {
    case 'unreadable':
      return content;
    case 'one':
      return { kind: 'one', answer: await registry.submit(content.body, 'any', source) };
    case 'many': {
      const answers: SubmissionAnswer[] = [];
      for (const body of content.bodies) answers.push(await registry.submit(body, 'any', source));
      return { kind: 'many', answers };
    }
  }
}

/** Of several submissions it is the first that is no 201. */
function statusOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'unreadable':
      return outcome.status;
    case 'one':
      return outcome.answer.status;
    case 'many':
      return outcome.answers.find(({ status }) => status !== 201)?.status ?? 201;
  }
}

/** `{"status","body"}`; of several submissions `body` is the list of their answers, and `repeated` says that all were there already. */
function outcomeJson(outcome: Outcome): object {
  switch (outcome.kind) {
    case 'unreadable': {
      const { status, reason } = outcome;
      return {
        status,
        body: { code: status, type: status === 413 ? 'RequestEntityTooLarge' : 'BadRequest', message: english(reason) },
      };
    }
    case 'one':
      return answerInWords(outcome.answer, englishInJson);
    case 'many': {
      const { answers } = outcome;
      const all = answers.length > 0 && answers.every(isRepeated);
      return {
        status: statusOf(outcome),
        body: answers.map((answer) => answerInWords(answer, englishInJson)),
        ...(all ? { repeated: true } : {}),
      };
    }
  }
}

function outcomeText(file: string, outcome: Outcome): string {
  const name = visibleText(file);
  switch (outcome.kind) {
    case 'unreadable':
      return `${name}: ${visibleText(`refused (${outcome.status}): ${english(outcome.reason)}`)}\n`;
    case 'one':
      return `${name}: ${answerText(outcome.answer)}\n`;
    case 'many': {
      const { answers } = outcome;
      if (answers.length === 0) return `${name}: an empty list, so nothing was submitted\n`;
      const accepted = answers.filter(({ status }) => status === 201).length;
      const known = answers.filter(isRepeated).length;
      const lines = answers.map((one, index) => `  ${index + 1}: ${answerText(one)}`);
      return `${[`${name}: ${accepted} of ${answers.length} accepted${known === 0 ? '' : `, ${known} of them known already`}`, ...lines].join('\n')}\n`;
    }
  }
}

function answerText(answer: SubmissionAnswer): string {
  if (answer.status !== 201) return visibleText(`refused (${answer.status}): ${english(refusalOf(answer))}`);
  const device = deviceOfAnswer(answer.body);
  const notes = answer.notUnderstood ?? [];
  const about = device === null ? '' : ` for device ${device}`;
  const passedOver =
    notes.length === 0
      ? ''
      : `; not understood: ${notes.map(({ field, reason }) => english(text('note.at', { field, why: reason }))).join(' ')}`;
  return visibleText(
    `${answer.repeated === true ? 'known already' : 'accepted'} as ${eventOfAnswer(answer) ?? 'stored'}${about}${passedOver}`,
  );
}

function isRepeated(answer: SubmissionAnswer): boolean {
  return answer.status === 201 && answer.repeated === true;
}
