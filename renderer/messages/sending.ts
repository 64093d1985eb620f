import type { AsideEntry, PairSheet } from '../../protocol/ipc';
import type { DeliveryKind, DeliveryTryView, PairOutcome } from '../../protocol/model';
import { formatCount } from '../text/format';
import { devices, plural } from './counted';

/** How far a message to the factory got. */
const outcome = {
  queued: 'Queued',
  sending: 'Sending',
  accepted: 'Accepted',
  rejected: 'Refused',
  unknown: 'Unknown',
} satisfies Record<PairOutcome, string>;

/** Texts about what goes to the factory: Pair sheet, outcomes, deliveries. */
export const sendingMessages = {
  pair: {
    button: {
      pair: (count: number) => `Pair ${devices(count)}`,
      burn: (count: number) => `Burn ${devices(count)}`,
    } satisfies Record<PairSheet['target'], (count: number) => string>,
    nothing: { pair: 'Nothing to pair', burn: 'Nothing to burn' },
    sheet: { pair: 'Pair sheet', burn: 'Burn sheet' },
    look: (count: number) => `Settle ${devices(count)}`,
    title: { pair: 'Pair', burn: 'Burn' },
    of: (operationId: string) => `Operation ${operationId}`,
    goes: {
      pair: (count: number) => `Will be paired (${formatCount(count)})`,
      burn: (count: number) => `Will be burned (${formatCount(count)})`,
    },
    goesEmpty: { pair: 'Nothing left to pair', burn: 'Nothing left to burn' },
    stays: {
      pair: (count: number) => `Not paired (${formatCount(count)})`,
      burn: (count: number) => `Not burned (${formatCount(count)})`,
    },
    staysEmpty: 'Nothing is held back.',
    sent: (count: number) => `Already sent (${formatCount(count)})`,
    digest: 'List check code',
    digestHelp: 'Sends exactly this list',
    settle: {
      part: (count: number) => `Not taken: needs a decision (${formatCount(count)})`,
      all: 'Settle all …',
      one: 'Settle …',
      oneName: (sn: string) => `Settle ${sn}`,
      title: (count: number) => (count === 1 ? 'Settle a device that Pair did not take' : `Settle ${formatCount(count)} devices`),
      what: 'What becomes of it',
      as: {
        sendAgain: 'The cause is corrected: offer it for pairing again',
        done: 'Dealt with otherwise: do not send it again',
      },
      reasonHelp: 'What was wrong and what was done, in a few words',
      confirm: 'Settle',
      settled: { sendAgain: 'settled: may be sent again', done: 'settled' },
    },
    confirm: {
      pair: (count: number) => `Send ${devices(count)} to Pair`,
      burn: (count: number) => `Send ${devices(count)} to burn`,
    },
    changed: 'The list changed meanwhile. Look at it again before you confirm.',
    scanHere: 'Close this sheet to look up a serial number.',
    reload: 'Refresh',
    loading: 'Reading the list …',
    again: 'Send again',
    againHelp:
      'It is not known whether it arrived. Sending again uses the same key, so the factory can tell that it is the same message and not act twice.',
    againRejected: 'It was not taken. Sending again uses the same key and the same list.',
    now: 'Send now',
    summary: (outcome: string, count: number) => `${formatCount(count)} ${outcome.toLowerCase()}`,
  },

  leftOver: {
    title: 'This scan is not finished',
    notPaired: {
      pair: (count: number) => `${formatCount(count)} not paired`,
      burn: (count: number) => `${formatCount(count)} not burned`,
    },
    later: 'They stay with this operation. It can be opened again under Earlier operations.',
    goOn: 'New scan anyway',
    stay: 'Back to this scan',
  },

  outcome,
  pairOutcome: {
    pair: { ...outcome, accepted: 'Paired' },
    burn: { ...outcome, accepted: 'Burned' },
  } satisfies Record<PairSheet['target'], Record<PairOutcome, string>>,

  deliveries: {
    title: 'Deliveries',
    outgoing: 'Outgoing',
    aside: 'Ignored messages',
    kind: { log: 'Scan log', notification: 'Notification', pair: 'Pair', burn: 'Burn' } satisfies Record<DeliveryKind, string>,
    none: 'Nothing was sent yet. Scan log and notification go out when a scan closes.',
    attempts: (count: number) => plural(count, 'attempt', 'attempts'),
    nextTry: (time: string) => `next attempt in ${time}`,
    settled: (clock: string) => `Finished ${clock}`,
    created: (clock: string) => `Created ${clock}`,
    notTaken: (count: number) => `${plural(count, 'serial number', 'serial numbers')} not taken:`,
    asideNone: 'No messages were ignored.',
    asideLead: 'Messages that do not count in a scan. They are kept, and change no result.',
    asideKind: {
      late: 'Late',
      stale: 'Stale',
      duplicate: 'Duplicate',
      quarantined: 'Quarantined',
    } satisfies Record<AsideEntry['kind'], string>,
    asideExport: 'Export ignored messages',
    refresh: 'Refresh',
    loading: 'Reading …',
    excerpt: 'First characters',
    opened: {
      open: 'Open',
      openName: (kind: string) => `Open ${kind}`,
      back: 'All messages',
      sent: 'What was sent',
      key: 'Idempotency key',
      tries: 'Attempts',
      noTry: 'Not sent yet.',
      outcome: { accepted: 'accepted', rejected: 'refused', notSent: 'not sent', unknown: 'unknown' } satisfies Record<
        DeliveryTryView['outcome'],
        string
      >,
      status: (status: number) => `status ${status}`,
      noAnswer: 'no answer',
      answer: 'The answer',
      edit: 'Edit …',
      takeOut: 'Take out serial numbers …',
      bodyField: 'Message as JSON',
      bodyHelp: 'It goes out under a key of its own. Verdicts cannot be edited. Who changed what is recorded.',
      takeOutHelp:
        'What stays goes out under a key of its own; what is taken out can be sent from the Pair sheet later. None can be added.',
      takeOne: 'Take out',
      takeOutName: (sn: string) => `Take out ${sn}`,
      putBack: 'Put back',
      putBackName: (sn: string) => `Put back ${sn}`,
      out: 'taken out',
      stays: 'stays',
      send: 'Send the edited message',
      needsSupervisor: 'A supervisor can edit this message.',
      settleHelp:
        'Nobody knows whether this list was taken, and its scan cannot be opened any more. Ask there, then settle it here.',
      settleNeedsSupervisor: 'Nobody knows whether this list was taken. A supervisor can settle it.',
      settleTitle: 'Settle this list',
      settleAs: {
        taken: 'It was taken: do not send it again',
        notTaken: 'It was not taken: its devices may be paired in a new operation',
      },
      replaces: 'This message was edited from another one.',
      openOld: 'Open the old one',
      replacedBy: 'This message was edited; the edited one went out in its place.',
      openNew: 'Open the edited one',
    },
  },
};
