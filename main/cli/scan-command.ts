import { text } from '../../protocol/texts/text';
import os from 'node:os';
import path from 'node:path';
import { randomInt } from 'node:crypto';
import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import type { Rack } from '../../protocol/racks';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { visibleText } from '../../protocol/visible-text';
import { createSystemClock } from '../adapters/clock/system-clock';
import { factoryAddress } from '../adapters/http/base-url';
import { readRosterFile } from '../app/scan/roster-file';
import { operationIdFrom } from '../app/scan/scan-service';
import { readSettingsFile, type SomeSettings } from '../app/settings/settings-file';
import { filesOfSettings, keptFiles, readFiles, requireNotTaken } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { AppError } from '../domain/errors';
import { rosterRules } from '../domain/roster/roster';
import type { Log } from '../domain/ports/log';
import { sayingWhatChanges } from './opened-records';
import { openScanRecords, recordsOf } from '../open-records';
import { type BurnInConsole, composeConsole } from '../compose-console';
import { createPractice, partsOf, type Practice } from '../practice';
import { noAddress, type ScanArguments } from './scan-arguments';
import { allPassed, whyNotZero } from './attention';
import { begunScan } from './begin-scan';
import { defaultDatabaseFile, practiceDatabaseFile } from './data-folder';
import { earlierMessages, earlierText, needSomebody, standing } from './earlier-messages';
import { Interrupts } from './interrupts';
import { neverEnded, neverEndedText } from './never-ended';
import { isOpenEnded } from './next-steps';
import { pairPassed } from './pair-passed';
import { endedOnRecord, notEnded, recordsGivenUp, type Unended } from './records-wait';
import { problemLines } from './roster-command';
import { sayError } from './say-error';
import { countsOfScan, scanResult } from './scan-result';
import { requireScanEnds, timesOf } from './scan-times';
import { terminalPlatform } from './terminal-platform';
import { arithmetic, summaryText } from './terminal-text';
import { answered, delivered, pause, registered, thenStopped, timeIsUp } from './waits';

const PACKING_WAIT_MS = 10_000;
const TELL_EVERY_MS = 1_000;

export const EXIT = { allPassed: 0, someDidNot: 1, couldNotRun: 2 } as const;

/**
 * `burnin scan`: one scan from start to delivered log. Rejects where it could not run: once the scan has ended on record and its messages go
 * out, whatever goes wrong is said. @returns the exit code
 */
export async function scanCommand(args: ScanArguments, log: Log, say: (line: string) => void): Promise<number> {
  let hasEnded = false;
  try {
    return await scan(args, log, say, () => {
      hasEnded = true;
    });
  } catch (error) {
    if (!hasEnded) throw error;
    sayError(error, say);
    return EXIT.someDidNot;
  }
}

/** @param onEnded called when the scan has ended on record */
async function scan(args: ScanArguments, log: Log, say: (line: string) => void, onEnded: () => void): Promise<number> {
  const db = args.db ?? (args.practice === null ? defaultDatabaseFile() : practiceDatabaseFile());
  const result = args.json === null ? null : path.resolve(args.json);
  if (result !== null) await checkWritable(result, [...keptFiles(db), ...readFiles(args.roster, args.settings)]);
  const settings = args.settings === null ? {} : await readSettingsFile(args.settings);
  const clock = createSystemClock();
  const practice = args.practice === null ? null : createPractice(clock, args.practice);
  const override = practice === null ? withOptions(settings, args) : inPractice(settings, args, practice);
  const ownRoster = practice?.rack.roster.join('\n');
  const rosterText =
    args.rack !== null ? undefined : args.roster === null ? ownRoster : await usableRoster(args.roster, settings, say);
  const store = await sayingWhatChanges(db, say, () => openScanRecords(db, practice !== null));
  const app = composeConsole({
    ...terminalPlatform(log),
    ...recordsOf(store, practice === null ? db : null),
    clock,
    ...(practice === null ? {} : partsOf(practice)),
    settingsOverride: override,
    emit: (name, payload) => {
      if (name === 'notice.raised' && 'what' in payload) say(`  ! ${english(payload.what)}`);
    },
  });
  const interrupts = new Interrupts();
  // Whatever ends the command, records that stay open would keep the program.
  try {
    return await thenStopped(app, async () => {
      const before = await earlierMessages(store);
      const open = await neverEnded(store);
      // Nothing is missed of a practice scan.
      if (practice === null) for (const line of neverEndedText(open, db, false)) say(line);
      if (practice !== null) say(SIMULATION_MARK);
      await app.start({ reopen: false });
      requireScanEnds(app.settings.current.scan, args);
      if (result !== null) await requireNotTaken(result, filesOfSettings(app.settings.current));
      await app.scan.requireKeys();
      const rack = args.rack === null ? undefined : await filledRack(app, args.rack);
      const unreadableBefore = await store.countQuarantined();
      const request = {
        operationId: args.operation === '' && practice === null ? madeUpOperation(new Date()) : args.operation,
        operatorId: args.operator ?? os.userInfo().username,
        scanMode: args.scanMode,
        rosterText,
        rack,
      };
      // Nobody waits for RabbitMQ to be told of it.
      app.scan.numbersOf(request);
      const session = await begunScan(app, request, interrupts.signal, say);
      const whom = session.rosterSize === null ? 'whoever answers' : `${counted(session.rosterSize, 'device')} on the roster`;
      say(`Scan ${visibleText(session.operationId)} started: ${whom}.`);
      await followScan(app, { operation: session.operationId, db, practice: practice !== null }, interrupts.signal, say);
      onEnded();
      const allWent = !args.pairPassed || (await pairPassed(app, session, interrupts.signal, say));
      const asked = interrupts.since();
      await delivered(app, session.operationId, before, asked);
      await registered(app, asked);
      await answered(app, store, say);
      // The records may have been read again since it was started.
      const ended = app.engine.requireOpen(session.operationId);
      const counts = countsOfScan(app.view.session()?.counts ?? ended.counts, unreadableBefore);
      const deliveries = app.view.snapshot().deliveries.filter(({ operationId }) => operationId === session.operationId);
      const earlier = await standing(store, before);
      const elsewhere = await app.deliveries.elsewhere();
      say(summaryText(ended, counts, deliveries, db));
      for (const line of earlierText(earlier, elsewhere, db, factoryAddress(app.settings.current.api.baseUrl, '').base))
        say(line);
      if (practice !== null) say(SIMULATION_MARK);
      if (result !== null) {
        const mark = practice === null ? {} : { simulation: SIMULATION_MARK };
        const written = {
          ...mark,
          ...scanResult(ended, counts, deliveries, {
            earlier,
            elsewhere,
            neverEnded: open.map(({ operationId }) => operationId),
          }),
        };
        await writeTextFile(result, `${JSON.stringify(written, null, 2)}\n`);
        say(`Result written to ${args.json}`);
      }
      await app.records.finish(PACKING_WAIT_MS);
      const passed = allPassed(ended, counts);
      const why = whyNotZero(passed, { allWent, openEnded: isOpenEnded(deliveries), earlier: needSomebody(earlier) });
      if (why !== null) say(why);
      return passed && why === null ? EXIT.allPassed : EXIT.someDidNot;
    });
  } finally {
    interrupts.end();
  }
}

/** The rack of this name. Rejects with `notFound` where there is none, `badRoster` where no unit is in it. */
async function filledRack({ racks }: BurnInConsole, name: string): Promise<Rack> {
  const rack = await racks.find(name);
  if (rack.units.length === 0) throw new AppError('badRoster', text('rack.noUnits', { rack: rack.name }));
  return rack;
}

/**
 * Prints the arithmetic as it changes until the scan is closed on disk; an interrupt finishes the scan early. Rejects with
 * `storeFailed` when it comes while the records cannot be written, and when they cannot be for too long.
 */
async function followScan(app: BurnInConsole, scanned: Unended, signal: AbortSignal, say: (line: string) => void): Promise<void> {
  const { engine } = app;
  const { operation } = scanned;
  const isGivenUp = recordsGivenUp(app.settings.current.scan.maxMs);
  let last = '';
  let mayTell = timeIsUp(0);
  const tellBroker = brokerTeller(app, say);
  // While the store fails, the session may say more than the records do.
  while (engine.failure !== null || engine.requireOpen(operation).phase === 'scanning') {
    if (signal.aborted)
      await endedOnRecord(scanned, async () => {
        await engine.ready();
        if (engine.requireOpen(operation).phase === 'scanning') await engine.finish(operation, undefined, true);
      });
    await pause();
    const { failure } = engine;
    if (isGivenUp(failure !== null) && failure !== null) throw notEnded(failure, scanned);
    tellBroker();
    const line = arithmetic(app.view.session()?.counts ?? { ...engine.requireOpen(operation).counts });
    if (line === last || !mayTell()) continue;
    say(`  ${line}`);
    last = line;
    mayTell = timeIsUp(TELL_EVERY_MS);
  }
}

/** Says when the line to the broker ends or stands still, and when it works again: meanwhile nothing can come. */
function brokerTeller({ connections }: Pick<BurnInConsole, 'connections'>, say: (line: string) => void): () => void {
  let wasUp = true;
  return () => {
    const isUp = connections.whyUnheard === null;
    if (isUp === wasUp) return;
    wasUp = isUp;
    say(
      isUp
        ? '  The line to RabbitMQ works again; the time without an answer begins again.'
        : `  ! The line to RabbitMQ does not work, so no answer can come; silence does not end the scan meanwhile. ${visibleText(english(connections.broker.reason))}`,
    );
  };
}

/** `BI-20261121-214502-4821`: two runs that begin in one second, each with records of its own, are two operations to the factory. */
function madeUpOperation(now: Date): string {
  return `${operationIdFrom(now)}-${String(randomInt(10_000)).padStart(4, '0')}`;
}

/** What this run is set to: options win over the settings file, which wins over what is kept in the records. */
function withOptions(settings: SomeSettings, { amqp, api, ...times }: ScanArguments): SomeSettings {
  const { broker, scan } = settings;
  const url = amqp ?? broker?.url ?? '';
  const baseUrl = api ?? settings.api?.baseUrl ?? '';
  const missing = (
    [
      ['amqp', url],
      ['api', baseUrl],
    ] as const
  ).flatMap(([name, address]) => (address === '' ? [name] : []));
  if (missing.length > 0) throw noAddress(missing, true);
  return {
    ...settings,
    broker: { ...broker, url },
    api: { ...settings.api, baseUrl },
    scan: timesOf(scan, times),
  };
}

/** The addresses of broker and factory are not used, and so are none that stand in the settings file. */
function inPractice(settings: SomeSettings, args: ScanArguments, practice: Practice): SomeSettings {
  return { ...settings, ...practice.settings, scan: timesOf(settings.scan, args) };
}

/** The text of a roster without problems. Says its notes; lists the problems and rejects with `badRoster` where there are some. */
async function usableRoster(file: string, { labels }: SomeSettings, say: (line: string) => void): Promise<string> {
  const { text: list, roster } = await readRosterFile(file, rosterRules({ ...DEFAULT_SETTINGS.labels, ...labels }));
  for (const line of problemLines(roster)) say(visibleText(line));
  for (const note of roster.notes) say(visibleText(`  note: ${english(note)}`));
  const unusable = roster.problems.filter(({ harmless }) => harmless !== true).length;
  if (unusable > 0) throw new AppError('badRoster', text('roster.unusable', { lines: unusable }));
  return list;
}
