import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../protocol/ipc';
import type { Figures, HistoryLine, UnitAttempt } from '../../protocol/history';

export type HistoryCommand = Extract<CommandName, `history.${string}` | `statistics.${string}`>;
type Handlers = { readonly [N in HistoryCommand]: (input: CommandInput<N>) => IpcReply<CommandOutput<N>> };

const DAY_MS = 86_400_000;
const PAGE = 50;
const OPERATORS = ['4711', 'E-1047', '0815'];
const ok = <T>(value: T): IpcReply<T> => ({ ok: true, value });

function line(index: number, newest: string | undefined): HistoryLine {
  const startedAt = Date.now() - index * (DAY_MS / 2);
  const failed = index % 3 === 1 ? 2 : 0;
  return {
    position: 1_000 - index,
    operationId:
      index === 0 && newest !== undefined
        ? newest
        : `BI-202611${String(28 - (index % 28)).padStart(2, '0')}-2145${10 + (index % 50)}`,
    startedAt,
    closedAt: index === 0 ? null : startedAt + 42_000 + index * 1_000,
    operatorId: OPERATORS[index % 3] ?? '',
    station: index % 5 === 4 ? null : 'Line 3 / Station B',
    devices: { pass: 24 - failed, ...(failed === 0 ? {} : { fail: failed }), ...(index % 4 === 2 ? { noAnswer: 1 } : {}) },
    guests: index % 10 === 6 ? 2 : 0,
    onHold: index % 7 === 3 ? 1 : 0,
    leftOver: {
      target: 'pair',
      notPaired: index % 4 === 1 ? 3 : 0,
      refused: index % 6 === 1 ? 2 : 0,
      unknown: index % 12 === 7 ? 1 : 0,
    },
    undelivered: index % 9 === 5 ? 2 : 0,
  };
}

function attempts(): UnitAttempt[] {
  const fault = { interface: 'enp4s0', model: 'Intel X710', verdict: 'mismatch' } as const;
  const of = (index: number, attempt: number): UnitAttempt => ({
    operationId: `BI-2026112${8 - index}-214502`,
    startedAt: Date.now() - index * 30 * DAY_MS,
    operatorId: '4711',
    attempt,
    at: Date.now() - index * 30 * DAY_MS + attempt * 40_000,
    status: attempt === 1 && index === 1 ? 'fail' : 'pass',
    guest: false,
    held: false,
    product: 'B100 Server',
    agent: '0.2.0',
    reason: attempt === 1 && index === 1 ? 'mismatch' : null,
    faults: attempt === 1 && index === 1 ? [fault] : [],
  });
  return [of(0, 1), of(1, 2), of(1, 1)];
}

function figures(scale: number): Figures {
  return {
    scans: 12 * scale,
    results: 310 * scale,
    judged: 300 * scale,
    passed: 281 * scale,
    waived: scale,
    guests: 2 * scale,
    units: 280 * scale,
    first: 265 * scale,
    second: 274 * scale,
    last: 277 * scale,
    scanMs: 74_000,
  };
}

/** Earlier operations and their figures, as a main would answer. */
export function scriptedHistory(newest: () => string | undefined): Handlers {
  return {
    'history.search': ({ text, before }) => {
      const from = before === null ? 0 : 1_001 - before;
      const all = Array.from({ length: PAGE }, (_, index) => line(from + index, newest()));
      const operations =
        text === '' ? all : all.filter(({ operationId, operatorId }) => operationId.includes(text) || operatorId === text);
      return ok({ operations, more: from < 100 && text === '', units: text.startsWith('Q186') ? [text] : [], unfilled: 0 });
    },
    'history.unit': () => ok(attempts()),
    'history.macs': () => ok([{ attempt: 1, at: Date.now(), altered: false, macs: ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69'] }]),
    'statistics.read': ({ by }) => {
      const keys = {
        day: days(),
        shift: ['08:00–20:00', '20:00–08:00'],
        station: ['Line 3 / Station B', ''],
        operator: OPERATORS,
        product: ['B100 Server', ''],
      }[by];
      return ok({
        total: figures(30),
        groups: keys.map((key, index) => ({ key, figures: figures(1 + (index % 3)) })),
        pareto: {
          reason: [bar('mismatch', 31, 60), bar('swapped', 14, 60), bar('noAnswer', 9, 60), bar('absent', 6, 60)],
          interface: [bar('enp4s0', 28, 51), bar('enp4s1', 17, 51), bar('LAN3', 6, 51)],
          pci: [bar('0000:04:00.0', 33, 51), bar('0000:af:00.1', 12, 51), bar('', 6, 51)],
          slot: [bar('Rack 7 B6', 22, 60), bar('Rack 7 A1', 9, 60), bar('', 29, 60)],
          model: [bar('Intel X710', 40, 51), bar('', 11, 51)],
          agent: [bar('0.2.0', 40, 700), bar('0.1.0', 11, 120)],
        },
        chart: {
          mean: 0.06,
          points: days().map((day, index) => ({
            day,
            judged: 300,
            failed: 12 + (index % 9),
            share: (12 + (index % 9) + (index === 17 ? 30 : 0)) / 300,
            lower: 0.02,
            upper: 0.11,
          })),
        },
        unfilled: 0,
        removed: null,
      });
    },
  };
}

function bar(key: string, count: number, of: number) {
  return { key, count, of };
}

function days(): string[] {
  return Array.from({ length: 28 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
}
