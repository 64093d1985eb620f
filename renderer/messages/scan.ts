import type { CloseReason, DeviceStatus, InterfaceVerdict } from '../../protocol/model';
import { formatCount } from '../text/format';
import { plural } from './counted';

/** Texts about a scan as a whole: states, verdicts, counts, headline. */
export const scanMessages = {
  status: {
    waiting: 'Waiting',
    reported: 'Checking',
    pass: 'Pass',
    fail: 'Fail',
    waived: 'Waived',
    notRegistered: 'Not registered',
    couldNotCheck: 'Could not check',
    conflict: 'Conflict',
    noAnswer: 'No answer',
    noSerial: 'No serial',
  } satisfies Record<DeviceStatus, string>,

  verdict: {
    match: 'Match',
    mismatch: 'Wrong MAC',
    swapped: 'Swapped',
    renamed: 'Renamed',
    absent: 'Absent',
    portWithoutDriver: 'No driver',
    unexpected: 'Unexpected',
    duplicate: 'Duplicate',
    foreign: 'Foreign',
    overridden: 'Overridden',
    unprogrammed: 'Unprogrammed',
    softwareMac: 'Software MAC',
    malformed: 'Malformed',
    ignored: 'Ignored',
    unjudged: 'Not judged',
  } satisfies Record<InterfaceVerdict | 'unjudged', string>,

  /** What became of a device there: a word for its row, its tile and its review. */
  pairState: {
    pair: { paired: 'Paired', pairRefused: 'Pair refused', pairUnknown: 'Pair unknown' },
    burn: { paired: 'Burned', pairRefused: 'Burn refused', pairUnknown: 'Burn unknown' },
  },

  tiles: {
    expected: 'Expected',
    all: 'All devices',
    guests: 'Not on the list',
    noSerial: 'No serial',
    contested: 'On hold',
    late: 'Late',
    setAside: 'Ignored messages',
    beside: 'Not in the sum',
    equals: 'is',
    plus: 'plus',
    broken: 'does not add up to',
    brokenSentence: 'The counts do not add up. Do not pair; export the scan log and report this.',
  },

  headline: {
    scanning: (round: number) => (round === 1 ? 'Scanning' : `Rescan, round ${round}`),
    checked: (done: number, expected: number) => `${formatCount(done)} of ${formatCount(expected)} checked`,
    answered: (done: number) => `${formatCount(done)} answered`,
    waitingForFirst: 'Waiting for the first answer',
    needYou: (needy: number, expected: number) =>
      `${formatCount(needy)} of ${formatCount(expected)} ${needy === 1 ? 'needs' : 'need'} attention`,
    pairedButNot: {
      pair: (paired: number, rest: string) => `${formatCount(paired)} paired, ${rest}`,
      burn: (paired: number, rest: string) => `${formatCount(paired)} burned, ${rest}`,
    },
    unsettled: {
      refused: (count: number) => `${formatCount(count)} refused`,
      unknown: (count: number) => `${formatCount(count)} unknown`,
    },
    andMore: (count: number) => `and ${formatCount(count)} more`,
    allPaired: {
      pair: (count: number) => (count === 1 ? 'The device is paired' : `All ${formatCount(count)} paired`),
      burn: (count: number) => (count === 1 ? 'The device is burned' : `All ${formatCount(count)} burned`),
    },
    paired: {
      pair: (count: number) => `${formatCount(count)} paired`,
      burn: (count: number) => `${formatCount(count)} burned`,
    },
    allPassed: (count: number) => (count === 1 ? 'The device passed' : `All ${formatCount(count)} passed`),
    passedAndWaived: (pass: number, waived: number) => `${formatCount(pass)} passed, ${formatCount(waived)} waived`,
    nobody: 'No device answered',
    others: (count: number) => plural(count, 'other', 'others'),
    next: {
      scanning: 'Leave the devices switched on until the scan ends.',
      scanningWithoutBroker: 'The broker is down, so no answer comes in: have it mended.',
      scanningWithoutMes: 'MES is down: have it mended, and leave the devices on.',
      refused: (button: string) => `Find out why, then press "${button}".`,
      unknown: {
        pair: (button: string) => `Ask whether it was paired, then press "${button}".`,
        burn: (button: string) => `Ask whether it was burned, then press "${button}".`,
      },
      underWay: { pair: 'Wait for the answer of Pair.', burn: 'Wait for the answer of Burn.' },
      brokerDown: 'The broker is down: have it mended, then rescan.',
      nobody: 'Check power, network and agents, then rescan.',
      notFound: 'Check the address of MES in the settings, then rescan.',
      mesDown: 'Have MES mended, then rescan what was not checked.',
      conflict: 'Correct the serial number claimed twice, then rescan.',
      renamed: 'Leave the cards as they are: only names of ports differ.',
      fail: (count: number) => `Press ${count === 1 ? 'the failed row' : 'each failed row'}: it says what to do. Then rescan.`,
      couldNotCheck: 'Press the rows not checked: they say why. Then rescan.',
      notRegistered: (count: number) =>
        count === 1
          ? 'Check its label, or have it registered in MES, then rescan.'
          : 'Check their labels, or have them registered, then rescan.',
      noAnswer: (count: number) =>
        count === 1
          ? 'Check its power, network cable and agent, then rescan.'
          : 'Check their power, network cables and agents, then rescan.',
      contested: 'Look at each device on hold, then allow pairing.',
      noSerial: 'Have the serial number programmed, then scan again.',
      guests: 'Set aside what is not on the list.',
      pair: (button: string) => `Press "${button}".`,
      done: 'Nothing is left to do. Start the next scan.',
    },
    besideOnly: 'Look at the units beside the sum',
    parts: {
      conflict: (count: number) => plural(count, 'serial claimed twice', 'serials claimed twice'),
      fail: (count: number) => `${formatCount(count)} failed`,
      couldNotCheck: (count: number) => `${formatCount(count)} could not be checked`,
      notRegistered: (count: number) => `${formatCount(count)} not registered`,
      noAnswer: (count: number) => `${formatCount(count)} did not answer`,
      pairRefused: (count: number) => `${formatCount(count)} refused by Pair`,
      pairUnknown: (count: number) => `${formatCount(count)} perhaps paired`,
      contested: (count: number) => `${formatCount(count)} on hold (${count === 1 ? 'needs' : 'need'} review)`,
      noSerial: (count: number) => plural(count, 'unit without serial number', 'units without serial number'),
      guests: (count: number) => `${formatCount(count)} not on the list`,
      waived: (count: number) => `${formatCount(count)} waived`,
      pass: (count: number) => `${formatCount(count)} passed`,
      waiting: (count: number) => `${formatCount(count)} waiting`,
    },
    elapsed: 'Elapsed',
    idleEnds: 'Stops if idle in',
    maxEnds: 'Stops in',
    closedBecause: {
      complete: 'everybody answered',
      idle: 'no more answers',
      maxTime: 'time limit reached',
      operator: 'finished by the operator',
    } satisfies Record<CloseReason, string>,
    closed: (clock: string, reason: string, took: string) => `Closed ${clock}, ${reason}, took ${took}`,
    rosterOf: (size: number) => `roster of ${formatCount(size)}`,
    noRoster: 'all devices that answer',
    modePair: 'Pair after confirmation',
    modeBurn: 'Direct burn',
  },

  overview: {
    title: 'What is wrong',
    yield: 'Passed at the first scan',
    faults: 'Faults by kind',
    none: 'No fault so far.',
    deviceFaults: 'Devices',
    interfaceFaults: 'Interfaces',
    percent: (share: number) => `${(share * 100).toFixed(1)} %`,
  },

  announce: {
    totals: (title: string, parts: string) => (parts === '' ? title : `${title}: ${parts}`),
  },
};
