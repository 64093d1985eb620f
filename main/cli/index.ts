import { english } from '../../messages/english';
import { visibleText } from '../../protocol/visible-text';
import { createStderrLog } from '../adapters/log/stderr-log';
import { AppError } from '../domain/errors';
import { APP_VERSION } from '../version';
import { auditCommand } from './audit-command';
import {
  harmless,
  parseAuditArguments,
  parseExportArguments,
  parsePruneArguments,
  parseRecordsArguments,
  parseReplayArguments,
  parseRosterArguments,
  parseScanArguments,
  parseSupportBundleArguments,
  UsageError,
} from './arguments';
import { exportCommand } from './export-command';
import { watchOutput } from './output';
import { pruneCommand } from './prune-command';
import { replayCommand } from './replay-command';
import { parseRegistryArguments } from './registry-arguments';
import { recordsCommand } from './records-command';
import { registryCommand } from './registry-command';
import { rosterCommand } from './roster-command';
import { EXIT, scanCommand } from './scan-command';
import { supportBundleCommand } from './support-bundle-command';
import { noCommand, USAGE, usageOf } from './usage';

async function run([command, ...rest]: readonly string[]): Promise<number> {
  const log = createStderrLog({ level: process.env['BURNIN_LOG'] === 'debug' ? 'debug' : 'error' });
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const [asked] = rest;
  if (command === undefined || ((command === 'help' || command === '--help' || command === '-h') && asked === undefined)) {
    process.stdout.write(USAGE);
    return command === undefined ? EXIT.couldNotRun : 0;
  }
  if (command === 'help' || rest.includes('--help') || rest.includes('-h')) {
    const what = command === 'help' ? (asked ?? '') : command;
    const part = usageOf(what);
    if (part === null) throw new UsageError(noCommand(harmless(what)));
    process.stdout.write(part);
    return 0;
  }
  switch (command) {
    case '--version':
      process.stdout.write(`${APP_VERSION}\n`);
      return 0;
    case 'scan':
      return scanCommand(parseScanArguments(rest), log, say);
    case 'export':
      await exportCommand(parseExportArguments(rest), (text) => void process.stdout.write(text), say);
      return 0;
    case 'audit':
      return auditCommand(parseAuditArguments(rest), (text) => void process.stdout.write(text));
    case 'replay':
      return replayCommand(parseReplayArguments(rest), (text) => void process.stdout.write(text));
    case 'roster':
      return rosterCommand(parseRosterArguments(rest), (text) => void process.stdout.write(text));
    case 'prune':
      await pruneCommand(parsePruneArguments(rest), (line) => void process.stdout.write(`${visibleText(line)}\n`));
      return 0;
    case 'records':
      await recordsCommand(parseRecordsArguments(rest), (line) => void process.stdout.write(`${visibleText(line)}\n`));
      return 0;
    case 'registry':
      return registryCommand(
        parseRegistryArguments(rest),
        (secrets) => createStderrLog({ level: 'info', secrets: () => secrets }),
        {
          write: (text) => void process.stdout.write(text),
          isInteractive: process.stdout.isTTY,
          say,
        },
      );
    case 'support-bundle':
      await supportBundleCommand(parseSupportBundleArguments(rest), say);
      return 0;
    default:
      throw new UsageError(noCommand(harmless(command)));
  }
}

async function main(): Promise<void> {
  watchOutput(process.stderr, () => {});
  const output = watchOutput(process.stdout, (sentence) => {
    process.stderr.write(`burnin: ${sentence}\n`);
    process.exitCode = EXIT.couldNotRun;
  });
  try {
    const words = process.argv.slice(2);
    // A broker URL among the words may hold a password, which every user of the machine could read in the list of processes.
    process.title = 'burnin';
    const code = await run(words);
    process.exitCode = output.isLost ? EXIT.couldNotRun : code;
  } catch (error) {
    const known = error instanceof AppError ? english(error.texts) : error instanceof UsageError ? error.message : null;
    process.stderr.write(
      `burnin: ${known === null ? 'something went wrong inside; set BURNIN_LOG=debug and run it again to see what.' : visibleText(known)}\n`,
    );
    if (known === null && process.env['BURNIN_LOG'] === 'debug')
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT.couldNotRun;
  }
}

void main();
