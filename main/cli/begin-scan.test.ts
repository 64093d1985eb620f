import { afterEach, expect, it, vi } from 'vitest';
import { text } from '../../protocol/texts/text';
import { OPERATION, PairRig, PERSON } from '../app/testing/pair-rig';
import { AppError } from '../domain/errors';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { systemIdentities } from '../identities';
import { ScanService } from '../app/scan/scan-service';
import { begunScan } from './begin-scan';

afterEach(() => vi.restoreAllMocks());

const REQUEST = { operationId: OPERATION, operatorId: PERSON, scanMode: 0, rosterText: 'SN1' } as const;
const silent = (): void => undefined;

/** A scan service over real records, and a connection that is as `up` says at each look, the last for ever. */
async function rigOf(up: readonly boolean[]) {
  const rig = await PairRig.inMemory();
  const looks = [...up];
  const look = (): boolean => (looks.length > 1 ? (looks.shift() ?? false) : (looks[0] ?? false));
  const reason = [text('link.signIn')];
  const service = new ScanService({
    engine: rig.engine,
    clock: rig.clock,
    ids: systemIdentities,
    settings: () => DEFAULT_SETTINGS,
    broker: () => ({ state: look() ? 'up' : 'down', reason, since: 0 }),
    loadKeys: async () => undefined,
    signIn: { badge: () => null, require: silent, sameAsNow: () => silent, approve: async () => '' },
    selfTest: async () => undefined,
  });
  const stop = new AbortController();
  const said: string[] = [];
  const connections = { brokerUp: async () => look(), broker: { state: 'down' as const, reason, since: 0 } };
  const begin = () => begunScan({ connections, scan: service }, REQUEST, stop.signal, (line) => said.push(line));
  return { rig, stop, said, begin };
}

/** By turns what the wait sees and what the start sees. */
const WORLDS = Array.from({ length: 32 }, (_, bits) => Array.from({ length: 5 }, (_look, place) => ((bits >> place) & 1) === 1));

it.each(WORLDS.map((looks) => ({ looks })))(
  'begins once RabbitMQ is there, however it came and went: $looks',
  async ({ looks }) => {
    const { rig, begin } = await rigOf([...looks, true, true]);
    expect((await begin()).operationId).toBe(OPERATION);
    expect(rig.session.phase).toBe('scanning');
    await rig.end();
  },
);

it.each([[[false]], [[true, false, false]]])('gives up when the time is up, and says so (%j)', async (looks) => {
  const { rig, said, begin } = await rigOf(looks);
  const now = performance.now.bind(performance);
  let passed = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + (passed += 4_000));
  await expect(begin()).rejects.toMatchObject({ code: 'brokerUnavailable' });
  expect(said).toHaveLength(1);
  expect(rig.engine.session).toBeNull();
  await rig.end();
});

it('is not begun any more when somebody asks to end', async () => {
  const { rig, stop, begin } = await rigOf([true, false, true]);
  stop.abort();
  await expect(begin()).rejects.toEqual(new AppError('notAllowedNow', text('terminal.stopped')));
  expect(rig.engine.session).toBeNull();
  await rig.end();
});
