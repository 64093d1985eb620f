import type { NotUnderstood, SubmissionAnswer } from '../protocol/registry/answers';
import type { DevicePage } from '../protocol/registry/views';
import type { Texts } from '../protocol/texts/text';
import type { JsonObject } from '../protocol/wire/body';
import type { Say } from './say';

/** A refusal with its sentence, as programs have always read it. */
export function problemInWords<
  Problem extends { readonly code: number; readonly type: string; readonly texts: Texts; readonly field?: string },
>({ code, type, texts, field }: Problem, say: Say): JsonObject {
  const problem = { code, type, message: say(texts) };
  return field === undefined ? problem : { ...problem, field };
}

/** An answer as programs have always read it: status and body, in which the notes are sentences. */
export function answerInWords(
  answer: SubmissionAnswer,
  say: Say,
): { readonly status: number; readonly body: JsonObject; readonly repeated?: true } {
  if (answer.status !== 201) return { status: answer.status, body: problemInWords(answer.body, say) };
  const { status, body, notUnderstood, repeated } = answer;
  return {
    status,
    body: notUnderstood === undefined ? body : { ...body, notUnderstood: notUnderstood.map((note) => noteInWords(note, say)) },
    ...(repeated === undefined ? {} : { repeated }),
  };
}

function noteInWords({ field, reason }: NotUnderstood, say: Say): { readonly field: string; readonly sentence: string } {
  return { field, sentence: say(reason) };
}

/** A device's page as programs have always read it. */
export function pageInWords(page: DevicePage, say: Say): JsonObject {
  return { ...page, events: page.events.map((event) => ({ ...event, summary: say(event.summary) })) };
}
