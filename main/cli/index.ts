import { watchOutput } from './output';
import { runBurnin } from './run';
import { EXIT } from './scan-command';

async function main(): Promise<void> {
  watchOutput(process.stderr, () => {});
  const output = watchOutput(process.stdout, (sentence) => {
    process.stderr.write(`burnin: ${sentence}\n`);
    process.exitCode = EXIT.couldNotRun;
  });
  const words = process.argv.slice(2);
  // A broker URL among the words may hold a password, which every user of the machine could read in the list of processes.
  process.title = 'burnin';
  const code = await runBurnin(words, {
    write: (text) => void process.stdout.write(text),
    say: (line) => void process.stderr.write(`${line}\n`),
    isInteractive: process.stdout.isTTY,
  });
  process.exitCode = output.isLost ? EXIT.couldNotRun : code;
}

void main();
