import { verbatim } from '../../../protocol/texts/text';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OperationId, serialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { ACTION_START, type ScanCommandMessage } from '../../../protocol/wire/v1';
import { readHardwareReport } from '../../../protocol/wire/read-report';
import { HandClock } from '../../app/testing/hand-clock';
import { AppError } from '../../domain/errors';
import type { BusHandlers, CommandTarget, IncomingMessage } from '../../domain/ports/bus';
import { parseRoster } from '../../domain/roster/roster';
import { readPostOutcome } from '../http/post-outcome';
import { RackBroker } from './rack-broker';
import { createRackMes, RackFactory } from './rack-factory';
import { reportBytes } from './report';
import { makeRack, RACK_SIZE, type Rack } from './units';

const COMMAND: ScanCommandMessage = {
  action: ACTION_START,
  operationId: OperationId.parse('op'),
  operatorId: 'tester',
  scanMode: 0,
  attempt: 1,
  issuedAt: '2026-11-22T00:00:00Z',
};
const EVERYONE: CommandTarget = { kind: 'everyone' };
const START = Date.UTC(2026, 10, 22);
const TIMES = { idleMs: 10_000, maxMs: 120_000 };
const racks = fc.record({
  devices: fc.oneof(fc.constantFrom(RACK_SIZE.least, RACK_SIZE.usual), fc.integer({ min: RACK_SIZE.least, max: 300 })),
  seed: fc.nat(),
});

describe('the rack', () => {
  it('has one of each thing to learn, whatever the size and the seed; all others pass', () => {
    fc.assert(
      fc.property(racks, ({ devices, seed }) => {
        const { units, roster, truth } = makeRack(devices, seed);
        expect(roster).toHaveLength(devices);
        const lessons = truth.map(({ lesson }) => lesson).filter((lesson) => lesson !== 'passes');
        expect(lessons.toSorted()).toEqual(
          ['cardMissing', 'late', 'noSerial', 'notInMes', 'portRenamed', 'portsSwapped', 'silent', 'twin'].toSorted(),
        );
        expect(units.filter(({ lesson }) => lesson === 'twin').map(({ serial }) => roster.includes(serial))).toEqual([
          true,
          true,
        ]);
        expect(units.filter(({ lesson }) => lesson === 'guest').map(({ serial }) => roster.includes(serial))).toEqual([false]);
        expect(units).toHaveLength(devices + 2);
        expect(new Set(units.flatMap(({ ports }) => ports.map(({ mac }) => mac))).size).toBe(units.length * 4);
        for (const key of ['bootId', 'queue', 'ip'] as const)
          expect(new Set(units.map((unit) => unit[key])).size).toBe(units.length);
      }),
    );
  });

  it('holds as many as it may', () => {
    const { units, roster } = makeRack(RACK_SIZE.most, 5);
    expect(new Set(roster).size).toBe(2_000);
    expect(new Set(units.flatMap(({ ports }) => ports.map(({ mac }) => mac))).size).toBe(units.length * 4);
    expect(new Set(units.map(({ ip }) => ip)).size).toBe(units.length);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(makeRack(48, 3)).toEqual(makeRack(48, 3));
    expect(makeRack(48, 3)).not.toEqual(makeRack(48, 4));
  });

  it('has labels that a roster takes without a word', () => {
    const { roster } = makeRack(200, 1);
    expect(parseRoster(roster.join('\n'))).toEqual({ serials: roster, problems: [], notes: [] });
  });

  it('reports what an agent would', () => {
    const { units } = makeRack(24, 2);
    for (const unit of units) {
      const report = readHardwareReport(
        JSON.parse(new TextDecoder().decode(reportBytes(unit, COMMAND, START))) as Record<string, unknown>,
      );
      expect(report).toMatchObject({ ok: true, value: { sn: unit.says, bootId: unit.bootId, attempt: 1, operationId: 'op' } });
      expect(isPlaceholderSerial(unit.says)).toBe(unit.lesson === 'noSerial');
    }
  });
});

describe('its broker', () => {
  it('greets, takes commands, and spreads the answers over a few seconds; the late one comes after the scan', async () => {
    const { clock, rack, heard, bus, settle } = rackWithConsole();
    await expect(bus.publishCommand(COMMAND, EVERYONE)).rejects.toThrow('not connected yet');
    await settle(1_000);
    expect(heard.states).toEqual(['connecting', 'up']);
    expect(heard.hellos).toHaveLength(24);
    expect(await bus.publishCommand(COMMAND, EVERYONE)).toBe('delivered');
    await settle(2_000);
    expect(heard.reports.length).toBeGreaterThan(4);
    expect(heard.reports.length).toBeLessThan(20);
    await settle(3_000);
    expect(heard.reports).toHaveLength(24);
    const late = rack.units.find(({ lesson }) => lesson === 'late');
    expect(heard.reports).not.toContain(late?.serial);
    await settle(20_000);
    expect(heard.reports.at(-1)).toBe(late?.serial);
    await bus.stop();
    expect(clock.waiting).toBe(0);
  });

  it('asks one agent (which answers once), some serial numbers, and nobody', async () => {
    const { rack, heard, bus, settle } = rackWithConsole();
    await settle(1_000);
    const [one, other] = rack.units;
    expect(await bus.publishCommand(COMMAND, { kind: 'agent', queue: one?.queue ?? '' })).toBe('delivered');
    expect(await bus.publishCommand(COMMAND, { kind: 'agent', queue: 'gone' })).toBe('unroutable');
    await bus.publishCommand(COMMAND, { kind: 'agent', queue: one?.queue ?? '' });
    await bus.publishCommand({ ...COMMAND, attempt: 2, targets: [serialNumber(other?.serial ?? '')] }, EVERYONE);
    await settle(6_000);
    expect(new Set(heard.reports)).toEqual(new Set([one?.serial, other?.serial]));
    expect(heard.reports).toHaveLength(2);
  });

  it('brings again what the console could not take, and keeps it for the console that comes next', async () => {
    const { broker, heard, bus, settle } = rackWithConsole();
    await settle(1_000);
    heard.takes = false;
    await bus.publishCommand(COMMAND, EVERYONE);
    await settle(5_000);
    expect(heard.reports).toEqual([]);
    const next = consoleOf();
    const again = broker.bus(TIMES);
    again.start(next.handlers);
    await settle(5_000);
    await bus.stop();
    await settle(5_000);
    expect(next.reports).toHaveLength(24);
    await again.stop();
  });
});

describe('a console that connects again', () => {
  it('is served, whether the way that it had ends before or after it is connected', async () => {
    for (const settledMs of [0, 1_000]) {
      const { clock, broker, bus, settle } = rackWithConsole();
      await settle(1_000);
      const next = consoleOf();
      const again = broker.bus(TIMES);
      again.start(next.handlers);
      await settle(settledMs);
      await bus.stop();
      await settle(1_000);
      expect(next.states).toEqual(['connecting', 'up']);
      await again.stop();
      expect(clock.waiting).toBe(0);
    }
  });

  it('is not, once it has gone', async () => {
    const { heard, bus, settle } = rackWithConsole();
    await bus.stop();
    await settle(1_000);
    expect(heard.states).toEqual(['connecting']);
  });
});

describe('its factory', () => {
  it('MES knows all but one, and answers in bytes that are read as always', async () => {
    const { clock, rack, settle } = rackWithConsole();
    const mes = createRackMes(rack, clock);
    const raw: string[] = [];
    for (const { serial, lesson } of rack.truth) {
      const answer = mes.lookUp(serialNumber(serial), { aborted: false }, ({ body }) => raw.push(body));
      await settle(100);
      expect((await answer).kind).toBe(lesson === 'notInMes' ? 'notRegistered' : 'expected');
    }
    expect(raw).toHaveLength(24);
  });

  it('keeps what it was sent, answers the same key alike, and refuses what has not the agreed shape', async () => {
    const clock = new HandClock(START);
    const factory = new RackFactory(clock, readPostOutcome);
    const post = async (...what: Parameters<RackFactory['post']>) => {
      const outcome = factory.post(...what);
      clock.pass(500);
      return outcome;
    };
    const pair = JSON.stringify({ snArray: ['SIM1'], operationId: 'op' });
    expect(await post('pair', 'k1' as never, pair)).toMatchObject({
      kind: 'accepted',
      body: { accepted: ['SIM1'], rejected: [] },
    });
    expect(await post('pair', 'k1' as never, 'not JSON')).toMatchObject({ kind: 'accepted' });
    expect(await post('notification', 'k2' as never, '{"id":"op","status":"done"}')).toMatchObject({ kind: 'accepted' });
    expect(await post('log', 'k3' as never, '{"operationid":1}')).toMatchObject({ kind: 'rejected', status: 400 });
    expect(factory.received.map(({ kind, body }) => [kind, body])).toEqual([
      ['pair', pair],
      ['notification', '{"id":"op","status":"done"}'],
      ['log', '{"operationid":1}'],
    ]);
  });
});

interface Heard {
  readonly states: string[];
  readonly hellos: string[];
  readonly reports: string[];
  takes: boolean;
  readonly handlers: BusHandlers;
}

function consoleOf(): Heard {
  const heard: Heard = {
    states: [],
    hellos: [],
    reports: [],
    takes: true,
    handlers: {
      onReport: async (message: IncomingMessage) => {
        if (!heard.takes) throw new AppError('storeFailed', verbatim('full'));
        heard.reports.push((JSON.parse(new TextDecoder().decode(message.bytes)) as { sn: string }).sn);
      },
      onHello: ({ sn }) => void heard.hellos.push(sn),
      onStrayClaimed: () => undefined,
      onState: ({ kind }) => void heard.states.push(kind),
      canTake: async () => heard.takes,
      onWarning: () => undefined,
      onQueuesLost: () => undefined,
      onTwin: () => undefined,
    },
  };
  return heard;
}

function rackWithConsole() {
  const clock = new HandClock(START);
  const rack: Rack = makeRack(24, 1);
  const broker = new RackBroker(rack, clock);
  const bus = broker.bus(TIMES);
  const heard = consoleOf();
  bus.start(heard.handlers);
  /** Time passes in small steps, and whatever waits for it goes on. */
  const settle = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 50) {
      clock.pass(50);
      await new Promise((resolve) => void setImmediate(resolve));
    }
  };
  return { clock, rack, broker, bus, heard, settle };
}
