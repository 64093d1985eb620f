import { sessionOf } from './counted';
import { FAULTS, MADE_AT, makeDevice } from './made-devices';
import { text, verbatim } from '../../protocol/texts/text';
import type { Scene } from './scene';
import { numberedRows } from '../../protocol/labels/rack-slots';
import { MADE_RACKS, onRack } from './rack-scenes';
import { scriptedSettings } from './scripted-settings';
import {
  CONNECTED,
  BASE,
  rack,
  everything,
  delivery,
  many,
  streaming,
  closed,
  SENT,
  scanning,
  paired,
  refused,
  offline,
  longTexts,
} from './made-scenes';

export type { Scene } from './scene';

/** Every scene by name, made when it is asked for. */
export const SCENES: Readonly<Record<string, () => Scene>> = {
  signIn: () => ({ devices: [], snapshot: { ...BASE, signIn: { required: true, person: null } } }),
  operator: () => {
    const scene = closed(everything(), SENT);
    return {
      ...scene,
      snapshot: {
        ...scene.snapshot,
        signIn: {
          required: true,
          person: { badge: '4711', name: 'Wolfeschlegelsteinhausenbergerdorff, Maria-Magdalena Anastasia', role: 'operator' },
        },
      },
    };
  },
  operatorOffline: () => {
    const scene = offline();
    const signIn = { required: true, person: { badge: '4711', name: 'Ines Moreau', role: 'supervisor' as const } };
    return { ...scene, snapshot: { ...scene.snapshot, signIn } };
  },
  earlier: () => {
    const devices = Array.from({ length: 24 }, (_, number) => makeDevice(number, { status: 'pass' }));
    const scene = closed(devices, SENT);
    const day = 86_400_000;
    const session =
      scene.snapshot.session === null
        ? null
        : { ...scene.snapshot.session, startedAt: Date.now() - 3 * day, closedAt: Date.now() - 3 * day + 42_000 };
    return { ...scene, newest: 'BI-20261124-080211', snapshot: { ...scene.snapshot, session } };
  },
  refused: () => refused(),
  refusedAlike: () => refused([3, 8, 11, 17, 20]),
  renamed: () => {
    const scene = closed(
      Array.from({ length: 24 }, (_, number) => makeDevice(number, { status: 'fail', faults: [FAULTS.swapped, FAULTS.swapped] })),
      SENT,
    );
    const { session } = scene.snapshot;
    const notice = {
      kind: 'renamedPorts' as const,
      devices: 24,
      what: verbatim('24 devices have the right MACs on ports that MES knows by other names (eno1 is enp3s0f0 here).'),
      nextAction: verbatim('Do not move cards. Have an engineer set "Right MAC on another port" to "Passes, with a remark".'),
    };
    return {
      ...scene,
      snapshot: { ...scene.snapshot, session: session === null ? null : { ...session, notices: [notice], onlyNamesFail: true } },
    };
  },
  failureAlarm: () => {
    const scene = scanning();
    const { session, settings } = scene.snapshot;
    return {
      ...scene,
      snapshot: {
        ...scene.snapshot,
        session: session === null ? null : { ...session, unacknowledged: 2 },
        settings: { ...settings, station: { ...settings.station, soundVolume: 0, failureAlarm: true } },
      },
    };
  },
  refusedPair: () => closed(rack(), [delivery('pair', 'rejected', { problem: verbatim('Operation is closed') }), ...SENT]),
  idle: () => ({ devices: [], snapshot: { ...BASE, connections: { ...CONNECTED, agentsPresent: 22 } } }),
  firstStart: () => ({
    devices: [],
    snapshot: {
      ...BASE,
      connections: { ...CONNECTED, agentsPresent: 22 },
      settings: { ...scriptedSettings, records: { keepDays: null } },
    },
  }),
  idleOffline: () => ({
    devices: [],
    snapshot: {
      ...BASE,
      connections: {
        broker: {
          state: 'down',
          reason: [text('broker.connectionRefused', { place: 'broker.plant:5672' })],
          since: MADE_AT,
        },
        mes: CONNECTED.mes,
        agentsPresent: 0,
      },
    },
  }),
  scanning,
  waiting: () => ({
    devices: [],
    snapshot: {
      ...BASE,
      session: sessionOf([], {
        phase: 'scanning',
        rosterSize: null,
        closedAt: null,
        closeReason: null,
        idleEndsAt: Date.now() + 10_000,
        endsAt: Date.now() + 120_000,
      }),
    },
  }),
  finished: () => closed(rack(), SENT),
  everything: () => closed(everything(), SENT, { late: 2, duplicates: 1, stale: 3, quarantined: 1 }),
  passed: () =>
    closed(
      Array.from({ length: 24 }, (_, number) => makeDevice(number, { status: 'pass' })),
      SENT,
    ),
  silent: () =>
    closed(
      rack().map(({ row }, number) =>
        makeDevice(number, { status: number < 4 ? 'noAnswer' : 'pass', change: { reason: row.reason } }),
      ),
      SENT,
    ),
  nobody: () =>
    closed(
      Array.from({ length: 24 }, (_, number) => makeDevice(number, { status: 'noAnswer' })),
      SENT,
    ),
  rack: () => onRack(closed(rack(), SENT), numberedRows(4, 6, 'letters')),
  rackScanning: () => onRack(scanning(), numberedRows(4, 6, 'letters')),
  largeRack: () => onRack(closed(many(200), SENT), numberedRows(10, 20, 'letters')),
  racksSaved: () => ({ devices: [], snapshot: { ...BASE, connections: { ...CONNECTED, agentsPresent: 22 } }, racks: MADE_RACKS }),
  paired,
  offline,
  long: longTexts,
  two: () => streaming(2_000, 100),
  ten: () => streaming(10_000, 250),
  registered: () => ({ ...closed(rack(), SENT), registered: 2_000 }),
  nothingRegistered: () => ({ ...closed(rack(), SENT), registered: 0 }),
  tenDone: () => closed(many(10_000), SENT),
};

/** A scene by its name; a name that does not exist is a mistake of the caller. */
export function sceneNamed(name: string): Scene {
  const make = SCENES[name];
  if (make === undefined) throw new Error(`There is no scene "${name}".`);
  return make();
}
