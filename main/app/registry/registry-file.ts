import * as z from 'zod';
import type { FileAnswer } from '../../../protocol/registry-commands';
import { visibleText } from '../../../protocol/visible-text';
import { readJsonText } from '../../../protocol/wire/body';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { deviceOfAnswer, notUnderstoodOf, refusalOf } from './answer';

const Typed = z.object({ type: z.string() });
const MAX_NAME = 200;

/** Submits what a file holds: a Snapshot or one event. What is refused comes back as an answer with its sentence. */
export async function submitRegistryFile(
  registry: Registry,
  givenName: string,
  text: string,
  source: SubmissionSource,
): Promise<FileAnswer> {
  const fileName = visibleText(givenName, MAX_NAME);
  const refused = (sentence: string): FileAnswer => ({ fileName, accepted: false, sentence, device: null, notUnderstood: [] });
  const json = readJsonText(text.replace(/^\ufeff/, ''), 'The file');
  if (!json.ok) return refused(`${json.error.sentence} Choose a file that a Workbench wrote.`);
  const answer = await registry.submit(json.value, 'any', source);
  if (answer.status !== 201) return refused(refusalOf(answer));
  const typed = Typed.safeParse(answer.body);
  const device = deviceOfAnswer(answer.body);
  const what = typed.success ? typed.data.type : 'It';
  return {
    fileName,
    accepted: true,
    sentence: device === null ? `${what} is stored.` : `${what} is stored for device ${device}.`,
    device,
    notUnderstood: notUnderstoodOf(answer),
  };
}
