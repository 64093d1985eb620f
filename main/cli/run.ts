import { visibleText } from '../../protocol/visible-text';
import { createStderrLog } from '../adapters/log/stderr-log';
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
import { statisticsCommand } from './statistics-command';
import { supportBundleCommand } from './support-bundle-command';
import { noCommand, USAGE, usageOf } from './usage';

/** Does what the words behind `burnin` ask. Never rejects: what went wrong is said. @returns the exit code */
export async function runBurnin(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(words, terminal);
  } catch (error) {
    sayError(error, terminal.say);
    return EXIT.couldNotRun;
  }
}

async function run([command, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  const log = createStderrLog({ level: debugs() ? 'debug' : 'error' });
  const { write, say } = terminal;
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
  switch (command) {
    case '--version':
      write(`${APP_VERSION}\n`);
      return 0;
    case 'scan':
      return scanCommand(parseScanArguments(rest), log, say);
    case 'export':
      await exportCommand(parseExportArguments(rest), write, say);
      return 0;
    case 'audit':
      return auditCommand(parseAuditArguments(rest), write, say);
    case 'history':
      await historyCommand(parseHistoryArguments(rest), write, say);
      return 0;
    case 'statistics':
      await statisticsCommand(parseStatisticsArguments(rest), write, say);
      return 0;
    case 'report':
      await reportCommand(parseReportArguments(rest), say);
      return 0;
    case 'replay':
      return replayCommand(parseReplayArguments(rest), write);
    case 'roster':
      return rosterCommand(parseRosterArguments(rest), write);
    case 'rack':
      await rackCommand(parseRackArguments(rest), write, say);
      return 0;
    case 'prune':
      await pruneCommand(parsePruneArguments(rest), (line) => write(`${visibleText(line)}\n`), say);
      return 0;
    case 'finish':
      return finishCommand(parseFinishArguments(rest), log, say);
    case 'deliveries':
      return deliveriesCommand(parseDeliveriesArguments(rest), (line) => write(`${visibleText(line)}\n`), say);
    case 'records':
      await recordsCommand(parseRecordsArguments(rest), (line) => write(`${visibleText(line)}\n`), say);
      return 0;
    case 'registry':
      return registryCommand(
        parseRegistryArguments(rest),
        (secrets) => createStderrLog({ level: 'info', secrets: () => secrets }),
        terminal,
      );
    case 'support-bundle':
      await supportBundleCommand(parseSupportBundleArguments(rest), say);
      return 0;
    default:
      throw new UsageError(noCommand(harmless(command)));
  }
}
