import { visibleText } from '../../protocol/visible-text';
import { createStderrLog } from '../adapters/log/stderr-log';
import type { Log } from '../domain/ports/log';
import { APP_VERSION } from '../version';
import { auditCommand } from './audit-command';
import { harmless, UsageError } from './read-options';
import {
  parseAuditArguments,
  parseDeliveriesArguments,
  parseExportArguments,
  parseFinishArguments,
  parsePruneArguments,
  parseRecordsArguments,
  parseReplayArguments,
  parseRosterArguments,
  parseSupportBundleArguments,
} from './arguments';
import { parseScanArguments } from './scan-arguments';
import { deliveriesCommand } from './deliveries-command';
import { exportCommand } from './export-command';
import { rackCommand } from './rack-command';
import { parseRackArguments } from './rack-arguments';
import { parseHistoryArguments, parseStatisticsArguments } from './history-arguments';
import { handoverCommand, parseHandoverArguments } from './handover-command';
import { historyCommand } from './history-command';
import { finishCommand } from './finish-command';
import { pruneCommand } from './prune-command';
import { parseReportArguments } from './report-arguments';
import { reportCommand } from './report-command';
import { replayCommand } from './replay-command';
import { parseRegistryArguments } from './registry-arguments';
import { recordsCommand } from './records-command';
import { registryCommand, type Terminal } from './registry-command';
import { rosterCommand } from './roster-command';
import { debugs, sayError } from './say-error';
import { EXIT, scanCommand } from './scan-command';
import { parseSelfTestArguments } from './self-test-arguments';
import { selfTestCommand } from './self-test-command';
import { statisticsCommand } from './statistics-command';
import { supportBundleCommand } from './support-bundle-command';
import { noCommand, USAGE, usageOf } from './usage';

/** Takes the words behind the command. @returns the exit code */
type Command = (words: readonly string[], terminal: Terminal) => Promise<number>;

/** Every command of `burnin`. The help has a part for each (`usage.ts`). */
export const COMMANDS: Readonly<Record<string, Command>> = {
  scan: (words, { say }) => scanCommand(parseScanArguments(words), commandLog(), say),
  export: (words, { write, say }) => done(exportCommand(parseExportArguments(words), write, say)),
  audit: (words, { write, say }) => auditCommand(parseAuditArguments(words), write, say),
  history: (words, { write, say }) => done(historyCommand(parseHistoryArguments(words), write, say)),
  statistics: (words, { write, say }) => done(statisticsCommand(parseStatisticsArguments(words), write, say)),
  handover: (words, { write, say }) => done(handoverCommand(parseHandoverArguments(words), write, say)),
  report: (words, { say }) => done(reportCommand(parseReportArguments(words), say)),
  replay: (words, { write }) => replayCommand(parseReplayArguments(words), write),
  roster: (words, { write }) => rosterCommand(parseRosterArguments(words), write),
  rack: (words, { write, say }) => done(rackCommand(parseRackArguments(words), write, say)),
  prune: (words, terminal) => done(pruneCommand(parsePruneArguments(words), lineTo(terminal), terminal.say)),
  finish: (words, { say }) => finishCommand(parseFinishArguments(words), commandLog(), say),
  deliveries: (words, terminal) => deliveriesCommand(parseDeliveriesArguments(words), lineTo(terminal), terminal.say),
  records: (words, terminal) => done(recordsCommand(parseRecordsArguments(words), lineTo(terminal), terminal.say)),
  registry: (words, terminal) =>
    registryCommand(
      parseRegistryArguments(words),
      (secrets) => createStderrLog({ level: 'info', secrets: () => secrets }),
      terminal,
    ),
  'self-test': (words, { write, say }) => selfTestCommand(parseSelfTestArguments(words), commandLog(), write, say),
  'support-bundle': (words, { say }) => done(supportBundleCommand(parseSupportBundleArguments(words), say)),
};

async function done(work: Promise<void>): Promise<number> {
  await work;
  return 0;
}

function lineTo({ write }: Terminal): (line: string) => void {
  return (line) => write(`${visibleText(line)}\n`);
}

function commandLog(): Log {
  return createStderrLog({ level: debugs() ? 'debug' : 'error' });
}

/** Does what the words behind `burnin` ask. Never rejects: what went wrong is said. @returns the exit code */
export async function runBurnin(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runWords(words, terminal);
  } catch (error) {
    sayError(error, terminal.say);
    return EXIT.couldNotRun;
  }
}

async function runWords([command, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  const { write } = terminal;
  const [asked] = rest;
  if (command === undefined || ((command === 'help' || command === '--help' || command === '-h') && asked === undefined)) {
    write(USAGE);
    return command === undefined ? EXIT.couldNotRun : 0;
  }
  if (command === 'help' || rest.includes('--help') || rest.includes('-h')) {
    const what = command === 'help' ? (asked ?? '') : command;
    const part = usageOf(what);
    if (part === null) throw new UsageError(noCommand(harmless(what)));
    write(part);
    return 0;
  }
  if (command === '--version') {
    write(`${APP_VERSION}\n`);
    return 0;
  }
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) throw new UsageError(noCommand(harmless(command)));
  return run(rest, terminal);
}
