import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { readDeviceInfo } from '../../../protocol/device-info';
import judged from '../../../protocol/fixtures/mes-answers-judged.json';
import notJudged from '../../../protocol/fixtures/mes-answers-not-judged.json';
import { faultIn } from '../../../protocol/testing/one-sentence';

/** Whole answers as many makers' MES give them: those that a device is judged by, and those in which something else stands that nobody can make out. */

const ASKED = 'Q186I15901';
const read = (body: unknown) => readDeviceInfo(body, ASKED, JSON.stringify(body));

describe('answers by which a device is judged', () => {
  it.each(Object.entries(judged))('%s', (_name, body) => {
    const answer = read(body);
    expect(answer.ok ? answer.value : english(answer.error.reason)).toMatchObject({ kind: 'expected' });
  });
});

describe('answers that leave open what MES means', () => {
  it.each(Object.entries(notJudged))('%s', (_name, body) => {
    const answer = read(body);
    expect(answer.ok ? answer.value.kind : `${answer.error.cause}${faultIn(english(answer.error.reason))}`).toBe('record');
  });
});
