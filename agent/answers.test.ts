import { describe, expect, it } from 'vitest';
import { type Answer, createAnswers } from './answers';

describe('createAnswers', () => {
  const answer = (key: string): Answer => ({
    key,
    messageId: '',
    correlationId: '',
    body: new Uint8Array(),
    burnIn: [],
    dialect: 'current',
    queue: 'q',
  });

  it('keeps the latest per key, and a late settlement of the replaced one changes nothing', () => {
    const answers = createAnswers();
    const first = answer('a');
    const second = answer('a');
    answers.add(first);
    answers.add(second);
    answers.settle(first);
    expect(answers.waiting()).toEqual([second]);
    answers.settle(second);
    expect(answers.waiting()).toEqual([]);
  });

  it('lets the oldest give way when too many wait', () => {
    const answers = createAnswers(2);
    const [a, b, c] = [answer('a'), answer('b'), answer('c')];
    expect([answers.add(a), answers.add(b), answers.add(c)]).toEqual([null, null, a]);
    expect(answers.waiting()).toEqual([b, c]);
  });
});
