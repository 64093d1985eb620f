import { execFile } from 'node:child_process';
import { BURNIN } from './project';

/** Runs `burnin audit verify` on the records of a console that has ended. Null: valid; else what it says. */
export function auditProblem(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BURNIN, 'audit', 'verify', '--db', file], (error, stdout, stderr) => {
      resolve(error === null ? null : `burnin audit verify says: ${`${stdout}${stderr}`.trim()}`);
    });
  });
}
