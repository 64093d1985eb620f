import type { Connections } from '../../../protocol/connection-state';
import type { PairSheet } from '../../../protocol/pair-sheet';
import type { ScanCounts, SessionView } from '../../../protocol/model';
import { messages } from '../../messages';
import { countUnsettledPairs } from '../../../protocol/needy';
import type { Target } from '../../store/target';
import { visibleText } from '../../text/visible-text';
import { nobodyAnswered, onlyGuestsAnswered } from '../../../protocol/scan-ending';

/** What decides the next step beside the scan itself. */
export interface Around {
  readonly connections: Pick<Connections, 'broker' | 'mes' | 'recordsFail'>;
  readonly target: Target;
  /** Which devices may go to Pair (or burn); undefined while the list is read. */
  readonly sheet: Pick<PairSheet, 'serials' | 'heldBack'> | undefined;
  /** A list is on its way there, or waits for the answer. */
  readonly underWay: boolean;
}

const words = messages.headline.next;

/** The one thing to do now, the most important first. Every state has one; empty only while the list for Pair is read. */
export function nextStepOf(session: SessionView, around: Around): string {
  const { broker, mes, recordsFail } = around.connections;
  // Nothing that a person does is taken until then.
  if (recordsFail === true) return words.recordsFail;
  if (session.phase === 'scanning') {
    if (broker.state === 'down') return words.scanningWithoutBroker;
    if (hasNotice(session, 'notFound')) return words.notFound;
    return mes.state === 'down' ? words.scanningWithoutMes : words.scanning;
  }
  const { counts } = session;
  if (countUnsettledPairs(counts) > 0) return unsettledStep(counts, around.target);
  if (around.underWay) return words.underWay[around.target];
  const mend = mendStep(session, mes.state === 'down');
  if (mend !== '') return broker.state === 'down' ? words.brokerDown : mend;
  return besideStep(counts) || (around.sheet === undefined ? '' : sheetStep(around.sheet, around.target));
}

function unsettledStep({ pairRefused, pairUnknown }: ScanCounts, target: Target): string {
  const button = messages.pair.look({ count: pairRefused + pairUnknown });
  return pairRefused > 0 ? words.refused({ button }) : words.unknown[target]({ button });
}

/** What has to be corrected before a rescan; empty where nothing has. */
function mendStep(session: SessionView, mesDown: boolean): string {
  const { counts } = session;
  if (hasNotice(session, 'notFound')) return words.notFound;
  if (nobodyAnswered(counts)) return session.silenceExplained === true ? words.silent({ count: counts.noAnswer }) : words.nobody;
  if (onlyGuestsAnswered(counts)) return words.otherList;
  if (counts.couldNotCheck > 0 && mesDown) return words.mesDown;
  if (counts.conflict > 0) return words.conflict;
  if (counts.fail > 0) return session.onlyNamesFail ? words.renamed : words.fail({ count: counts.fail });
  if (counts.couldNotCheck > 0) return words.couldNotCheck;
  if (counts.notRegistered > 0) return words.notRegistered({ count: counts.notRegistered });
  if (counts.noAnswer === 0) return '';
  return session.silenceExplained === true
    ? words.silent({ count: counts.noAnswer })
    : words.noAnswer({ count: counts.noAnswer });
}

/** What keeps nobody from pairing the others. */
function besideStep({ contested, noSerial }: ScanCounts): string {
  if (contested > 0) return words.contested;
  return noSerial > 0 ? words.noSerial : '';
}

/** What is left to do with the list for Pair: guests that stay out of it, what goes, and what a list of another operation keeps back. */
function sheetStep({ serials, heldBack }: NonNullable<Around['sheet']>, target: Target): string {
  if (heldBack.some(({ guest, elsewhere }) => guest === true && elsewhere === undefined)) return words.guests;
  if (serials.length > 0) return words.pair({ button: messages.pair.button[target]({ count: serials.length }) });
  const lists = heldBack.flatMap(({ elsewhere }) => elsewhere ?? []);
  const first = lists.find(({ state }) => state === 'mayBeTaken') ?? lists[0];
  if (first === undefined) return words.done;
  return words.elsewhere[first.state]({ operation: visibleText(first.operationId) });
}

function hasNotice({ notices }: SessionView, wanted: SessionView['notices'][number]['kind']): boolean {
  return notices.some(({ kind }) => kind === wanted);
}
