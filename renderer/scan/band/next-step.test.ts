import { describe, expect, it } from 'vitest';
import type { ScanCounts, SessionView } from '../../../protocol/model';
import { counted, sessionOf } from '../../dev/counted';
import { messages } from '../../messages';
import { nextStepOf, type Around } from './next-step';

const words = messages.headline.next;
const link = (state: 'up' | 'down') => ({ state, reason: [], since: 0 });
type Held = NonNullable<Around['sheet']>['heldBack'][number];
const sheet = (ready: number, ...heldBack: readonly Partial<Held>[]): NonNullable<Around['sheet']> => ({
  serials: Array.from({ length: ready }, (_, number) => `SN${number}`),
  heldBack: heldBack.map((held, number) => ({ id: `H${number}` as Held['id'], sn: `H${number}`, why: [], ...held })),
});
const elsewhere = (
  state: 'underWay' | 'mayBeTaken' | 'newer' | 'newerReport' | 'distrusted' | 'otherAddress',
  operationId = 'op-1',
): Partial<Held> => ({
  elsewhere: { operationId, state },
});
const AROUND: Around = { connections: { broker: link('up'), mes: link('up') }, target: 'pair', sheet: sheet(0), underWay: false };
const mesDown = { connections: { broker: link('up'), mes: link('down') } };
const brokerDown = { connections: { broker: link('down'), mes: link('up') } };
const notice = (kind: 'renamedPorts' | 'notFound', devices: number): Partial<SessionView> => ({
  notices: [{ kind, devices, what: [], nextAction: [] }],
});

function step(counts: Partial<ScanCounts>, change: Partial<SessionView> = {}, around: Partial<Around> = {}): string {
  return nextStepOf(sessionOf([], { counts: { ...counted([]), ...counts }, ...change }), { ...AROUND, ...around });
}

describe('nextStepOf', () => {
  it.each<[string, string, string]>([
    [
      'the records cannot be written',
      step({ expected: 3, fail: 2 }, {}, { connections: { ...brokerDown.connections, recordsFail: true } }),
      words.recordsFail,
    ],
    ['nobody answered', step({ expected: 24, noAnswer: 24 }), words.nobody],
    ['nobody, without a roster', step({}), words.nobody],
    ['the list of another rack', step({ expected: 24, noAnswer: 24, guests: 24 }), words.otherList],
    ['units without serial number alone', step({ expected: 2, noAnswer: 2, noSerial: 2 }), words.noAnswer({ count: 2 })],
    ['all failed by names of ports', step({ expected: 24, fail: 24 }, { onlyNamesFail: true }), words.renamed],
    ['not all by names of ports alone', step({ expected: 24, fail: 24 }, notice('renamedPorts', 24)), words.fail({ count: 24 })],
    ['MES knows nobody', step({ expected: 24, notRegistered: 24 }, notice('notFound', 24)), words.notFound],
    ['MES is down', step({ expected: 24, couldNotCheck: 24 }, {}, mesDown), words.mesDown],
    ['MES is down, and one failed before', step({ expected: 24, fail: 1, couldNotCheck: 23 }, {}, mesDown), words.mesDown],
    ['MES answered nonsense', step({ expected: 24, couldNotCheck: 24 }), words.couldNotCheck],
    [
      'MES is down and nobody needs it',
      step({ expected: 1, pass: 1 }, {}, { ...mesDown, sheet: sheet(1) }),
      words.pair({ button: 'Pair 1 device' }),
    ],
    ['a conflict before a failure', step({ expected: 3, conflict: 1, fail: 2 }), words.conflict],
    ['one failed', step({ expected: 3, fail: 1, noAnswer: 1, pass: 1 }), words.fail({ count: 1 })],
    ['one that MES does not know', step({ expected: 2, notRegistered: 1, noAnswer: 1 }), words.notRegistered({ count: 1 })],
    ['two silent', step({ expected: 3, noAnswer: 2, pass: 1 }, {}, { sheet: sheet(1) }), words.noAnswer({ count: 2 })],
    ['what needs a rescan without a broker', step({ expected: 2, fail: 1, pass: 1 }, {}, brokerDown), words.brokerDown],
    ['on hold', step({ expected: 2, pass: 2, contested: 1 }, {}, { sheet: sheet(1) }), words.contested],
    ['without serial number', step({ expected: 1, pass: 1, noSerial: 1 }), words.noSerial],
    ['only guests', step({ guests: 1 }, {}, { sheet: sheet(0, { guest: true }) }), words.guests],
    [
      'a guest that goes with the others',
      step({ expected: 1, pass: 1, guests: 1 }, {}, { sheet: sheet(2) }),
      words.pair({ button: 'Pair 2 devices' }),
    ],
    ['a guest that was paired', step({ expected: 1, pass: 1, guests: 1, paired: 2 }), words.done],
    [
      'all passed, and an earlier operation may have paired them',
      step({ expected: 2, pass: 2 }, {}, { sheet: sheet(0, elsewhere('underWay', 'op-2'), elsewhere('mayBeTaken')) }),
      'Settle the list of operation op-1 first.',
    ],
    [
      'all passed, and another operation is pairing them',
      step({ expected: 1, pass: 1 }, {}, { sheet: sheet(0, elsewhere('underWay', 'op\u200b2')) }),
      'Wait for the answer to operation op\\u200b2.',
    ],
    [
      'all passed, and a newer scan says otherwise',
      step({ expected: 1, pass: 1 }, {}, { sheet: sheet(0, elsewhere('newer')) }),
      'Rescan: operation op-1 has a newer verdict.',
    ],
    [
      'all passed, and stand in a list for another address',
      step({ expected: 1, pass: 1 }, {}, { sheet: sheet(0, elsewhere('otherAddress')) }),
      'The list of operation op-1 waits for another address: see Deliveries.',
    ],
    [
      'all passed, and the report would not be let in now',
      step({ expected: 1, pass: 1 }, {}, { sheet: sheet(0, elsewhere('distrusted')) }),
      'Rescan: the report in operation op-1 would not be let in now.',
    ],
    [
      'all passed, and a newer report says otherwise',
      step({ expected: 1, pass: 1 }, {}, { sheet: sheet(0, elsewhere('newerReport')) }),
      'Rescan: operation op-1 has a newer report.',
    ],
    [
      'some may go, others are on their way elsewhere',
      step({ expected: 2, pass: 2 }, {}, { sheet: sheet(1, elsewhere('underWay')) }),
      words.pair({ button: 'Pair 1 device' }),
    ],
    ['all passed', step({ expected: 24, pass: 24 }, {}, { sheet: sheet(24) }), words.pair({ button: 'Pair 24 devices' })],
    [
      'all passed, to burn',
      step({ expected: 2, pass: 2 }, {}, { sheet: sheet(2), target: 'burn' }),
      words.pair({ button: 'Burn 2 devices' }),
    ],
    ['on its way', step({ expected: 2, pass: 2 }, {}, { underWay: true }), words.underWay.pair],
    ['all paired', step({ expected: 2, pass: 2, paired: 2 }), words.done],
    ['refused', step({ expected: 2, pass: 2, paired: 1, pairRefused: 1 }), words.refused({ button: 'Settle 1 device' })],
    ['unknown', step({ expected: 2, pass: 2, pairUnknown: 2 }), words.unknown.pair({ button: 'Settle 2 devices' })],
    ['nobody in time', step({ expected: 2, noAnswer: 2 }, { silenceExplained: true }), words.silent({ count: 2 })],
    [
      'some silent, with a reason',
      step({ expected: 2, pass: 1, noAnswer: 1 }, { silenceExplained: true }),
      words.silent({ count: 1 }),
    ],
    ['scanning', step({ expected: 2, waiting: 2 }, { phase: 'scanning' }), words.scanning],
    ['scanning without MES', step({ expected: 2 }, { phase: 'scanning' }, mesDown), words.scanningWithoutMes],
    ['scanning without a broker', step({ expected: 2 }, { phase: 'scanning' }, brokerDown), words.scanningWithoutBroker],
  ])('%s', (_case, told, expected) => {
    expect(told).toBe(expected);
    expect(told).not.toBe('');
  });

  it('says nothing only while the list for Pair is read', () => {
    expect(step({ expected: 1, pass: 1 }, {}, { sheet: undefined })).toBe('');
  });
});
