import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { problemInWords } from '../../../messages/registry-in-words';
import { REGISTRY_NOTES } from '../../../protocol/texts/registry-notes';
import { REGISTRY_REFUSALS } from '../../../protocol/texts/registry-refusals';
import { notesOf } from './testing/answers';
import { createMemoryRegistry } from './testing/memory-registry';
import { remarkedCommands } from './testing/refused-commands';
import sentences from './testing/sentences-of-commands.json';

/** What no command comes to: said by other readers of the registry, or kept back by a check before it. */
const NOT_OF_COMMANDS = [
  'note.at',
  'registry.askByNumber',
  'registry.eventOfRegistry',
  'registry.needsRole',
  'registry.noTag',
  'registry.snapshotInside',
  'registry.tagNotLinked',
];

const answers = answered();

/** What the registry says of each command: a refusal, or notes beside what was accepted. */
function answered() {
  const registry = createMemoryRegistry();
  return remarkedCommands(registry).map(({ name, command, role }) => {
    registry.useSource(role === undefined ? {} : { role });
    const decided = registry.run(command);
    return { name, refusal: decided.ok ? null : decided.error, notes: decided.ok ? (notesOf(decided.value.answer) ?? []) : [] };
  });
}

describe('in English, what the registry says is what the last version that stored sentences said', () => {
  it('has the same commands', () => {
    expect(answers.map(({ name }) => name)).toEqual(Object.keys(sentences));
  });

  it.each(answers)('$name', ({ name, refusal, notes }) => {
    const said =
      refusal === null
        ? notes.map(({ field, reason }) => ({ field, sentence: english(reason) }))
        : problemInWords(refusal, english);
    expect(said).toEqual(sentences[name as keyof typeof sentences]);
  });
});

it('says every code', () => {
  const said = new Set(
    answers.flatMap(({ refusal, notes }) => codesIn([refusal?.texts ?? [], notes.map(({ reason }) => reason)])),
  );
  const codes = Object.keys({ ...REGISTRY_REFUSALS, ...REGISTRY_NOTES });
  expect(codes.filter((code) => !said.has(code)).toSorted()).toEqual(NOT_OF_COMMANDS);
});

function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(codesIn);
  return 'code' in value ? [String(value.code), ...inside] : inside;
}
