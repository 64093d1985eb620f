import { describe, expect, it } from 'vitest';
import { figureOf, measurePairs } from './figure';
import { tableOf } from './table';

const rates = { group: 'reports', title: 'Reports', unit: '/s', floor: 'a bare consumer' };
const aim = { of: 'ratio', bound: 'atLeast', limit: 0.3 } as const;

describe('a figure beside its floor', () => {
  it('takes the ratio of each repetition, not of the medians', () => {
    const figure = figureOf({
      ...rates,
      pairs: [
        { value: 10, floor: 100 },
        { value: 40, floor: 100 },
        { value: 30, floor: 10 },
      ],
    });
    expect(figure).toMatchObject({ ratio: { median: 0.4, min: 0.1, max: 3 }, value: { median: 30 }, aim: null, met: null });
  });

  it.each([
    [aim, 31, true],
    [aim, 29, false],
    [{ of: 'value', bound: 'atMost', limit: 30 }, 29, true],
    [{ of: 'value', bound: 'atMost', limit: 30 }, 31, false],
  ] as const)('the aim %j is met by %d of 100: %s', (wanted, value, met) => {
    expect(figureOf({ ...rates, pairs: [{ value, floor: 100 }], aim: wanted }).met).toBe(met);
  });

  it('stands in the table with ratio, aim, value and floor', () => {
    const figure = figureOf({ ...rates, pairs: [{ value: 3_456, floor: 11_520 }], aim, details: { reports: 3_000 } });
    const table = tableOf([figure]);
    expect(table).toContain('+ Reports');
    expect(table).toContain('0.30 × [0.30 to 0.30]');
    expect(table).toContain('≥ 0.3 ×');
    expect(table).toContain('3,456 /s [3,456 to 3,456]');
    expect(table).toContain('Reports: floor is a bare consumer.');
    expect(table).toContain('reports: 3000');
  });
});

describe('measuring in turn', () => {
  const record = async (options?: { readonly warmUp: boolean }): Promise<string> => {
    let order = '';
    const note = (what: string) => async (): Promise<number> => {
      order += what;
      return order.length;
    };
    await measurePairs(3, { floor: note('f'), value: note('v') }, options);
    return order;
  };

  it('changes who goes first', async () => {
    expect(await record()).toBe('fvvffv');
  });

  it('runs both once before, when they must be warm', async () => {
    expect(await record({ warmUp: true })).toBe('fvfvvffv');
  });
});
