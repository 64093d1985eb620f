import { expect, it } from 'vitest';
import { WORDS } from '../scripts/demo/window-words.mjs';
import { messages } from './messages';

const COUNTS = [1, 2, 17, 1234];

it('the words that the demo presses and waits for stand in the window', () => {
  for (const count of COUNTS) {
    expect(`${messages.start.go} ${messages.start.goCount(count)}`).toContain(WORDS.startScan(count));
    expect(messages.pair.button.pair(count)).toMatch(WORDS.openPairSheet);
    expect(messages.pair.confirm.pair(count)).toMatch(WORDS.confirmPair);
    expect(messages.pair.sent(count)).toMatch(WORDS.sent);
  }
  expect(messages.pair.sheet.pair).toMatch(WORDS.openPairSheet);
  for (const outcome of ['queued', 'sending'] as const) {
    expect(messages.outcome[outcome]).toMatch(WORDS.underWay);
    expect(messages.pair.summary(messages.outcome[outcome], 3)).toMatch(WORDS.underWay);
  }
});
