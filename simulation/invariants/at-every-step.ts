import type { WriterRequest } from '../../main/adapters/store/writer-protocol';
import type { ScanSession } from '../../main/domain/scan/state';
import type { Console } from '../world/console';
import type { Factory } from '../world/factory';
import type { Mes } from '../world/mes';
import type { Violation } from '../world/surroundings';
import { countsDoNotClose } from './counts-close';

const READING = new Set(['loadEvents', 'loadReports']);

/**
 * What is not as it must be in one console at this moment.
 * @param shown the outline of its session
 */
export function wrongNow(
  console: Console,
  { mes, factory }: { readonly mes: Mes; readonly factory: Factory },
  shown: string,
): readonly Violation[] {
  const { name, program, running, witness } = console;
  const session = program?.app.engine.session ?? null;
  for (const key of factory.underWay(name)) {
    const state = witness.stateOf(key);
    if (state !== 'sending')
      return [{ invariant: 'one-effect-per-key', sentence: `${key} is being sent by ${name}, and on disk it is ${state}.` }];
  }
  if (session === null && running !== null && witness.sessions.size > 0)
    return [{ invariant: 'a-scan-stays-open', sentence: `${name} has no scan open, and had one.` }];
  if (program === null || session === null) return [];
  const counts = countsDoNotClose(session);
  if (counts !== null) return [{ invariant: 'counts-close', sentence: `${name}, ${session.operationId}: ${counts}` }];
  const { failure } = program.app.engine;
  // While a commit is on its way the session is ahead of the disk, and while the store fails or is read it may be anything.
  if (failure !== null || program.writer.waiting.some((request) => isOnItsWay(request, session.operationId))) return [];
  const folded = witness.outlineOf(session.operationId);
  if (folded === null)
    return [{ invariant: 'session-is-the-fold', sentence: `${name} shows ${session.operationId}, which is not on its disk.` }];
  if (shown !== folded)
    return [{ invariant: 'session-is-the-fold', sentence: `${name} shows ${shown}, and on disk is ${folded}` }];
  const forgotten = program.writer.waiting.length > 0 ? null : notAskedFor(console, session, mes);
  return forgotten === null
    ? []
    : [
        {
          invariant: 'mes-is-asked',
          sentence: `${forgotten} of ${session.operationId} has answered, and ${name} does not ask MES for it.`,
        },
      ];
}

/** Null, or a device that has answered, waits for MES, and of which MES is not asked. */
function notAskedFor({ name, running }: Console, { phase, devices }: ScanSession, mes: Mes): string | null {
  if (running === null || phase === 'closed') return null;
  for (const { status, sn } of devices.values()) if (status === 'reported' && sn !== null && !mes.isAsked(name, sn)) return sn;
  return null;
}

function isOnItsWay(request: WriterRequest, operationId: string): boolean {
  if (request.kind === 'read') return READING.has(request.query);
  return (
    request.kind === 'write' &&
    request.change.kind === 'commit' &&
    (request.change.commit.events ?? []).some((event) => event.operationId === operationId)
  );
}
