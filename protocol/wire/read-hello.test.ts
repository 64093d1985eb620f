import { english } from '../../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import hellos from '../fixtures/hellos.json';
import { anythingUnder, hello } from '../testing/arbitraries';
import { faultIn } from '../testing/one-sentence';
import type { JsonObject } from './body';
import { readHello } from './read-hello';
import { HelloMessage } from './v1';

interface HelloCase {
  readonly name: string;
  readonly dialect: string;
  readonly message: JsonObject;
  readonly reads: JsonObject;
}

const cases: readonly HelloCase[] = hellos;

describe('golden hellos', () => {
  it.each(cases)('$name', ({ message, reads }) => {
    expect(readHello(message)).toEqual({ ok: true, value: reads });
  });

  it.each(cases.filter(({ dialect }) => dialect === 'ours'))('the strict schema accepts what is ours: $name', ({ message }) => {
    expect(HelloMessage.parse(message)).toEqual(message);
  });
});

describe('whatever comes', () => {
  it('is read or refused with one sentence, never thrown at', () => {
    fc.assert(
      fc.property(anythingUnder('sn', 'ip', 'bootId', 'agentVersion', 'queue', 'state'), (value) => {
        const result = readHello(value);
        expect(result.ok ? '' : faultIn(english(result.error.reason))).toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('what our agent can send is read back to the same meaning', () => {
    fc.assert(
      fc.property(hello, (message) => {
        expect(readHello(message)).toEqual({ ok: true, value: { ...message, sn: message.sn.trim() } });
      }),
    );
  });
});
