import { main } from './cli/main';
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

async function start(): Promise<void> {
  const code = await main({
    words: process.argv.slice(2),
    environment: process.env,
    out: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    terminalColumns: process.stdout.isTTY ? process.stdout.columns : null,
    stopAsked,
  });
  // What was printed goes out first; sockets and timers of a stopped agent must not hold the process.
  process.stdout.write('', () => process.exit(code));
}

void start();
