import type { DeviceRow } from '../../protocol/model';
import type { SessionView } from '../../protocol/model';
import { countUnsettledPairs } from '../../protocol/needy';
import { unsettledPair } from '../store/buckets';
import { topicAbove, type HelpTopic } from '../store/help-topic';
import type { Console } from '../store/console';
import type { Place } from '../store/screen';

/** What somebody who asks for help here wants to know: of the uppermost sheet, or else of how the screen stands. */
export function topicOf(at: Place, { facts, lookUp, view, rows }: Console): HelpTopic {
  const above = topicAbove();
  if (above !== undefined) return above;
  const state = facts.getState();
  if (state.kind !== 'ready') return 'start';
  const { broker, recordsFail } = state.facts.connections;
  if (recordsFail === true || broker.state === 'down') return 'trouble';
  if (at === 'start') return 'scan';
  if (at === 'devices') return 'devices';
  if (lookUp.getState().unknown !== null) return 'unknown';
  const { reviewed } = view.store.getState();
  const row = reviewed === null ? undefined : rows.row(reviewed);
  return row === undefined ? topicOfScan(state.facts.session) : topicOfDevice(row);
}

function topicOfScan(session: SessionView | null): HelpTopic {
  if (session === null) return 'scan';
  if (session.phase === 'scanning') return 'running';
  return countUnsettledPairs(session.counts) > 0 ? 'refused' : 'review';
}

function topicOfDevice(row: DeviceRow): HelpTopic {
  if (unsettledPair(row) !== null) return 'refused';
  return row.status === 'noAnswer' ? 'silent' : 'words';
}
