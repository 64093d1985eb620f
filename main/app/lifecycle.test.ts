import { english } from '../../messages/english';
import { verbatim } from '../../protocol/texts/text';
import { text } from '../../protocol/texts/text';
import { expect, it } from 'vitest';
import { Lifecycle, type LifecycleDeps } from './lifecycle';
import { HandClock } from './testing/hand-clock';

/** A lifecycle over parts that only note what they are asked. */
function noting(given: Partial<LifecycleDeps> = {}) {
  const asked: string[] = [];
  const warned: string[] = [];
  const clock = new HandClock(0);
  const note = (what: string) => async (): Promise<void> => void asked.push(what);
  const noteNow = (what: string) => (): void => void asked.push(what);
  const deps: LifecycleDeps = {
    clock,
    toTerminal: false,
    consoleId: {
      load: async () => {
        asked.push('id');
        return 'console 1';
      },
    },
    settings: { load: note('settings'), leftOut: null },
    warn: (what) => void warned.push(english(what)),
    signIn: { load: note('people') },
    connections: {
      open: (id) => void asked.push(`open as ${id}`),
      listen: noteNow('listen'),
      close: note('close connections'),
    },
    engine: { openLatest: note('latest scan'), stop: noteNow('stop engine') },
    selfTest: { load: note('self-test') },
    quarantine: { load: note('quarantine') },
    deliveries: { load: note('deliveries') },
    ingest: { resume: note('resume'), stop: noteNow('stop ingest') },
    outbox: { start: note('start outbox'), stop: note('stop outbox') },
    registry: { wake: noteNow('wake registry'), serve: note('serve registry'), stop: note('stop registry') },
    prune: async () => {
      asked.push('prune');
      return null;
    },
    records: { start: noteNow('start records'), stop: note('stop records') },
    light: { start: noteNow('light on'), stop: note('light off') },
    onMoment: noteNow('presence'),
    health: { stop: noteNow('stop health') },
    idle: { stop: noteNow('stop idle') },
    store: { close: note('close store') },
    ...given,
  };
  return { lifecycle: new Lifecycle(deps), asked, warned, clock };
}

it('reads all that is on record before the broker may bring anything, and sends only after that', async () => {
  const { lifecycle, asked } = noting();
  await lifecycle.start();
  expect(asked).toEqual([
    'id',
    'settings',
    'people',
    'self-test',
    'open as console 1',
    'latest scan',
    'quarantine',
    'deliveries',
    'resume',
    'listen',
    'start outbox',
    'wake registry',
    'serve registry',
    'prune',
    'start records',
    'light on',
  ]);
});

it('for one scan opens no earlier one, and removes none', async () => {
  const { lifecycle, asked } = noting();
  await lifecycle.start({ reopen: false });
  expect(asked).not.toContain('latest scan');
  expect(asked).not.toContain('prune');
});

it('closes the records last, once nothing is removed from them any more', async () => {
  let isStopped = (): boolean => false;
  let end = (): void => undefined;
  const { lifecycle, asked } = noting({
    prune: (stopped) => {
      isStopped = stopped;
      return new Promise((resolve) => {
        end = () => resolve(null);
      });
    },
  });
  await lifecycle.start();
  asked.length = 0;
  expect(isStopped()).toBe(false);
  const stopped = lifecycle.stop();
  expect(isStopped()).toBe(true);
  expect(asked).toEqual([]);
  end();
  await stopped;
  expect(asked[0]).toBe('stop records');
  expect(asked.at(-1)).toBe('close store');
  expect(asked.indexOf('stop outbox')).toBeLessThan(asked.indexOf('close connections'));
});

it('tells the window of the agents every five seconds, and not after the end', async () => {
  const { lifecycle, asked, clock } = noting();
  await lifecycle.start();
  for (let turn = 0; turn < 3; turn += 1) clock.pass(5_000);
  expect(asked.filter((what) => what === 'presence')).toHaveLength(3);
  await lifecycle.stop();
  clock.pass(15_000);
  expect(asked.filter((what) => what === 'presence')).toHaveLength(3);
});

const LEFT_OUT = { load: async () => undefined, leftOut: verbatim('One setting was left out.') };

it('says at once on a terminal which setting was left out', async () => {
  const { lifecycle, warned } = noting({ toTerminal: true, settings: LEFT_OUT });
  await lifecycle.start();
  expect(warned).toEqual(['One setting was left out.']);
});

it('says it in the window when that has had time to open', async () => {
  const { lifecycle, warned, clock } = noting({ settings: LEFT_OUT });
  await lifecycle.start();
  clock.pass(3_999);
  expect(warned).toEqual([]);
  clock.pass(1);
  expect(warned).toEqual(['One setting was left out.']);
});

it('removes old scans at the start and once a day, until it stops', async () => {
  let looks = 0;
  const { lifecycle, clock } = noting({
    prune: async () => {
      looks += 1;
      return null;
    },
  });
  await lifecycle.start();
  expect(looks).toBe(1);
  for (const day of [2, 3]) {
    clock.pass(86_400_000);
    expect(looks).toBe(day);
  }
  await lifecycle.stop();
  clock.pass(2 * 86_400_000);
  expect(looks).toBe(3);
});

it('says what old scans were not removed when a window is there to read it', async () => {
  const what = text('records.notRemoved', { days: 30, clock: '2029-01-01 00:00', scans: 2, why: 'gap', command: 'burnin prune' });
  const { lifecycle, warned, clock } = noting({ prune: async () => what });
  await lifecycle.start();
  expect(warned).toEqual([]);
  clock.pass(4_000);
  expect(warned).toEqual([expect.stringContaining('2 scans are older. Nothing was removed')]);
});
