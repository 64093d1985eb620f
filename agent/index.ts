import { isSea } from 'node:sea';
import { main } from './cli/main';
import { ASIDE_WORD, readInChild, serveParts } from './collect/read-aside';
import { readsHang } from './collect/timed-reads';
import { describeError } from './log';

/** After being asked to end, the process is gone by then whatever the network does. */
const END_LIMIT_MS = 1900;

let askToStop = (): void => {};
const stopAsked = new Promise<void>((resolve) => {
  askToStop = resolve;
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    askToStop();
    setTimeout(() => process.exit(0), END_LIMIT_MS).unref();
  });
}
// Somebody closed the other end of the pipe (`burnin-agent hwinfo | head -1`).
process.stdout.on('error', () => process.exit(0));
process.on('uncaughtException', (error) => {
  process.stderr.write(`burnin-agent: ends because of an error that it did not expect: ${describeError(error)}.\n`);
  process.exit(1);
});

// Node waits for its threads when it ends, and one that the kernel does not answer never comes back.
process.on('exit', () => {
  if (readsHang()) process.kill(process.pid, 'SIGKILL');
});

/** How this program starts itself: a single executable is the program, otherwise Node runs a script. */
const itself: readonly [string, ...string[]] = [
  process.execPath,
  ...(isSea() ? [] : [...process.execArgv, process.argv[1] ?? '']),
];

async function start(): Promise<void> {
  const [word, request = ''] = process.argv.slice(2);
  if (word === ASIDE_WORD) return await serveParts(request, (line) => process.stdout.write(line));
  const code = await main({
    words: process.argv.slice(2),
    environment: process.env,
    out: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    terminalColumns: process.stdout.isTTY ? process.stdout.columns : null,
    readAside: readInChild(itself),
    stopAsked,
  });
  // What was printed goes out first; sockets and timers of a stopped agent must not hold the process.
  process.stdout.write('', () => process.exit(code));
}

void start();
