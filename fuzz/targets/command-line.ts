import { readCommandLine } from '../../agent/cli/command-line';
import { layerOfFlags } from '../../agent/config/layers';
import { parseAuditArguments, parseExportArguments, parseSupportBundleArguments } from '../../main/cli/arguments';
import { parseScanArguments } from '../../main/cli/scan-arguments';
import { UsageError } from '../../main/cli/read-options';
import { readLaunchOptions } from '../../main/launch-options';
import type { Target } from '../engine/target';
import { hasUnseen, keep, kindOf } from './checks';
import { bytesOf, lenientText } from './input-text';

const SECRET = 'Zq7secret';
const END_OF_WORD = '\n';
/** More is typed by nobody. */
const MAX_BYTES = 8 * 1024;

export const commandLine: Target = {
  name: 'command-line',
  reads: 'the words after burnin, burnin-agent and the console’s program, one per line',
  tokens: [
    '--amqp',
    '--api',
    '--roster',
    '--operation',
    '--idle-s',
    '--max-s',
    '--pair-passed',
    '--burn',
    '--db',
    '--json',
    '--format',
    'csv',
    '--out',
    '--limit',
    'verify',
    'list',
    '--data-dir',
    '--station',
    '--amqp-url',
    '--port',
    '--password',
    '--serial',
    '--tls',
    '--help',
    '-h',
    '-V',
    '--',
    'run',
    'hwinfo',
    'record',
    '\n',
    '=',
    '0.5',
    '.5',
    '3600',
    `amqp://u:${SECRET}@h/`,
    'http://h/',
  ],
  seeds: () =>
    [
      ['--amqp', 'amqp://guest:guest@127.0.0.1/', '--api', 'http://127.0.0.1:8080', '--idle-s', '2.5', '--burn'],
      ['--db', 'burnin.sqlite', '--operation', '17', '--format', 'csv', '--out', 'out.csv'],
      ['hwinfo', '--json', '--serial', 'SN1', '--sysfs-root', '/x'],
      ['run', '--amqp-url', `amqp://u:${SECRET}@h/`, '--port', '5672', '--tls'],
      ['record', '-', '--config=/x'],
      ['--data-dir', '/x', '--station=Line 4', '--amqp', 'amqp://h/'],
      [`amqp://u:${SECRET}@h/`],
    ].map((words) => bytesOf(words.join(END_OF_WORD))),
  run(bytes) {
    const line = lenientText(bytes.subarray(0, MAX_BYTES));
    // The system hands on no word with a zero in it.
    const words = line.replaceAll('\0', '').split(END_OF_WORD);
    const outcomes = [scanOutcome(words), exportOutcome(words), auditOutcome(words), bundleOutcome(words), agentOutcome(words)];
    for (const sentence of outcomes.flatMap(({ sentence: refusal }) => (refusal === null ? [] : [refusal]))) {
      keep(!hasUnseen(sentence), 'why a command line is refused can be read on a terminal', () => JSON.stringify(sentence));
      keep(sentence.length <= 500, 'why a command line is refused has a bearable length', () => `${sentence.length} characters`);
      keep(
        !line.includes(`:${SECRET}@`) || !sentence.includes(`:${SECRET}@`),
        'why a command line is refused holds no password',
        () => sentence,
      );
    }
    const { dataDir, settingsOverride } = readLaunchOptions(words);
    return `${outcomes.map(({ about }) => about).join('; ')} ${dataDir !== null} ${Object.keys(settingsOverride).join()}`;
  },
};

interface Outcome {
  readonly about: string;
  readonly sentence: string | null;
}

function scanOutcome(words: readonly string[]): Outcome {
  return usage(() => {
    const { idleMs, maxMs } = parseScanArguments(words);
    keep(
      (idleMs ?? 500) >= 500 && (idleMs ?? 0) <= 3_600_000 && (maxMs ?? 1_000) >= 1_000 && (maxMs ?? 0) <= 86_400_000,
      'times of a command line are inside their limits',
    );
  });
}

function exportOutcome(words: readonly string[]): Outcome {
  return usage(() => {
    const { format } = parseExportArguments(words);
    keep(format === 'json' || format === 'csv', 'an export is JSON or CSV');
  });
}

function auditOutcome(words: readonly string[]): Outcome {
  return usage(() => {
    const { limit } = parseAuditArguments(words);
    keep(Number.isInteger(limit) && limit >= 1, 'a limit is a whole number from 1', () => String(limit));
  });
}

function bundleOutcome(words: readonly string[]): Outcome {
  return usage(() => {
    const { db, out } = parseSupportBundleArguments(words);
    keep(db !== '' && out !== '', 'a file that is named has a name');
  });
}

function agentOutcome(words: readonly string[]): Outcome {
  const read = readCommandLine(words);
  if (!read.ok) return { about: kindOf(read.error), sentence: read.error };
  if (read.value.kind === 'help' || read.value.kind === 'version') return { about: read.value.kind, sentence: null };
  const flags = layerOfFlags(read.value.flags);
  return flags.ok ? { about: read.value.kind, sentence: null } : { about: kindOf(flags.error), sentence: flags.error };
}

/** A wrong command line is a `UsageError` and nothing else. */
function usage(read: () => void): Outcome {
  try {
    read();
    return { about: 'ok', sentence: null };
  } catch (error) {
    if (error instanceof UsageError) return { about: kindOf(error.message), sentence: error.message };
    throw error;
  }
}
