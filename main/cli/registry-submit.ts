import type { SubmissionAnswer } from '../domain/registry/model';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { deviceOfAnswer, eventOfAnswer, notUnderstoodOf, refusalOf } from '../app/registry/answer';
import type { Registry } from '../domain/ports/registry';
import type { SubmissionSource } from '../domain/registry/transaction';
import { readSubmissions } from './registry-files';

/** One file's answer: of several submissions in it, `body` is the list of theirs and `status` the first that is no 201. */
interface FileAnswer {
  readonly status: number;
  readonly body: unknown;
  /** It was in the registry already; of several, all were. */
  readonly repeated?: true;
}

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
    const answer = await submitFile(file, registry, source);
    all &&= answer.status === 201;
    write(json ? `${visibleJson(JSON.stringify(answer))}\n` : answerText(file, answer));
  }
  return all;
}

async function submitFile(file: string, registry: Registry, source: SubmissionSource): Promise<FileAnswer> {
  const content = await readSubmissions(file);
  switch (content.kind) {
    case 'unreadable': {
      const { status, sentence } = content;
      return { status, body: { code: status, type: status === 413 ? 'RequestEntityTooLarge' : 'BadRequest', message: sentence } };
    }
    case 'one':
      return registry.submit(content.body, 'any', source);
    case 'many': {
      const answers: SubmissionAnswer[] = [];
      for (const body of content.bodies) answers.push(await registry.submit(body, 'any', source));
      const all = answers.length > 0 && answers.every(({ repeated }) => repeated === true);
      return {
        status: answers.find(({ status }) => status !== 201)?.status ?? 201,
        body: answers,
        ...(all ? { repeated: true } : {}),
      };
    }
  }
}

function answerText(file: string, answer: FileAnswer): string {
  const name = visibleText(file);
  if (!Array.isArray(answer.body)) return `${name}: ${sentenceOf(answer)}\n`;
  const answers: readonly FileAnswer[] = answer.body;
  if (answers.length === 0) return `${name}: an empty list, so nothing was submitted\n`;
  const accepted = answers.filter(({ status }) => status === 201).length;
  const known = answers.filter(({ repeated }) => repeated === true).length;
  const lines = answers.map((one, index) => `  ${index + 1}: ${sentenceOf(one)}`);
  return `${[`${name}: ${accepted} of ${answers.length} accepted${known === 0 ? '' : `, ${known} of them known already`}`, ...lines].join('\n')}\n`;
}

function sentenceOf({ status, body, repeated }: FileAnswer): string {
  const answer = { status: status as SubmissionAnswer['status'], body };
  if (status !== 201) return visibleText(`refused (${status}): ${refusalOf(answer)}`);
  const device = deviceOfAnswer(body);
  const notes = notUnderstoodOf(answer);
  const about = device === null ? '' : ` for device ${device}`;
  const passedOver = notes.length === 0 ? '' : `; not understood: ${notes.join(' ')}`;
  return visibleText(
    `${repeated === true ? 'known already' : 'accepted'} as ${eventOfAnswer(answer) ?? 'stored'}${about}${passedOver}`,
  );
}
