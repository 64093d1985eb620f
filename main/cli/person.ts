import os from 'node:os';

/** Who acts at the terminal, as the audit trail names them. */
export function personAtTerminal(): string {
  try {
    return `${os.userInfo().username} (terminal)`;
  } catch {
    return 'terminal';
  }
}
