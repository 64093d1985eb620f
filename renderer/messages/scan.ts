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

  tiles: {
    expected: 'Expected',
    all: 'All devices',
    guests: 'Guests',
    noSerial: 'No serial',
    contested: 'Held back',
    late: 'Late',
    setAside: 'Set aside',
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
      `${formatCount(needy)} of ${formatCount(expected)} ${needy === 1 ? 'needs' : 'need'} you`,
    allPassed: (count: number) => (count === 1 ? 'The device passed' : `All ${formatCount(count)} passed`),
    passedAndWaived: (pass: number, waived: number) => `${formatCount(pass)} passed, ${formatCount(waived)} waived`,
    nobody: 'Nobody answered',
    besideOnly: 'Look at the units beside the sum',
    parts: {
      conflict: (count: number) => plural(count, 'serial claimed twice', 'serials claimed twice'),
      fail: (count: number) => `${formatCount(count)} failed`,
      couldNotCheck: (count: number) => `${formatCount(count)} could not be checked`,
      notRegistered: (count: number) => `${formatCount(count)} not registered`,
      noAnswer: (count: number) => `${formatCount(count)} did not answer`,
      contested: (count: number) => `${formatCount(count)} held back for a look`,
      noSerial: (count: number) => plural(count, 'unit without serial number', 'units without serial number'),
      guests: (count: number) => plural(count, 'guest', 'guests'),
      waived: (count: number) => `${formatCount(count)} waived`,
      pass: (count: number) => `${formatCount(count)} passed`,
      waiting: (count: number) => `${formatCount(count)} waiting`,
    },
    elapsed: 'Elapsed',
    idleEnds: 'Ends if nothing more comes in',
    maxEnds: 'At the latest in',
    closedBecause: {
      complete: 'everybody answered',
      idle: 'nothing more came',
      maxTime: 'the time was over',
      operator: 'finished by the operator',
    } satisfies Record<CloseReason, string>,
    closed: (clock: string, reason: string, took: string) => `Closed ${clock}, ${reason}, took ${took}`,
    rosterOf: (size: number) => `roster of ${formatCount(size)}`,
    noRoster: 'whoever answers',
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
