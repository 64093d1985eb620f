import type { HistoryAnswer, HistoryLine, UnitAttempt } from '../../protocol/history';
import { counted } from '../../protocol/counted';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import type { StatisticsService } from '../app/statistics/statistics-service';
import type { HistoryArguments } from './history-arguments';
import { localMinute } from '../../protocol/local-time';
import { addendsText, wordOf } from './status-words';
import { withHistory } from './with-history';

/** A search names no more devices (`HistoryAnswer.units`). */
const MAX_UNITS = 50;
/** Of so many devices at most all attempts are printed. */
const MAX_DEVICES = 5;

/** `burnin history`: earlier operations, and every attempt of the devices that a text names. */
export async function historyCommand(
  args: HistoryArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  const { db, search, reason, from, to, limit, json } = args;
  await withHistory(db, say, async (statistics, mark) => {
    const found = await statistics.search({ text: search, reason, from, to, before: null, limit });
    const devices = await devicesOf(statistics, found);
    const why = whyNoAttempts(found.units);
    if (json) {
      if (why !== null) say(why);
      write(visibleJson(`${JSON.stringify({ ...mark, operations: found.operations, more: found.more, devices }, null, 2)}\n`));
      return;
    }
    if (mark.simulation !== undefined) write(`${mark.simulation}\n`);
    if (found.units !== null && found.operations.length === 0) say('No operation fits.');
    for (const line of found.operations) write(`${visibleText(operationText(line))}\n`);
    if (found.more) say(`There are older ones: say more with --search, --from and --to, or list more with --limit.`);
    if (why !== null) say(why);
    for (const { sn, attempts } of devices) {
      write(`\n${visibleText(sn)}: ${counted(attempts.length, 'attempt')}\n`);
      for (const attempt of attempts) write(`${visibleText(attemptText(attempt))}\n`);
    }
  });
}

async function devicesOf(statistics: StatisticsService, { units }: HistoryAnswer) {
  if (units === null || units.length > MAX_DEVICES) return [];
  return Promise.all(units.map(async (sn) => ({ sn, attempts: await statistics.unit(sn) })));
}

/** Why the attempts of the devices that fit are not listed; null where they are. */
function whyNoAttempts(units: HistoryAnswer['units']): string | null {
  const more = 'To see attempts, give more of a serial number.';
  if (units === null) return `More than ${MAX_UNITS} devices fit, so no attempts are listed. ${more}`;
  if (units.length <= MAX_DEVICES) return null;
  return visibleText(`${units.length} devices fit, so no attempts are listed: ${units.join(', ')}. ${more}`);
}

export function operationText({
  operationId,
  startedAt,
  closedAt,
  interruptedAt,
  operatorId,
  devices,
  guests,
  onHold,
  leftOver,
  undelivered,
}: HistoryLine): string {
  const statuses = addendsText(devices);
  const expected = statuses === '' && guests === 0 ? 'no result' : statuses;
  const open = [
    [onHold, 'on hold'],
    [leftOver?.notPaired ?? 0, leftOver?.target === 'burn' ? 'not burned' : 'not paired'],
    [leftOver?.refused ?? 0, 'refused'],
    [leftOver?.unknown ?? 0, 'unknown'],
    [undelivered, 'not delivered'],
  ] as const;
  const ends = open.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return [
    localMinute(startedAt),
    tookText({ startedAt, closedAt, interruptedAt }).padStart(8),
    operationId.padEnd(20),
    operatorId.padEnd(12),
    expected,
    [
      ...(interruptedAt === undefined ? [] : [closedAt === null ? 'interrupted, never ended' : 'interrupted']),
      ...(guests === 0 ? [] : [`${guests} not on the list`]),
      ...ends,
    ].join(', '),
  ]
    .join('  ')
    .trimEnd();
}

function tookText({
  startedAt,
  closedAt,
  interruptedAt,
}: {
  startedAt: number;
  closedAt: number | null;
  interruptedAt: number | undefined;
}): string {
  const end = interruptedAt ?? closedAt;
  return end === null ? 'open' : `${Math.round((end - startedAt) / 1_000)} s`;
}

function attemptText({ at, operationId, attempt, status, guest, held, reason, faults }: UnitAttempt): string {
  const marks = [guest ? 'not on the list' : '', held ? 'on hold' : ''].filter((mark) => mark !== '');
  const ports = faults.map(({ interface: name, verdict }) => `${name} ${verdict}`);
  const why = ports.length > 0 ? ports : reason === null || reason === status ? [] : [reason];
  return [
    `  ${localMinute(at)}`,
    operationId.padEnd(20),
    `attempt ${attempt}`,
    wordOf(status).padEnd(8),
    [...marks, ...why].join(', '),
  ]
    .join('  ')
    .trimEnd();
}
