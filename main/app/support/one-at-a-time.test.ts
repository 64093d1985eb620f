import { verbatim } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { replyInWords, type Reply } from '../../../messages/reply-in-words';
import { describe, expect, it, vi } from 'vitest';
import { type CommandName, commands } from '../../../protocol/ipc';
import { AppError } from '../../domain/errors';
import { createRouter, type Handlers } from '../../ipc/router';
import type { Weight } from '../command-row';
import { weightOf } from '../commands';
import { MAX_WAITING, OneAtATime, withHeavyOnesInLine } from './one-at-a-time';

const INPUTS: Partial<Record<CommandName, unknown>> = {
  'support.bundle': { reportsOf: null },
  'delivery.settle': { key: 'k', taken: true, reason: 'Asked there.' },
  'pair.sheet': { operation: 'BI-1' },
  'export.scanLog': { operation: 'BI-1' },
  'export.evidence': { operation: 'BI-1' },
  'report.operation': { operation: 'BI-1', format: 'csv', language: 'en' },
  'report.unit': { sn: 'S1', format: 'csv', language: 'en' },
  'report.period': { from: null, to: null, by: 'day', format: 'csv', language: 'en' },
  'aside.list': { limit: 10 },
  'audit.list': { limit: 10 },
  'history.search': { text: '', reason: null, from: null, to: null, before: null, limit: 10 },
  'history.unit': { sn: 'S1' },
  'history.macs': { operationId: 'BI-1', sn: 'S1' },
  'statistics.read': { from: null, to: null, by: 'day' },
  'scan.preflight': { serials: [], scanMode: 0 },
  'settings.test': { what: 'mes', settings: {}, secrets: {} },
  'operation.open': { operationId: 'BI-1' },
  'registry.submitFile': { fileName: 'a.json', text: '{}' },
  'registry.addPictures': {
    device: 1,
    pictures: [{ name: 'a', fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' }],
  },
};
const ofWeight = (weight: Weight): string[] => Object.keys(commands).filter((name) => weightOf(name as CommandName) === weight);
const HEAVY = ofWeight('heavy');
const PRINTING = ofWeight('printing');

/** The door with handlers that take their time and note how many of them run. */
function door(longer: Readonly<Record<string, () => Promise<void>>> = {}) {
  let running = 0;
  let most = 0;
  const started: string[] = [];
  const slow = (name: string) => async () => {
    started.push(name);
    running += 1;
    most = Math.max(most, running);
    await (longer[name]?.() ?? new Promise((resolve) => setTimeout(resolve, 2)));
    running -= 1;
  };
  const none: Partial<Handlers> = {};
  const handlers = { ...Object.fromEntries(Object.keys(commands).map((name) => [name, slow(name)])), ...none } as Handlers;
  const route = createRouter(
    withHeavyOnesInLine(handlers, () => () => undefined, weightOf),
    () => undefined,
    () => () => undefined,
  );
  const ask = async (name: string): Promise<Reply<unknown>> =>
    replyInWords(await route({ name, input: INPUTS[name as CommandName] ?? {} }), english);
  return { ask, most: () => most, started };
}

describe('heavy commands', () => {
  it('are those that export, read much, take files or connect', () => {
    expect(HEAVY.toSorted()).toEqual(
      [
        'support.bundle',
        'delivery.settle',
        'aside.list',
        'aside.export',
        'export.scanLog',
        'export.evidence',
        'evidence.check',
        'settings.test',
        'audit.list',
        'roster.last',
        'history.search',
        'history.unit',
        'history.macs',
        'shift.handover',
        'statistics.read',
        'scan.preflight',
        'operation.open',
        'registry.submitFile',
        'registry.addPictures',
      ].toSorted(),
    );
    expect(PRINTING.toSorted()).toEqual(['report.handover', 'report.operation', 'report.period', 'report.unit']);
  });

  it('run one at a time, whichever they are, in the order asked', async () => {
    const { ask, most, started } = door();
    for (let from = 0; from < HEAVY.length; from += MAX_WAITING + 1) {
      const some = HEAVY.slice(from, from + MAX_WAITING + 1);
      const replies = await Promise.all(some.map(ask));
      expect(replies.map(({ ok }) => ok)).toEqual(some.map(() => true));
    }
    expect(started).toEqual(HEAVY);
    expect(most()).toBe(1);
  });

  it('that wait are few: one more is refused with a sentence, and the rest of the console goes on', async () => {
    const { ask, started } = door();
    const waiting = Array.from({ length: MAX_WAITING + 1 }, () => ask('audit.list'));
    expect(await ask('export.evidence')).toMatchObject({
      ok: false,
      error: { code: 'notAllowedNow', sentence: expect.stringContaining('still busy') },
    });
    expect(await ask('pair.sheet')).toMatchObject({ ok: true });
    await Promise.all(waiting);
    expect(started.filter((name) => name === 'export.evidence')).toEqual([]);
    expect(await ask('export.evidence')).toMatchObject({ ok: true });
  });

  it('do not wait for what is printed, of which one runs at a time too', async () => {
    let finish = (): void => undefined;
    const printing = new Promise<void>((resolve) => (finish = resolve));
    const { ask, started } = door({ 'report.operation': async () => printing });
    const printed = [ask('report.operation'), ask('report.unit')];
    expect(await ask('delivery.settle')).toMatchObject({ ok: true });
    expect(await ask('operation.open')).toMatchObject({ ok: true });
    expect(started).toEqual(['report.operation', 'delivery.settle', 'operation.open']);
    finish();
    expect((await Promise.all(printed)).map(({ ok }) => ok)).toEqual([true, true]);
    expect(started.at(-1)).toBe('report.unit');
  });

  it('that fail let the next one run', async () => {
    const line = new OneAtATime();
    await expect(line.run(async () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(await line.run(async () => 7)).toBe(7);
  });
});

it('a heavy command does not run for whoever asked once another person stands there', async () => {
  let badge = 'O1';
  const done: string[] = [];
  let finish = (): void => undefined;
  const none: Partial<Handlers> = {};
  const noting = (name: string) => async () => {
    done.push(name);
    if (name === 'audit.list') await new Promise<void>((resolve) => (finish = resolve));
  };
  const names = Object.keys(commands);
  const handlers = { ...Object.fromEntries(names.map((name) => [name, noting(name)])), ...none } as Handlers;
  const authorise = () => {
    const asked = badge;
    return () => {
      if (badge !== asked) throw new AppError('notSignedIn', verbatim('Another person.'));
    };
  };
  const route = createRouter(withHeavyOnesInLine(handlers, authorise, weightOf), () => undefined, authorise);
  const first = route({ name: 'audit.list', input: INPUTS['audit.list'] });
  const second = route({ name: 'registry.submitFile', input: INPUTS['registry.submitFile'] });
  await vi.waitFor(() => expect(done).toEqual(['audit.list']));
  badge = 'S1';
  finish();
  expect(await first).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
  expect(await second).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
  expect(done).toEqual(['audit.list']);
});
