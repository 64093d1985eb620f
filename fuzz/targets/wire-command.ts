import { english } from '../../messages/english';
import malformed from '../../protocol/fixtures/malformed-messages.json';
import commands from '../../protocol/fixtures/scan-commands.json';
import { buildReport } from '../../agent/report';
import { decodeUtf8 } from '../../main/app/scan/load-session';
import { fixtureBytes } from '../../protocol/testing/fixture-bytes';
import { readJsonObject } from '../../protocol/wire/body';
import { readHardwareReport } from '../../protocol/wire/read-report';
import { readScanCommand, type ScanCommand } from '../../protocol/wire/read-command';
import type { Target } from '../engine/target';
import { about, keep, keepPlain, keepSentence, keepStorable, kindOf } from './checks';
import { jsonBytes } from './input-text';

export const wireCommand: Target = {
  name: 'wire-command',
  reads: 'scan commands, as bytes from the broker, and the answer to them',
  tokens: [
    'action',
    'operationId',
    'operationid',
    'operatorId',
    'scanMode',
    'attempt',
    'targets',
    'issuedAt',
    '"action":1',
    '1',
    '9999',
    '10000',
  ],
  seeds: () => [
    ...commands.map(({ message }) => jsonBytes(message)),
    ...malformed.filter(({ reader }) => reader === 'command').map(fixtureBytes),
  ],
  run(bytes) {
    const body = readJsonObject(bytes, decodeUtf8);
    const read = body.ok ? readScanCommand(body.value) : body;
    if (!read.ok) {
      keepSentence(english(read.error.reason));
      return `${read.error.code} ${kindOf(english(read.error.reason))}`;
    }
    const command = read.value;
    keepPlain(command);
    keepStorable(command);
    keep(String(command.operationId).trim() !== '', 'an accepted command names its operation');
    keep(Number.isSafeInteger(command.attempt) && command.attempt >= 1, 'an attempt is a whole number from 1');
    return `command ${typeof command.operationId} ${typeof command.scanMode} ${command.targets === null ? 'all' : about(command.targets.length)} ${answerTo(command)}`;
  },
};

/** Whatever command an agent accepts, its answer is right by the contract and names the same operation, or it says why it has none. */
function answerTo(command: ScanCommand): string {
  const built = buildReport(
    { sn: 'SN1', bootId: 'boot', agentVersion: '1', ip: '10.0.0.1' },
    { interfaces: [], idlePorts: [], warnings: [], uptimeS: 1 },
    command,
    new Date(0),
  );
  if (!built.ok) {
    keep(!/\n/.test(built.error) && built.error !== '', 'an agent says in one line why it cannot answer', () => built.error);
    return 'unanswerable';
  }
  const read = readHardwareReport(built.value);
  keep(read.ok, 'the console reads every answer of our agent', () => (read.ok ? '' : english(read.error.reason)));
  keep(read.value.operationId === String(command.operationId).trim(), 'an answer names the operation of its command');
  keep(read.value.attempt === command.attempt, 'an answer names the attempt of its command');
  return 'answered';
}
