import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosterInWords } from '../testing/rosters';

const serial = fc.nat(99_999).map((number) => `Q186I${String(number).padStart(5, '0')}`);
const several = fc.uniqueArray(serial, { minLength: 5, maxLength: 12 });

describe('a serial number of another shape than nearly all', () => {
  const slips = fc.constantFrom<(sn: string) => string>(
    (sn) => sn.slice(0, -1),
    (sn) => `${sn}7`,
    (sn) => sn.replace(/\d$/, 'O'),
    (sn) => sn.replace('I', '1'),
    (sn) => sn.slice(1),
    (sn) => `${sn.slice(0, 5)}-${sn.slice(5)}`,
    () => 'Rack7',
    () => 'CX7-02767',
    () => '4006381333931',
  );

  it('is taken, and a note names it beside one of the others', () => {
    fc.assert(
      fc.property(several, slips, fc.nat(11), fc.constantFrom('', 'Serial number', 'SN;Rack'), (all, slip, at, head) => {
        const place = at % all.length;
        const odd = slip(all[place] ?? '');
        const list = all.map((sn, index) => (index === place ? odd : sn));
        const text = [...(head === '' ? [] : [head]), ...list.map((sn) => (head === 'SN;Rack' ? `${sn};7` : sn))].join('\n');
        const { serials, problems, notes } = rosterInWords(text);
        const other = list.find((_, index) => index !== place) ?? '';
        expect([serials, problems]).toEqual([list, []]);
        expect(notes.at(-1)).toBe(`${odd} is of another form than most, like ${other}. Compare with the label.`);
      }),
    );
  });

  it('is not named where there is no usual shape, in short lists, or where another note names it', () => {
    for (const text of [
      'V123827656SDF\nQ186I27660\nCX7-027665\nV123827657SDF\nQ186I27661\nCX7-027666',
      '4C4C4544\n4C4C454A\n4C4CA544\n4CBC4544\n4C4C45F4\nACDC4544',
      'SN1\nSN2\nSN34',
      '7\n12\n134\n20\n1',
    ])
      expect(rosterInWords(text).notes.filter((note) => note.includes('another form'))).toEqual([]);
    const list = Array.from({ length: 9 }, (_, index) => `Q186I1590${index}`).join('\n');
    for (const odd of ['Bo', 'e0:18:7d:2e:ca:68', 'q186i15901', '29.11.2026', 'Q186I15901-Q186I15910'])
      expect(rosterInWords(`${list}\n${odd}`).notes).toHaveLength(1);
    expect(rosterInWords(`${list}\nWO-17`, { other: { badge: [], operation: ['WO-*'], badges: [] } }).notes).toHaveLength(1);
    expect(rosterInWords(`${list}\nXT-1`, { serialMasks: ['XT-*'] }).notes).toEqual([]);
  });

  it('names five and counts the rest', () => {
    const list = Array.from({ length: 40 }, (_, index) => `Q186I${index + 10_000}`);
    expect(rosterInWords([...list, 'A1', 'A2', 'A3', 'A4', 'A5', 'A6'].join('\n')).notes).toEqual([
      'A1, A2, A3, A4, A5 and 1 more are of another form than most, like Q186I10000. Compare with the label.',
    ]);
  });
});

describe('digits other than 0 to 9', () => {
  it.each(['١٨٦١٥٩٠١', '۱۸۶۱۵۹۰۱', '१८६१५९०१', 'Q186I1٥٨١٥', 'Q186I15901²', 'Q186I①'])('%j is taken with a note', (text) => {
    expect(rosterInWords(`A1\nA2\n${text}`)).toMatchObject({
      serials: ['A1', 'A2', text],
      problems: [],
      notes: [`Line 3: ${text} has digits other than 0 to 9, with which devices report it. Compare with the label.`],
    });
  });

  it.each(['رقم\n١٨٦١\n١٨٦٢', 'क्रमांक\n१८६१\n१८६२', 'Gerät\n186\n187'])('count as digits below a header: %j', (text) => {
    expect(rosterInWords(text).problems).toMatchObject([{ line: 1 }]);
  });
});

describe('signs and letters that labels rarely have', () => {
  it.each(['sn1=Q186I15901', '1:Q186I15901:RT', 'Q186I15901//spare', 'Q186"I15901', 'Q186<I>15901', 'Q186@rack'])(
    '%j is taken with a note',
    (text) => {
      expect(rosterInWords(`A1\nA2\n"${text.replaceAll('"', '""')}"`)).toMatchObject({
        serials: ['A1', 'A2', text],
        notes: [`Line 3: ${text} has a sign in it that is rare in serial numbers. Compare with the label.`],
      });
    },
  );

  it.each(['\u0640Q186I15901', 'Q186柜15901', 'Q186\u05D0'])('%j has letters of two scripts', (text) => {
    expect(rosterInWords(`A1\nA2\n${text}`).notes).toEqual([
      `Line 3: ${text} has letters of another script among Latin ones. Compare with the label.`,
    ]);
  });

  it.each(['Q186-I15901', 'Q186/I15901', 'Q186.I15901', 'Q186_I15901', 'Q186+I15901', 'Q186#1', 'SN(A1)', 'Ä186I15901'])(
    '%j has no note',
    (text) => {
      expect(rosterInWords(`A1\nA2\n"${text}"`).notes.filter((note) => note.includes('has '))).toEqual([]);
    },
  );
});
