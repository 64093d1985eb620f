import os from 'node:os';
import path from 'node:path';

/** Where the command keeps its records when nothing else is said: the user's data folder of this system. */
export function defaultDatabaseFile(environment: NodeJS.ProcessEnv = process.env): string {
  const home = os.homedir();
  const base =
    process.platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support')
        : dataHome(environment['XDG_DATA_HOME'], path.join(home, '.local', 'share'));
  return path.join(base, 'burnin', 'burnin.sqlite');
}

/** As the XDG Base Directory Specification has it: an empty one is not set, a relative one is ignored. */
function dataHome(given: string | undefined, usual: string): string {
  return given !== undefined && path.posix.isAbsolute(given) ? given : usual;
}

/** Where scans of a simulated rack keep theirs: beside the real ones, never among them. */
export function practiceDatabaseFile(): string {
  const real = defaultDatabaseFile();
  return path.join(path.dirname(real), 'practice', path.basename(real));
}
