import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAckWindow } from './ack-window';

describe('ack window', () => {
  it('acknowledges a run from the start at once', () => {
    const window = createAckWindow();
    for (const tag of [3, 1, 2]) window.handled(tag);
    expect(window.take()).toEqual({ upTo: 3, single: [] });
    expect(window.take()).toEqual({ upTo: null, single: [] });
  });

  it('acknowledges what is beyond a gap one by one, then closes the gap with a delivery that is still open', () => {
    const window = createAckWindow();
    for (const tag of [1, 2, 4, 5]) window.handled(tag);
    expect(window.take()).toEqual({ upTo: 2, single: [4, 5] });
    window.handled(3);
    window.handled(6);
    expect(window.take()).toEqual({ upTo: 6, single: [] });
  });

  it('names a single delivery singly', () => {
    const window = createAckWindow();
    window.handled(1);
    expect(window.take()).toEqual({ upTo: null, single: [1] });
  });

  it('passes over what was given back', () => {
    const window = createAckWindow();
    window.givenBack(2);
    window.handled(1);
    window.handled(3);
    expect(window.take()).toEqual({ upTo: 3, single: [] });
  });

  it('settles every delivery exactly once and never names a settled one, in any order', () => {
    const steps = fc.array(fc.record({ pick: fc.nat(), back: fc.boolean(), take: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (script) => {
        const window = createAckWindow();
        const inFlight = script.map((_, index) => index + 1);
        const openAtBroker = new Set(inFlight);
        const handled = new Set<number>();
        const acknowledge = () => {
          const { upTo, single } = window.take();
          // As the broker does it: a tag that is not open is an error.
          if (upTo !== null) {
            if (!openAtBroker.has(upTo)) throw new Error(`unknown delivery tag ${upTo}`);
            for (const tag of openAtBroker)
              if (tag <= upTo && openAtBroker.delete(tag) && !handled.has(tag)) throw new Error(`${tag} was not handled`);
          }
          for (const tag of single)
            if (!openAtBroker.delete(tag) || !handled.has(tag)) throw new Error(`unknown delivery tag ${tag}`);
        };
        for (const { pick, back, take } of script) {
          const [tag] = inFlight.splice(pick % inFlight.length, 1);
          if (tag !== undefined) {
            if (back) {
              window.givenBack(tag);
              openAtBroker.delete(tag);
            } else {
              handled.add(tag);
              window.handled(tag);
            }
          }
          if (take) acknowledge();
        }
        acknowledge();
        expect(openAtBroker.size).toBe(0);
      }),
    );
  });
});
