import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MacIndex } from './mac-index';

const SERIALS = ['SN1', 'SN2', 'SN3', 'SN4'];
const MACS = ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69', '00:00:00:00:00:00'];

interface Claim {
  readonly side: 'reported' | 'expected';
  readonly sn: string;
  readonly mac: string;
}

/** The same index as a plain list of claims, in the order in which they came. */
class PlainIndex {
  #claims: Claim[] = [];

  add(claim: Claim): void {
    const known = this.#claims.some(({ side, sn, mac }) => side === claim.side && sn === claim.sn && mac === claim.mac);
    if (!known) this.#claims.push(claim);
  }

  remove(serial: string): void {
    this.#claims = this.#claims.filter(({ sn }) => sn !== serial);
  }

  claims(serial: string, wanted: string): boolean {
    return this.#claims.some(({ sn, mac }) => sn === serial && mac === wanted);
  }

  facts(serial: string, wanted: string) {
    const of = (side: Claim['side']): string[] =>
      this.#claims
        .filter((claim) => claim.side === side && claim.mac === wanted && claim.sn !== serial)
        .map(({ sn }) => sn)
        .toSorted();
    const expected = of('expected');
    const reported = of('reported');
    return {
      reportedBy: reported[0] ?? null,
      expectedBy: expected[0] ?? null,
      ownedBy: reported.find((sn) => expected.includes(sn)) ?? null,
    };
  }
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      side: fc.constantFrom('reported' as const, 'expected' as const),
      sn: fc.constantFrom(...SERIALS),
      mac: fc.constantFrom(...MACS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), sn: fc.constantFrom(...SERIALS) }) },
);

function namesOf(index: MacIndex, sn: string, mac: string) {
  const { reportedBy, expectedBy, ownedBy } = index.factsFor(sn, mac);
  return { reportedBy: reportedBy?.sn ?? null, expectedBy: expectedBy?.sn ?? null, ownedBy: ownedBy?.sn ?? null };
}

/** What a device's verdict depends on: whether there is a rival for a MAC of its own, not which. */
function rivalsOf(index: MacIndex, plain: PlainIndex, sn: string): string {
  return MACS.filter((mac) => plain.claims(sn, mac))
    .map((mac) => `${mac} ${JSON.stringify(Object.values(namesOf(index, sn, mac)).map((rival) => rival !== null))}`)
    .join(', ');
}

describe('who claims a MAC', () => {
  it('says the same as a plain list of all claims, and names everyone whose verdict may change', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const index = new MacIndex();
        const plain = new PlainIndex();
        for (const one of steps) {
          const before = new Map(SERIALS.map((sn) => [sn, rivalsOf(index, plain, sn)]));
          let touched: ReadonlySet<string>;
          if (one.kind === 'remove') {
            touched = index.remove(one.sn, MACS);
            plain.remove(one.sn);
          } else {
            const ports = [{ name: 'enp4s0', mac: one.mac }];
            touched = one.side === 'reported' ? index.addReported(one.sn, ports) : index.addExpected(one.sn, ports);
            plain.add(one);
          }
          for (const sn of SERIALS) {
            for (const mac of MACS) expect(namesOf(index, sn, mac)).toEqual(plain.facts(sn, mac));
            const differs = sn !== one.sn && rivalsOf(index, plain, sn) !== before.get(sn);
            expect(differs && !touched.has(sn)).toBe(false);
          }
          expect(touched.has(one.sn)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
