import { describe, expect, it } from 'vitest';
import type { Patch, Snapshot } from '../../protocol/window-state';
import { sceneNamed } from '../dev/scenes';
import { PatchStream, type FetchSnapshot } from './patch-stream';

const base = sceneNamed('idle').snapshot;
const snapshotAt = (seq: number): Snapshot => ({ ...base, seq, devices: [] });
const patchAt = (seq: number): Patch => ({ seq });

type Reply = Awaited<ReturnType<FetchSnapshot>>;

/** A stream whose snapshots are answered by hand. */
function streamByHand() {
  const asked: ((reply: Reply) => void)[] = [];
  const log: string[] = [];
  const retries: (() => void)[] = [];
  const stream = new PatchStream(
    () => new Promise((answer) => asked.push(answer)),
    {
      snapshot: ({ seq }) => log.push(`snapshot ${seq}`),
      patch: ({ seq }) => log.push(`patch ${seq}`),
      failed: (sentence) => log.push(`failed: ${sentence}`),
    },
    (retry) => retries.push(retry),
  );
  const answer = async (reply: Reply): Promise<void> => {
    asked.shift()?.(reply);
    await new Promise((done) => setTimeout(done, 0));
  };
  return { stream, asked, log, retries, answer, answerAt: (seq: number) => answer({ ok: true, value: snapshotAt(seq) }) };
}

describe('PatchStream', () => {
  it('applies patches in order after the snapshot, and drops what the snapshot contains', async () => {
    const { stream, log, answerAt } = streamByHand();
    stream.start();
    stream.push(patchAt(4));
    stream.push(patchAt(5));
    stream.push(patchAt(6));
    await answerAt(5);
    stream.push(patchAt(7));
    expect(log).toEqual(['snapshot 5', 'patch 6', 'patch 7']);
  });

  it('drops a patch that was seen', async () => {
    const { stream, log, answerAt } = streamByHand();
    stream.start();
    await answerAt(5);
    stream.push(patchAt(6));
    stream.push(patchAt(6));
    stream.push(patchAt(5));
    expect(log).toEqual(['snapshot 5', 'patch 6']);
  });

  it('asks for a new snapshot at a gap, holds what comes meanwhile, and goes on after it', async () => {
    const { stream, asked, log, answerAt } = streamByHand();
    stream.start();
    await answerAt(1);
    stream.push(patchAt(2));
    stream.push(patchAt(4));
    stream.push(patchAt(5));
    expect(asked).toHaveLength(1);
    expect(log).toEqual(['snapshot 1', 'patch 2']);
    await answerAt(4);
    expect(log).toEqual(['snapshot 1', 'patch 2', 'snapshot 4', 'patch 5']);
    stream.push(patchAt(6));
    expect(log.at(-1)).toBe('patch 6');
  });

  it('asks again when the held patches have a gap, too', async () => {
    const { stream, asked, log, answerAt } = streamByHand();
    stream.start();
    stream.push(patchAt(9));
    await answerAt(5);
    expect(log).toEqual(['snapshot 5']);
    expect(asked).toHaveLength(1);
    await answerAt(9);
    expect(log).toEqual(['snapshot 5', 'snapshot 9']);
  });

  it('says why a snapshot failed and tries again, losing nothing', async () => {
    const { stream, log, retries, answer, answerAt } = streamByHand();
    stream.start();
    stream.push(patchAt(3));
    await answer({ ok: false, sentence: 'The console is busy.' });
    expect(log).toEqual(['failed: The console is busy.']);
    retries.shift()?.();
    await answerAt(2);
    expect(log).toEqual(['failed: The console is busy.', 'snapshot 2', 'patch 3']);
  });

  it('is silent after its end', async () => {
    const { stream, log, answerAt } = streamByHand();
    stream.start();
    stream.end();
    await answerAt(2);
    stream.push(patchAt(3));
    expect(log).toEqual([]);
  });
});
