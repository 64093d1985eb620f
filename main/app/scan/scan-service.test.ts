import { expect, it } from 'vitest';
import { Rack } from '../../../protocol/racks';
import { text } from '../../../protocol/texts/text';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { AppError } from '../../domain/errors';
import { systemIdentities } from '../../identities';
import { ScanService, type ScanServiceDeps } from './scan-service';

const REQUEST = { operationId: 'op', operatorId: 'tester', scanMode: 0, rosterText: 'SN1\nSN2' } as const;

/** A service whose engine only notes what it is asked to start. */
function serviceOf({
  up = true,
  signing = 'off',
  badge = null,
  onKeys = () => undefined,
}: {
  up?: boolean;
  signing?: 'off' | 'required';
  badge?: string | null;
  onKeys?: () => void;
} = {}) {
  const started: unknown[] = [];
  const opened: string[] = [];
  const refuse = (): never => {
    throw new Error('nobody asked for this');
  };
  let there = badge;
  const deps: ScanServiceDeps = {
    engine: {
      requireOpen: refuse,
      start: async (scan) => {
        started.push(scan);
        throw new AppError('storeFailed', text('scan.noneOpen'));
      },
      open: async (operationId) => {
        opened.push(operationId);
        return refuse();
      },
      rescan: refuse,
      finish: refuse,
      place: refuse,
      clearContest: refuse,
      acknowledge: refuse,
      waive: refuse,
      underWayElsewhere: refuse,
      confirmPair: refuse,
      settlePair: refuse,
    },
    clock: { now: () => new Date(2026, 10, 21, 21, 45, 2).getTime() },
    ids: systemIdentities,
    settings: () => ({ ...DEFAULT_SETTINGS, broker: { ...DEFAULT_SETTINGS.broker, reportSigning: signing } }),
    broker: () => ({ state: up ? 'up' : 'down', reason: [text('link.signIn')], since: 0 }),
    loadKeys: async () => {
      onKeys();
      there = 'S-2';
    },
    signIn: {
      badge: () => there,
      require: refuse,
      sameAsNow: () => {
        const then = there;
        return () => {
          if (then !== there) throw new Error('another person');
        };
      },
      approve: refuse,
    },
    selfTest: async () => undefined,
  };
  return { service: new ScanService(deps), started, opened };
}

it('a scan begins with what was asked, the settings of now, and whoever is signed in', async () => {
  const { service, started } = serviceOf({ badge: 'S-1' });
  await expect(service.start(REQUEST)).rejects.toMatchObject({ code: 'storeFailed' });
  expect(started).toEqual([
    { operationId: 'op', operatorId: 'S-1', scanMode: 0, roster: ['SN1', 'SN2'], policy: DEFAULT_SETTINGS.scan },
  ]);
});

it('without a number the operation is named by the time', async () => {
  const { service, started } = serviceOf();
  await expect(service.start({ ...REQUEST, operationId: ' ' })).rejects.toMatchObject({ code: 'storeFailed' });
  expect(started).toMatchObject([{ operationId: 'BI-20261121-214502', operatorId: 'tester' }]);
});

it.each([
  ['without the broker', { up: false }, REQUEST, 'brokerUnavailable'],
  ['with an empty roster', {}, { ...REQUEST, rosterText: '\n' }, 'badRoster'],
  ['by nobody', {}, { ...REQUEST, operatorId: ' ' }, 'notAllowedNow'],
  ['under a number with a sign that nobody sees', {}, { ...REQUEST, operationId: 'op\u200b' }, 'notAllowedNow'],
] as const)('no scan begins %s', async (_how, given, request, code) => {
  const { service, started } = serviceOf(given);
  await expect(service.start(request)).rejects.toMatchObject({ code });
  expect(started).toEqual([]);
});

it('a unit of a rack that cannot be scanned is named with its slot', async () => {
  const { service, started } = serviceOf();
  const units = [
    { slot: 'A1', sn: 'SN1' },
    { slot: 'A2', sn: 'To Be Filled By O.E.M.' },
  ];
  const rack = Rack.parse({ name: 'R', rows: [['A1', 'A2']], units });
  const { rosterText: _list, ...request } = REQUEST;
  await expect(service.start({ ...request, rack })).rejects.toMatchObject({
    code: 'badRoster',
    texts: [{ code: 'rack.badUnit', params: { rack: 'R', slot: 'A2' } }],
  });
  expect(started).toEqual([]);
});

it('no scan begins while keys that are needed cannot be read, or for somebody who went while they were', async () => {
  const unreadable = serviceOf({
    signing: 'required',
    onKeys: () => {
      throw new AppError('badSettings', text('scan.noneOpen'));
    },
  });
  await expect(unreadable.service.start(REQUEST)).rejects.toMatchObject({ code: 'badSettings' });
  const gone = serviceOf({ signing: 'required', badge: 'S-1' });
  await expect(gone.service.start(REQUEST)).rejects.toThrow('another person');
  expect([...unreadable.started, ...gone.started]).toEqual([]);
});

it('an operation that cannot be opened leaves the messages that are shown as they are', async () => {
  const { service, opened } = serviceOf();
  await expect(service.open('other')).rejects.toThrow('nobody asked for this');
  expect(opened).toEqual(['other']);
});
