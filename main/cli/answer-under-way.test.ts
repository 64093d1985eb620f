import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { PairRig, OPERATION, PERSON } from '../app/testing/pair-rig';
import { createStore } from '../adapters/store/create-store';
import type { DeviceId } from '../../protocol/ids';
import { DEFAULT_PATHS } from '../../protocol/http';
import { runBurnin } from './run';

type Answer = 'takes it' | 'refuses one' | 'refuses all' | 'is busy' | 'hangs up' | 'is not there';
type Moment = 'nobody asks' | 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'twice' | 'the time is up';

const STATES: Readonly<Record<Answer, 'accepted' | 'rejected' | 'unknown' | 'queued'>> = {
  'takes it': 'accepted',
  'refuses one': 'accepted',
  'refuses all': 'rejected',
  'is busy': 'unknown',
  'hangs up': 'unknown',
  'is not there': 'queued',
};
const MOMENTS: readonly Moment[] = ['nobody asks', 'SIGINT', 'SIGTERM', 'SIGHUP', 'twice', 'the time is up'];
const ANSWERS = Object.keys(STATES) as Answer[];
const WORLDS = MOMENTS.flatMap((moment) =>
  // Where nobody asks and nothing listens, it ends when the time is up.
  ANSWERS.filter((answer) => moment !== 'nobody asks' || answer !== 'is not there').map((answer) => ({ moment, answer })),
);

const NOW = performance.now.bind(performance);
let aheadMs = 0;

afterEach(() => {
  vi.restoreAllMocks();
  aheadMs = 0;
});

/** A scan that was killed while devices of it were asked anew, with a list of it that was confirmed and has reached nobody yet. */
async function killedWithList(base: string): Promise<string> {
  const rig = await PairRig.open();
  rig.address = (kind) => ({ base, path: DEFAULT_PATHS[kind === 'log' ? 'scanLog' : kind] });
  await rig.confirmed();
  await rig.engine.rescan(OPERATION, ['A3' as DeviceId], PERSON);
  await rig.end();
  return rig.file;
}

/** A factory that takes everything; its Pair says that it was asked, and answers when it is told to. */
async function factory(
  answer: Answer,
): Promise<{ readonly base: string; readonly asked: Promise<void>; readonly goOn: () => void }> {
  let [posted, goOn] = [(): void => undefined, (): void => undefined];
  const asked = new Promise<void>((resolve) => (posted = resolve));
  const told = new Promise<void>((resolve) => (goOn = resolve));
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => void reply(request, response));
  });
  const reply = async ({ url = '', socket }: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (!url.endsWith('pair')) return void response.end('{}');
    posted();
    await told;
    if (answer === 'hangs up') return void socket.destroy();
    response.statusCode = answer === 'refuses all' ? 422 : answer === 'is busy' ? 503 : 200;
    response.end(answer === 'refuses one' ? '{"rejected":[{"sn":"A2","reason":"wrong step"}]}' : '{}');
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, goOn };
}

function asks(moment: Moment): void {
  if (moment === 'nobody asks') return;
  if (moment === 'the time is up') {
    aheadMs += 60_000;
    vi.spyOn(performance, 'now').mockImplementation(() => NOW() + aheadMs);
  } else if (moment === 'twice') {
    process.emit('SIGINT');
    process.emit('SIGTERM');
  } else process.emit(moment);
}

it.each(WORLDS)('$moment while Pair is asked, which $answer: finish says what became of it', async ({ moment, answer }) => {
  const { base: there, asked, goOn } = await factory(answer);
  const base = answer === 'is not there' ? 'http://127.0.0.1:1' : there;
  const db = await killedWithList(base);
  let said = '';
  const say = (line: string): void => void (said += `${line}\n`);
  const ended = runBurnin(['finish', '--db', db, '--api', base, '--operation', OPERATION], {
    write: say,
    say,
    isInteractive: true,
  });
  if (answer === 'is not there') {
    // Nothing says when the wait for it has begun.
    const again = setInterval(() => asks(moment), 250);
    onTestFinished(() => clearInterval(again));
  } else {
    await Promise.race([asked, ended]);
    asks(moment);
    // Late enough that whoever does not wait for it has ended.
    setTimeout(goOn, 250);
  }
  const code = await ended;
  vi.restoreAllMocks();

  const store = await createStore({ file: db });
  onTestFinished(() => store.close());
  const list = (await store.listDeliveries(OPERATION)).find(({ kind }) => kind === 'pair');
  const state = STATES[answer];
  expect(list?.state).toBe(state);
  const told =
    state === 'queued'
      ? /^ {2}Not taken yet by .+ 1 list for Pair .+ wait in /m
      : new RegExp(`^ {2}${state.padEnd(9)} Pair, 2 devices`, 'm');
  expect(said).toMatch(told);
  expect(/Not taken yet.+list for Pair/.test(said)).toBe(state === 'queued');
  expect(code).toBe(answer === 'takes it' || answer === 'is not there' ? 0 : 1);
});
