import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { visibleText } from '../../protocol/visible-text';
import { checkBundle } from '../app/records/check-bundle';
import { APP_VERSION } from '../version';
import type { ReplayArguments } from './arguments';

const MAX_SHOWN = 50;

/** `burnin replay`: judges an evidence bundle again. @returns the exit code: 0 the same verdicts, 1 not */
export async function replayCommand({ file }: ReplayArguments, write: (text: string) => void): Promise<number> {
  const { operationId, devices, entries, reports, simulated, altered, differences } = await checkBundle(file, APP_VERSION);
  const say = (line: string): void => write(`${visibleText(line)}\n`);
  if (simulated) say(SIMULATION_MARK);
  for (const line of [...altered, ...differences].slice(0, MAX_SHOWN)) say(english(line));
  const more = altered.length + differences.length - MAX_SHOWN;
  if (more > 0) say(`and ${more} more.`);
  const verdicts = differences.length === 0 ? 'every verdict is the same' : counted(differences.length, 'difference');
  const hashes = altered.length === 0 ? 'every hash fits' : counted(altered.length, 'alteration');
  say(
    `Operation ${operationId}: ${counted(devices, 'device')} replayed from ${counted(entries, 'event')} and ${counted(reports, 'raw report')}; ${verdicts}, ${hashes}.`,
  );
  return altered.length === 0 && differences.length === 0 ? 0 : 1;
}
