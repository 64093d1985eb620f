import { runSimulator } from './cli/run-simulator';

const stopAsked = new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      resolve();
      process.once(signal, () => process.exit(130));
    });
  }
});

async function main(): Promise<void> {
  process.exitCode = await runSimulator({
    argv: process.argv.slice(2),
    env: process.env,
    print: (text) => process.stdout.write(text),
    printError: (text) => process.stderr.write(text),
    stopAsked,
  });
}

void main();
