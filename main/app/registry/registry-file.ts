import { text, type Texts } from '../../../protocol/texts/text';
import type { FileAnswer } from '../../../protocol/registry-commands';
import { visibleText } from '../../../protocol/visible-text';
import { readJsonText } from '../../../protocol/wire/body';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { deviceOfAnswer, refusalOf } from './answer';

const MAX_NAME = 200;

/** Submits what a file holds: a Snapshot or one event. What is refused comes back as an answer that says why. */
export async function submitRegistryFile(
  registry: Registry,
  givenName: string,
  content: string,
  source: SubmissionSource,
): Promise<FileAnswer> {
  const fileName = visibleText(givenName, MAX_NAME);
  const refused = (texts: Texts): FileAnswer => ({ fileName, accepted: false, texts, device: null, notUnderstood: [] });
  const json = readJsonText(content.replace(/^\ufeff/, ''), { what: text('subject.file'), isSeen: true });
  if (!json.ok) return refused([text('registry.badFile', { fault: json.error.reason })]);
  const answer = await registry.submit(json.value, 'any', source);
  if (answer.status !== 201) return refused(refusalOf(answer));
  const type = String(answer.body['type']);
  const device = deviceOfAnswer(answer.body);
  return {
    fileName,
    accepted: true,
    texts: [device === null ? text('registry.stored', { type }) : text('registry.storedFor', { type, device: String(device) })],
    device,
    notUnderstood: [...(answer.notUnderstood ?? [])],
  };
}
