import type { LinkState } from '../protocol/ipc';
import { formatCount } from './text/format';
import { plural } from './messages/counted';
import { gridMessages } from './messages/grid';
import { practiceMessages } from './messages/practice';
import { scanMessages } from './messages/scan';
import { sendingMessages } from './messages/sending';
import { settingsMessages } from './messages/settings';
import { startMessages } from './messages/start';

/** Every text of the window that does not come from main, in English. The texts of single screens are in `messages/`. */
export const messages = {
  /** Names by which assistive technology (and the tests) find the main parts. */
  names: {
    header: 'Console',
    operatorField: 'Operator',
    operationField: 'Operation',
    startButton: 'Start scan',
    startRegion: 'New scan',
    scanRegion: 'Scan',
    tiles: 'Counts, press to filter',
    search: 'Scan or type a serial number',
    grid: 'Devices',
    gridTools: 'Grid tools',
    review: 'Review',
    rescanDevice: 'Rescan this device',
    finish: 'Finish now',
    newScan: 'New scan',
    exportLog: 'Export scan log',
    exportEvidence: 'Export evidence',
    deliveries: 'Deliveries',
    history: 'Earlier operations',
    settings: 'Settings',
    health: 'Health',
    largeType: 'Large type',
    lightTheme: 'Use light theme',
    darkTheme: 'Use dark theme',
    notices: 'Notices',
    progress: 'Progress of the scan',
    close: 'Close',
  },
  product: 'BurnIn Console',
  opening: 'Opening …',
  noDoor: 'This page works only inside BurnIn Console.',
  brokenHeading: 'The console does not answer',
  brokenHint: 'Trying again every two seconds. Nothing is lost: what devices report is stored outside this window.',
  none: '–',
  retry: 'Try again',
  errors: {
    noAnswerFromMain:
      'The console did not answer. Try again; if it stays so, close and open it: nothing that was reported is lost.',
    crash: 'This window met an error and stopped. What was reported is stored. Press the button to open it again.',
    reload: 'Open again',
  },
  header: {
    station: 'Station',
    operation: 'Operation',
    operator: 'Operator',
    broker: 'Broker',
    mes: 'MES',
    agents: 'Agents',
    online: 'online',
    agentsOnline: (count: number) => `${formatCount(count)} online`,
    deliveriesOk: 'All sent',
    deliveriesNone: 'Nothing yet',
    deliveriesOpen: (count: number) => `${formatCount(count)} on the way`,
    deliveriesBad: (count: number) => plural(count, 'problem', 'problems'),
    skip: 'Skip to the devices',
  },
  link: { connecting: 'Connecting', up: 'Connected', down: 'Down', unknown: 'Not checked yet' } satisfies Record<
    LinkState['state'],
    string
  >,
  since: (clock: string) => `since ${clock}`,
  files: {
    saved: (path: string, entries?: number) =>
      entries === undefined ? `Saved to ${path}` : `${entries === 1 ? '1 entry' : `${entries} entries`} saved to ${path}`,
  },
  health: {
    title: 'Health',
    lead: (since: string) => `What happened since this console was started, ${since}.`,
    loading: 'Reading …',
    refresh: 'Refresh',
    save: 'Save support bundle',
    withReports: 'With raw reports',
    withReportsHelp: 'Those of the open operation. They name devices.',
    bundle: 'Support bundle',
    bundleHelp: 'Versions, settings, counts and the end of the log, without passwords and tokens, for somebody who is to help.',
    groups: {
      reports: 'Reports',
      lookUps: 'MES look-ups',
      deliveries: 'Deliveries, also of earlier runs',
      broker: 'Broker',
      store: 'Records',
      program: 'Program',
    },
    facts: {
      received: 'Received',
      stored: 'Stored',
      quarantined: 'Quarantined',
      duplicates: 'Repeated',
      late: 'Late',
      stale: 'Of another operation',
      triedAgain: 'Stored at a later attempt',
      notRegistered: 'Left out of the registry',
      answered: 'Answered',
      failed: 'Could not check',
      accepted: 'Accepted',
      underWay: 'On the way',
      rejected: 'Refused',
      unknown: 'Unknown outcome',
      connected: 'Connected',
      lost: 'Connection lost',
      commits: 'Writes',
      notWritten: 'Failed writes',
      slowest: 'Slowest write',
      fileSize: 'Size of the records',
      perDay: 'Growth per day',
      diskFree: 'Free on the disk',
      daysLeft: 'Disk full in',
      heldUp: 'Longest stall',
      memory: 'Memory',
      version: 'Version',
    },
    times: (count: number) => plural(count, 'time', 'times'),
    days: (days: number) => (days > 3_650 ? 'more than 10 years' : plural(days, 'day', 'days')),
    milliseconds: (ms: number) => `${formatCount(Math.round(ms))} ms`,
    size: (bytes: number) =>
      bytes < 10_000_000_000
        ? `${formatCount(Math.round(bytes / 1_000_000))} MB`
        : `${formatCount(Math.round(bytes / 1_000_000_000))} GB`,
  },
  history: {
    title: 'Earlier operations',
    lead: 'Open one to look at it, to rescan or to pair.',
    none: 'No operation is stored yet.',
    open: 'Open',
    openName: (operationId: string) => `Open ${operationId}`,
    stillOpen: 'open',
    operator: 'Operator',
    loading: 'Reading …',
    operations: 'Operations',
    audit: 'Audit trail',
    noAudit: 'Nothing is recorded yet.',
  },
  rackNotice: 'For the whole rack',
  past: {
    title: 'Earlier operation',
    back: (operationId: string) => `Back to ${operationId}`,
  },
  notice: {
    level: { info: 'Note', warning: 'Warning', error: 'Error' },
    dismiss: 'Dismiss',
    more: (count: number) => `${formatCount(count)} more`,
  },

  ...scanMessages,
  ...startMessages,
  ...gridMessages,
  ...practiceMessages,
  ...sendingMessages,
  ...settingsMessages,
};
