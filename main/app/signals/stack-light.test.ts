import { createHmac } from 'node:crypto';
import http from 'node:http';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyCounts } from '../../../protocol/empty-counts';
import type { DeviceId } from '../../../protocol/ids';
import type { ScanCounts } from '../../../protocol/model';
import { SignalMessage } from '../../../protocol/signal';
import { text, type Texts } from '../../../protocol/texts/text';
import { createSignalHook } from '../../adapters/http/signal-hook';
import { served } from '../../adapters/http/testing/served';
import type { ScanSession } from '../../domain/scan/state';
import { HandClock } from '../testing/hand-clock';
import { StackLight } from './stack-light';

const WHY: Texts = [text('signals.answered', { host: 'light', status: 500 })];
type Scan = Pick<ScanSession, 'operationId' | 'startedAt' | 'closedAt' | 'phase' | 'counts' | 'unacknowledged'>;

/** A console beside a light that answers when the test says so. */
function station() {
  const clock = new HandClock(1_795_000_000_000);
  const sent: SignalMessage[] = [];
  const notices: string[] = [];
  let answer: ((why: Texts | null) => void) | null = null;
  const now: { scan: Scan | null; broken: boolean; named: boolean; alarm: boolean } = {
    scan: null,
    broken: false,
    named: true,
    alarm: false,
  };
  const hook = {
    send: (message: SignalMessage) => {
      sent.push(message);
      return new Promise<Texts | null>((resolve) => {
        answer = resolve;
      });
    },
  };
  const light = new StackLight({
    clock,
    random: () => 1,
    run: 'run-1',
    hook: () => (now.named ? hook : null),
    session: () => now.scan as ScanSession | null,
    broken: () => now.broken,
    station: () => 'Line 2',
    alarm: () => now.alarm,
    consoleId: () => 'c-1',
    notice: (level) => void notices.push(level),
  });
  return {
    clock,
    light,
    sent,
    notices,
    now,
    isAsked: () => answer !== null,
    answered: async (why: Texts | null) => {
      const tell = answer;
      answer = null;
      tell?.(why);
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    },
    states: () => sent.map(({ state }) => state),
  };
}

function scan(name: string, startedAt: number, counts: Partial<ScanCounts>, closedAt: number | null = null): Scan {
  const phase = closedAt === null ? 'scanning' : 'closed';
  const unacknowledged: Scan['unacknowledged'] = new Set();
  return {
    operationId: name as Scan['operationId'],
    startedAt,
    closedAt,
    phase,
    counts: { ...emptyCounts(), ...counts },
    unacknowledged,
  };
}

it('tells each state once, says it again after half a minute, and turns the light off', async () => {
  const { clock, light, now, states, answered, sent } = station();
  light.start();
  clock.pass(0);
  await answered(null);
  now.scan = scan('A', clock.now(), { expected: 2, waiting: 2 });
  light.changed();
  clock.pass(100);
  await answered(null);
  for (let report = 0; report < 20; report += 1) {
    now.scan = scan('A', now.scan.startedAt, { expected: 2, pass: 1, waiting: 1 });
    light.changed();
    clock.pass(50);
  }
  expect(states()).toEqual(['ready', 'scanning']);
  clock.pass(30_000);
  await answered(null);
  expect(states()).toEqual(['ready', 'scanning', 'scanning']);
  now.scan = scan('A', now.scan.startedAt, { expected: 2, pass: 1, fail: 1 }, clock.now());
  light.changed();
  clock.pass(100);
  await answered(null);
  const stopped = light.stop();
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  await answered(null);
  await stopped;
  expect(states()).toEqual(['ready', 'scanning', 'scanning', 'needsHand', 'off']);
  expect(sent.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  expect(sent.map((message) => SignalMessage.safeParse(message).success)).toEqual(sent.map(() => true));
  expect(clock.waiting).toBe(0);
});

it('a light that takes nothing is said once, tried again, and gets the newest state only', async () => {
  const { clock, light, now, states, answered, notices } = station();
  light.start();
  clock.pass(0);
  await answered(WHY);
  now.scan = scan('A', clock.now(), { expected: 1, waiting: 1 });
  light.changed();
  clock.pass(999);
  expect(states()).toEqual(['ready']);
  now.scan = scan('A', now.scan.startedAt, { expected: 1, fail: 1 }, clock.now());
  clock.pass(1);
  await answered(WHY);
  clock.pass(2_000);
  await answered(null);
  expect([states(), notices]).toEqual([
    ['ready', 'needsHand', 'needsHand'],
    ['warning', 'info'],
  ]);
});

it('an older operation that somebody looks at changes nothing, and a broker that is gone shows above all', async () => {
  const { clock, light, now, states, answered } = station();
  now.scan = scan('new', 2_000, { expected: 1, pass: 1 }, clock.now());
  light.start();
  clock.pass(0);
  await answered(null);
  now.scan = scan('old', 1_000, { expected: 1, fail: 1 }, clock.now());
  light.changed();
  clock.pass(1_000);
  expect(states()).toEqual(['done']);
  now.broken = true;
  light.changed();
  clock.pass(100);
  await answered(null);
  now.broken = false;
  light.changed();
  clock.pass(100);
  await answered(null);
  expect(states()).toEqual(['done', 'down', 'done']);
});

it('in every order of changes, answers and time the light is told last what is so, one message at a time', async () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('change' as const), to: fc.constantFrom('none', 'scanning', 'failure', 'done', 'broken') }),
    fc.record({ kind: fc.constant('answer' as const), taken: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 99, 100, 1_000, 31_000) }),
    fc.record({ kind: fc.constant('renew' as const), named: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const { clock, light, now, sent, answered, isAsked } = station();
      light.start();
      let underWay = 0;
      for (const one of acts) {
        if (one.kind === 'change') {
          now.broken = one.to === 'broken';
          if (one.to === 'scanning') now.scan = scan('A', 5, { expected: 1, waiting: 1 });
          if (one.to === 'failure') now.scan = scan('A', 5, { expected: 1, fail: 1 });
          if (one.to === 'done') now.scan = scan('A', 5, { expected: 1, pass: 1 }, clock.now());
          if (one.to === 'none') now.scan = null;
          light.changed();
        }
        if (one.kind === 'answer') await answered(one.taken ? null : WHY);
        if (one.kind === 'pass') clock.pass(one.ms);
        if (one.kind === 'renew') {
          now.named = one.named;
          light.renew();
        }
        underWay = Math.max(underWay, isAsked() ? 1 : 0);
      }
      now.named = true;
      light.renew();
      for (let round = 0; round < 4; round += 1) {
        clock.pass(31_000);
        await answered(null);
      }
      const closed = now.scan?.closedAt ?? null;
      const own = now.scan === null ? 'ready' : closed !== null ? 'done' : now.scan.counts.fail > 0 ? 'failure' : 'scanning';
      expect(sent.at(-1)?.state).toBe(now.broken ? 'down' : own);
      expect(underWay).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

it('a real receiver can check who sent it, and hears nothing where no address is set', async () => {
  const heard: { readonly body: string; readonly signature: string | undefined }[] = [];
  const url = await served(
    http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const signature = request.headers['x-burnin-signature'];
        heard.push({ body: Buffer.concat(chunks).toString(), signature: typeof signature === 'string' ? signature : undefined });
        response.writeHead(heard.length === 1 ? 204 : 500).end();
      });
    }),
  );
  const message = SignalMessage.parse({
    type: 'burnin.signal',
    version: 1,
    state: 'needsHand',
    since: 1,
    at: 2,
    run: 'r',
    sequence: 1,
    station: '二號線',
    console: 'c',
    operation: null,
    expected: 0,
    passed: 0,
    needy: 0,
  });
  const hook = createSignalHook({ url: `${url}/signal`, key: 'secret', caFile: '' });
  expect(await hook.send(message)).toBeNull();
  const [first] = heard;
  expect(JSON.parse(first?.body ?? '')).toEqual(message);
  expect(first?.signature).toBe(
    `sha256=${createHmac('sha256', 'secret')
      .update(first?.body ?? '')
      .digest('hex')}`,
  );
  expect(await hook.send(message)).toMatchObject([{ code: 'signals.answered', params: { status: 500 } }]);
  expect(await createSignalHook({ url: 'http://127.0.0.1:1/', key: null, caFile: '' }).send(message)).toMatchObject([
    { code: 'delivery.notReached' },
  ]);
});

it('tells once that a failure is acknowledged, of a state that began before', async () => {
  const { clock, light, now, sent, answered } = station();
  now.alarm = true;
  const waits = scan('A', clock.now(), { expected: 2, fail: 1, waiting: 1 });
  waits.unacknowledged.add('BAD' as DeviceId);
  now.scan = waits;
  light.start();
  clock.pass(0);
  await answered(null);
  waits.unacknowledged.clear();
  for (let turn = 0; turn < 2; turn += 1) {
    light.changed();
    clock.pass(100);
    await answered(null);
  }
  expect(sent.map(({ state, acknowledged }) => [state, acknowledged])).toEqual([
    ['failure', false],
    ['failure', true],
  ]);
  expect(sent[1]?.since).toBe(sent[0]?.since);
  for (const message of sent) expect(SignalMessage.parse(message)).toEqual(message);
});
