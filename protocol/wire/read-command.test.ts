import { english } from '../../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import commands from '../fixtures/scan-commands.json';
import { anythingUnder, scanCommand } from '../testing/arbitraries';
import { faultIn } from '../testing/one-sentence';
import type { JsonObject } from './body';
import { readScanCommand } from './read-command';
import { ScanCommandMessage } from './v1';

interface CommandCase {
  readonly name: string;
  readonly dialect: string;
  readonly message: JsonObject;
  readonly reads: JsonObject;
}

const cases: readonly CommandCase[] = commands;

describe('golden commands', () => {
  it.each(cases)('$name', ({ message, reads }) => {
    expect(readScanCommand(message)).toEqual({ ok: true, value: reads });
  });

  it.each(cases.filter(({ dialect }) => dialect === 'ours'))('the strict schema accepts what is ours: $name', ({ message }) => {
    expect(ScanCommandMessage.parse(message)).toEqual(message);
  });
});

describe('whatever comes', () => {
  it('is read or refused with one sentence, never thrown at', () => {
    const wild = anythingUnder('action', 'operationId', 'operationid', 'operatorId', 'scanMode', 'attempt', 'targets');
    const message = fc.oneof(
      wild,
      wild.map((value) => ({ ...value, action: 1, operationId: 'x' })),
    );
    fc.assert(
      fc.property(message, (value) => {
        const result = readScanCommand(value);
        expect(result.ok ? '' : faultIn(english(result.error.reason))).toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('what our console can send is read back to the same meaning', () => {
    fc.assert(
      fc.property(scanCommand, ({ operationId, operatorId, scanMode, attempt, targets, ...message }) => {
        expect(readScanCommand({ operationId, operatorId, scanMode, attempt, ...(targets && { targets }), ...message })).toEqual({
          ok: true,
          value: { operationId, operatorId, scanMode, attempt, targets: targets ?? null, issuedAt: message.issuedAt },
        });
      }),
    );
  });
});
