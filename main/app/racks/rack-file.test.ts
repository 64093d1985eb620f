import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { Rack } from '../../../protocol/racks';
import { AppError } from '../../domain/errors';
import { racksText, readRackFile, readRacksText } from './rack-file';

const RACKS = [
  Rack.parse({ name: 'Rack 7', rows: [['A1', null]], units: [{ slot: 'A1', sn: 'SN1' }] }),
  Rack.parse({ name: '機架 8', rows: [['1']], units: [] }),
];

function complaint(content: string): string {
  try {
    readRacksText(content, 'racks.json', false);
  } catch (error) {
    if (error instanceof AppError) return english(error.texts);
    throw error;
  }
  return '';
}

describe('a file of racks', () => {
  it('is read as it was written', () => {
    expect(readRacksText(racksText(RACKS), 'racks.json', false)).toEqual(RACKS);
  });

  it.each([
    ['', 'racks.json is no JSON file of racks. burnin rack export writes one. Nothing was saved.'],
    [
      '{\n  "racks": [{"name": "R",}]\n}',
      'racks.json is no file of racks: it is not JSON, it breaks at line 2, column 26. Nothing was saved. Remove the comma before it.',
    ],
    ['{"racks": {}}', 'racks.json is no JSON file of racks. burnin rack export writes one. Nothing was saved.'],
    [
      '{"racks": [{"name": "R", "rows": [["A1", "a1"]], "units": []}]}',
      'racks.json cannot be used: rack 1 of it, `rows`: has a slot name twice (a1). Nothing was saved.',
    ],
    ['{"racks": [], "racks": []}', 'racks.json cannot be used: `racks` stands twice, in line 1; remove one. Nothing was saved.'],
    [
      racksText([...RACKS, { ...RACKS[0], name: 'RACK 7' } as Rack]),
      'racks.json cannot be used: it has two racks "RACK 7". Nothing was saved.',
    ],
    [
      JSON.stringify({
        racks: [
          {
            name: 'R',
            rows: [['A1', 'A2']],
            units: [
              { slot: 'A1', sn: 'SN1' },
              { slot: 'A2', sn: 'To Be Filled By O.E.M.' },
            ],
          },
        ],
      }),
      'racks.json cannot be used: "To Be Filled By O.E.M." in slot A2 of rack "R" is a placeholder, not a serial number. Nothing was saved.',
    ],
  ])('%#: what cannot be used is named', (content, sentence) => {
    expect(complaint(content)).toBe(sentence);
  });

  it('that is not there is named', async () => {
    await expect(readRackFile('/no/such/racks.json', false)).rejects.toMatchObject({ code: 'badRack' });
  });
});
