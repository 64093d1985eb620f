import type { Connections } from '../../protocol/connection-state';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView, DeviceStatus, PairOutcome } from '../../protocol/model';
import { sessionOf } from './counted';
import { FAULTS, MADE_AT, makeDevice, macOf, type MadeDevice } from './made-devices';
import { NO_TEXT, text, verbatim } from '../../protocol/texts/text';
import type { Scene } from './scene';
import { scriptedSettings } from './scripted-settings';

const key = (text: string): DeliveryKey => text as DeliveryKey;
const up = (words: string): Connections['broker'] => ({ state: 'up', reason: verbatim(words), since: MADE_AT - 3_600_000 });
export const CONNECTED: Connections = { broker: up('Connected to the broker.'), mes: up('MES answers.'), agentsPresent: 24 };

export const BASE: Scene['snapshot'] = {
  appVersion: '0.2.0',
  editions: { rates: ['ECost 1.0', 'ECost 1.1', 'Capacity 1.0'], prices: ['Ereuse 1.0', 'Ereuse 1.1'] },
  session: null,
  deliveries: [],
  connections: CONNECTED,
  settings: scriptedSettings,
  signIn: { required: false, person: null },
  secrets: {
    brokerPassword: true,
    apiToken: false,
    registryToken: false,
    signalsKey: false,
    keptIn: [text('secrets.keptEncrypted', { file: '/home/op/secrets.encrypted.json', keychain: 'gnome_libsecret' })],
  },
};

/** The rack of the usual demo: 24 devices, most pass, one of every kind of trouble. */
export function rack(): MadeDevice[] {
  const made: MadeDevice[] = [];
  for (let number = 0; number < 24; number += 1) made.push(makeDevice(number, { status: 'pass' }));
  made[3] = makeDevice(3, { status: 'fail', faults: [undefined, undefined, FAULTS.swapped, FAULTS.swapped] });
  made[7] = makeDevice(7, {
    status: 'noAnswer',
    reason: 'Did not answer before the scan ended.',
    next: 'Check power and network, rescan.',
  });
  made[11] = makeDevice(11, {
    status: 'fail',
    faults: [undefined, FAULTS.foreign, undefined, undefined, undefined, undefined, FAULTS.absent],
  });
  made[16] = makeDevice(16, {
    status: 'notRegistered',
    reason: 'MES does not know this serial number.',
    next: 'Register the device in MES, rescan.',
  });
  return made;
}

/** Every status and every verdict that there is. */
export function everything(): MadeDevice[] {
  const made = rack();
  Object.values(FAULTS).forEach((fault, index) => {
    const port = index % 8;
    const number = 24 + index;
    made.push(
      makeDevice(number, { status: 'fail', faults: Array.from({ length: 8 }, (_, at) => (at === port ? fault : undefined)) }),
    );
  });
  made.push(
    makeDevice(40, { status: 'waived', faults: [FAULTS.mismatch], reason: 'Waived: label of the card was misprinted.' }),
    makeDevice(41, {
      status: 'couldNotCheck',
      reason: 'MES did not answer within 5 s, tried 4 times.',
      next: 'Rescan when MES is back.',
    }),
    makeDevice(42, {
      status: 'conflict',
      reason: 'Two devices claim this serial number: 10.20.0.58 and 10.20.0.77.',
      next: 'Read the labels of both, correct the one that is wrong, rescan.',
      more: {
        claimants: [
          { ip: '10.20.0.58', bootId: '5b0f6e0a-3f37', macs: [macOf(1), macOf(2)] },
          { ip: '10.20.0.77', bootId: '91c2aa11-77de', macs: [macOf(70), macOf(71)] },
        ],
      },
    }),
    makeDevice(43, {
      status: 'pass',
      change: { contested: true, reason: verbatim('Another device reports e0:18:7d:2e:ca:69, too.') },
      more: {
        contests: [
          {
            key: 'mac e0:18:7d:2e:ca:69',
            what: verbatim('Q186I15841 reports e0:18:7d:2e:ca:69, too (enp4s0).'),
            nextAction: verbatim('Find both devices and see which card is where.'),
          },
          {
            key: 'serial 10.20.0.77',
            what: verbatim('10.20.0.77 answered with this serial number after the scan had closed.'),
            nextAction: [text('next.findOtherDevice')],
          },
        ],
      },
    }),
    makeDevice(44, {
      status: 'pass',
      change: { attempt: 2, pair: 'accepted' },
      more: {
        attempts: [
          { attempt: 1, status: 'fail', at: MADE_AT - 90_000, reason: verbatim('enp5s0 was not found.') },
          { attempt: 2, status: 'pass', at: MADE_AT, reason: NO_TEXT },
        ],
        warnings: ['sysfs and netlink disagree about enp9s0f7.'],
      },
    }),
    makeDevice(45, { status: 'pass', change: { guest: true, reason: verbatim('Not on the roster.') } }),
    makeDevice(46, {
      sn: '',
      status: 'noSerial',
      reason: 'The firmware says "To be filled by O.E.M." where the serial number should be.',
    }),
  );
  return made;
}

export const delivery = (
  kind: DeliveryView['kind'],
  state: DeliveryView['state'],
  change: Partial<DeliveryView> = {},
): DeliveryView => ({
  key: key(`${kind}-1`),
  kind,
  operationId: 'BI-20261121-214502',
  state,
  summary: [
    kind === 'notification'
      ? text('delivery.notification', { status: '20 devices passed scanning', edited: NO_TEXT })
      : text(`delivery.${kind}`, { devices: 20, round: NO_TEXT, edited: NO_TEXT }),
  ],
  attempts: 1,
  nextTryAt: null,
  problem: NO_TEXT,
  createdAt: MADE_AT,
  settledAt: state === 'accepted' ? MADE_AT + 400 : null,
  ...change,
});

export const many = (count: number): MadeDevice[] =>
  Array.from({ length: count }, (_, number) => {
    const roll = (number * 7_919) % 100;
    const status: DeviceStatus = roll < 82 ? 'pass' : roll < 89 ? 'fail' : roll < 93 ? 'noAnswer' : 'waiting';
    const faults =
      status === 'fail'
        ? Array.from({ length: 8 }, (_, at) => (at === number % 8 ? Object.values(FAULTS)[number % 11] : undefined))
        : [];
    return makeDevice(number, { status, faults });
  });

export function streaming(count: number, stream: number): Scene {
  const devices = many(count);
  const now = Date.now();
  return {
    devices,
    stream,
    snapshot: {
      ...BASE,
      connections: { ...CONNECTED, agentsPresent: count },
      session: sessionOf(
        devices.map(({ row }) => row),
        { phase: 'scanning', closedAt: null, closeReason: null, idleEndsAt: now + 9_000, endsAt: now + 93_000 },
      ),
    },
  };
}

export function closed(devices: readonly MadeDevice[], deliveries: readonly DeliveryView[], beside = {}): Scene {
  return {
    devices,
    snapshot: {
      ...BASE,
      deliveries: [...deliveries],
      session: sessionOf(
        devices.map(({ row }) => row),
        {},
        beside,
      ),
    },
  };
}

export const SENT: readonly DeliveryView[] = [delivery('notification', 'accepted'), delivery('log', 'accepted')];

export function scanning(): Scene {
  const now = Date.now();
  const devices = rack().map(({ row }, number) =>
    number % 3 === 2 && number !== 11
      ? makeDevice(number, { status: number % 2 === 0 ? 'waiting' : 'reported' })
      : makeDevice(number, {
          status: row.status === 'noAnswer' ? 'waiting' : row.status,
          faults: number === 3 ? [undefined, FAULTS.mismatch] : [],
        }),
  );
  return {
    devices,
    snapshot: {
      ...BASE,
      session: sessionOf(
        devices.map(({ row }) => row),
        {
          phase: 'scanning',
          startedAt: now - 12_000,
          closedAt: null,
          closeReason: null,
          idleEndsAt: now + 8_000,
          endsAt: now + 108_000,
        },
      ),
    },
  };
}

export function paired(): Scene {
  const outcomes: readonly PairOutcome[] = ['accepted', 'accepted', 'rejected', 'unknown'];
  const sent = rack()
    .filter(({ row }) => row.status === 'pass')
    .slice(0, 8)
    .map(({ row }, index) => {
      const outcome = outcomes[index % 4] ?? 'queued';
      return {
        sn: row.sn,
        outcome,
        key: key(outcome === 'unknown' ? 'pair-2' : 'pair-1'),
        reason: verbatim(
          outcome === 'rejected'
            ? 'Pair refused it: already paired in BI-20261120.'
            : outcome === 'unknown'
              ? 'No answer within 5 s after it was sent.'
              : '',
        ),
        settled: null,
      };
    });
  const bySerial = new Map(sent.map((item) => [item.sn, item]));
  const devices = rack().map((made) => {
    const { outcome = null, reason = NO_TEXT } = bySerial.get(made.row.sn) ?? {};
    return { ...made, row: { ...made.row, pair: outcome, pairReason: reason } };
  });
  const problem = verbatim('Pair did not answer within 5 s after it was sent.');
  return {
    ...closed(devices, [
      delivery('pair', 'unknown', { key: key('pair-2'), problem, attempts: 1 }),
      delivery('pair', 'accepted'),
      ...SENT,
    ]),
    sent,
  };
}

/** 29 devices of which Pair refused those of these places, all for the same reason. */
export function refused(places: readonly number[] = [17]): Scene {
  const pairReason = verbatim('Pair refused it: already paired in BI-20261120-061533.');
  const made = Array.from({ length: 29 }, (_, number) =>
    makeDevice(number, {
      status: 'pass',
      change: places.includes(number) ? { pair: 'rejected', pairReason } : { pair: 'accepted' },
    }),
  );
  return {
    ...closed(made, [delivery('pair', 'accepted', { summary: verbatim('29 serial numbers') }), ...SENT]),
    sent: made.map(({ row: { sn, pair, pairReason: reason } }) => ({
      sn,
      outcome: pair ?? 'queued',
      reason,
      key: key('pair-1'),
      settled: null,
    })),
  };
}

export function offline(): Scene {
  const problem = verbatim('The log API answered 503 Service Unavailable.');
  const scene = closed(
    everything(),
    [
      delivery('log', 'queued', { problem, attempts: 3, nextTryAt: Date.now() + 17_000 }),
      delivery('notification', 'rejected', { problem: verbatim('Notifications answered 400: unknown field "status".') }),
    ],
    {
      late: 2,
      duplicates: 1,
      stale: 3,
      quarantined: 1,
    },
  );
  return {
    ...scene,
    snapshot: {
      ...scene.snapshot,
      connections: {
        broker: {
          state: 'down',
          reason: [text('broker.connectionRefused', { place: 'broker.plant:5672' })],
          since: MADE_AT,
        },
        mes: { state: 'down', reason: verbatim('MES answered 503 for the last 12 look-ups.'), since: MADE_AT },
        agentsPresent: 0,
      },
    },
    notices: [
      { level: 'error', what: verbatim('The broker closed the connection. Devices that answer now are heard when it is back.') },
    ],
  };
}

export function longTexts(): Scene {
  const hostile = 'SN\u202e\u0000<b>x</b>';
  const sentence = `A very long reason ${'that does not end and '.repeat(12)}ends here.`;
  const devices = [
    makeDevice(1, {
      sn: `Q186I${'9'.repeat(123)}`,
      status: 'fail',
      faults: [FAULTS.malformed],
      reason: sentence,
      next: sentence,
    }),
    makeDevice(2, {
      sn: hostile,
      status: 'fail',
      reason: `Device says \u202egnirts\u202c and \u0007bell`,
      change: { product: '\u200bzero width' },
    }),
    makeDevice(3, { status: 'pass', ports: 64 }),
    makeDevice(4, { status: 'fail', ports: 48, faults: [FAULTS.foreign, FAULTS.absent, undefined, FAULTS.duplicate] }),
    makeDevice(5, { status: 'pass', change: { ip: 'fe80:0000:0000:0000:e218:7dff:fe2e:ca68%enp4s0', product: 'P'.repeat(200) } }),
  ];
  return closed(devices, SENT);
}
