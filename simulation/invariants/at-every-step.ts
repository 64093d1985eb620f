import type { WriterRequest } from '../../main/adapters/store/writer-protocol';
import type { Console } from '../world/console';
import type { Violation } from '../world/surroundings';
import { countsDoNotClose } from './counts-close';
import { outlineOf } from './session-picture';

const READING = new Set(['loadEvents', 'loadReports']);

/** What is not as it must be in one console at this moment. */
export function wrongNow({ name, program, witness }: Console): readonly Violation[] {
  const session = program?.app.engine.session ?? null;
  if (program === null || session === null) return [];
  const counts = countsDoNotClose(session);
  if (counts !== null) return [{ invariant: 'counts-close', sentence: `${name}, ${session.operationId}: ${counts}` }];
  const { failure } = program.app.engine;
  // While a commit is on its way the session is ahead of the disk, and while the store fails or is read it may be anything.
  if (failure !== null || program.writer.waiting.some((request) => isOnItsWay(request, session.operationId))) return [];
  const onDisk = witness.sessions.get(session.operationId);
  if (onDisk === undefined)
    return [{ invariant: 'session-is-the-fold', sentence: `${name} shows ${session.operationId}, which is not on its disk.` }];
  const [shown, folded] = [outlineOf(session), outlineOf(onDisk)];
  return shown === folded
    ? []
    : [{ invariant: 'session-is-the-fold', sentence: `${name} shows ${shown}, and on disk is ${folded}` }];
}

function isOnItsWay(request: WriterRequest, operationId: string): boolean {
  if (request.kind === 'read') return READING.has(request.query);
  return (
    request.kind === 'write' &&
    request.change.kind === 'commit' &&
    (request.change.commit.events ?? []).some((event) => event.operationId === operationId)
  );
}
