import type { SubmissionAnswer } from '../../domain/registry/model';
import type { Clock } from '../../domain/ports/clock';
import type { Registry } from '../../domain/ports/registry';

const EVERY_MS = 500;

/** The same registry, which notifies of what is written through it: of the first change at once, of those that follow closely together. */
export function watchedRegistry(registry: Registry, clock: Clock, onChanged: () => void): Registry {
  let isQuiet = true;
  let isFresh = false;
  const notify = (): void => {
    isQuiet = false;
    isFresh = false;
    clock.after(EVERY_MS, () => {
      isQuiet = true;
      if (isFresh) notify();
    });
    onChanged();
  };
  const watched = async (answering: Promise<SubmissionAnswer>): Promise<SubmissionAnswer> => {
    const answer = await answering;
    if (answer.status !== 201) return answer;
    isFresh = true;
    if (isQuiet) notify();
    return answer;
  };
  return {
    ...registry,
    submit: (...given) => watched(registry.submit(...given)),
    submitWithTag: (...given) => watched(registry.submitWithTag(...given)),
    createTags: (ids, options, source) => watched(registry.createTags(ids, options, source)),
    closeSnapshot: (snapshot, reason, source) => watched(registry.closeSnapshot(snapshot, reason, source)),
    createAgent: (body, source) => watched(registry.createAgent(body, source)),
  };
}
