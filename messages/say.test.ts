import { describe, expect, it } from 'vitest';
import { TEXT_CODES } from '../protocol/texts/codes';
import { text, type Texts } from '../protocol/texts/text';
import { english } from './english';

describe('a text in words', () => {
  it('has its parameters in their places, numbers as the language writes them', () => {
    expect(english(text('verdict.mismatch', { port: 'eth0', found: '01', expected: '02' }))).toBe('eth0 has 01, MES expects 02.');
    expect(english(text('notice.renamed', { devices: 1 }))).toBe(
      'One device has a right MAC on a port with another name than in MES.',
    );
    expect(english(text('notice.renamed', { devices: 12_000 }))).toMatch(/^12,000 devices have/);
  });

  it('for the notification API has plain digits, however many devices it is about', () => {
    const codes = Object.keys(TEXT_CODES).filter((code) => code.startsWith('notify.')) as (keyof typeof TEXT_CODES)[];
    expect(codes.length).toBeGreaterThan(4);
    for (const code of codes) {
      const params = Object.fromEntries(TEXT_CODES[code].map((name) => [name, name === 'target' ? 'pair' : 12_345]));
      expect(english({ code, params })).not.toMatch(/\d\D\d{3}\b/u);
    }
    expect(english(text('notify.conflict', { count: 1_234, serial: 'A1' }))).toBe(
      '1234 different devices claim serial number A1',
    );
  });

  it('says a text that stands in another one in its place', () => {
    const what = text('verdict.rivalNow', { serial: 'A2', port: 'eth1' });
    expect(english(text('contest.onPort', { port: 'eth0', what }))).toBe('eth0: A2 (eth1) reports this MAC too.');
  });

  it('joins sentences by a blank, and says nothing of none', () => {
    expect(english([text('device.noAnswer'), text('verdict.andMore', { more: 2 })])).toBe(
      'No answer: is it switched on, and is the agent running? (and 2 more)',
    );
    expect(english([])).toBe('');
  });

  it('leaves out its own full stop behind sentences that have one', () => {
    const because = (why: Texts) => english(text('pair.changedBecause', { serial: 'A1', how: 'fails', why }));
    const begins = 'A1 does not pass any more since the list was confirmed: ';
    expect(because([text('device.noAnswer')])).toBe(`${begins}No answer: is it switched on, and is the agent running?`);
    expect(because([text('verdict.notJudgedYet')])).toBe(`${begins}Not judged: nothing to compare with.`);
    expect(because([text('verdict.otherName', { expected: 'eth1' })])).toBe(`${begins}Right MAC; MES calls this port eth1.`);
    expect(english(text('device.waived', { reason: 'Because.' }))).toBe('Waived: Because..');
  });

  it('escapes what comes from outside, and takes it for no message', () => {
    expect(english(text('device.noSerial', { serial: "\u202e{port} '<b>" }))).toBe(
      'Reports "\\u202e{port} \'<b>" instead of a serial number.',
    );
  });
});
