import path from 'node:path';
import { english } from '../../messages/english';
import { elsewhereOf } from '../../protocol/elsewhere';
import { text } from '../../protocol/texts/text';
import { carriesSerials } from '../../protocol/delivery-kinds';
import { type DeliveryKey, OperationId } from '../../protocol/ids';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { visibleText } from '../../protocol/visible-text';
import { createSystemClock } from '../adapters/clock/system-clock';
import { factoryAddress } from '../adapters/http/base-url';
import { readSettingsFile } from '../app/settings/settings-file';
import { composeConsole } from '../compose-console';
import { createPractice, partsOf } from '../practice';
import { AppError } from '../domain/errors';
import type { MessageBus } from '../domain/ports/bus';
import type { Log } from '../domain/ports/log';
import type { Store } from '../domain/ports/store';
import { sayingWhatChanges } from './opened-records';
import { openScanRecords, recordsOf } from '../open-records';
import type { FinishArguments } from './arguments';
import { noAddress } from './scan-arguments';
import { earlierMessages, earlierText, needSomebody, standing } from './earlier-messages';
import { Interrupts } from './interrupts';
import { isOpenEnded, isUnrecorded, isWaiting, notTakenText, stillQueued } from './next-steps';
import { personAtTerminal } from './person';
import { endedOnRecord } from './records-wait';
import { requireRecords } from './require-records';
import { EXIT } from './scan-command';
import { terminalPlatform } from './terminal-platform';
import { answered, delivered, thenStopped } from './waits';

/** No device is asked, and none is heard. */
const NO_BUS: MessageBus = {
  start: () => undefined,
  publishCommand: async () => 'unroutable',
  publishStray: async () => undefined,
  publishClaim: async () => undefined,
  publishSelfTest: async () => undefined,
  stop: async () => undefined,
};

/**
 * `burnin finish`: ends a scan whose program was killed, as it stands in the records, with its log and notification.
 * What was queued before goes out too, as with a scan, and is told. @returns the exit code
 */
export async function finishCommand(args: FinishArguments, log: Log, say: (line: string) => void): Promise<number> {
  const { db, operation, api } = args;
  requireRecords(db);
  const settings = args.settings === null ? {} : await readSettingsFile(path.resolve(args.settings));
  if (!args.practice && api === null && settings.api?.baseUrl === undefined) throw noAddress(['api'], true);
  const clock = createSystemClock();
  const practice = args.practice ? createPractice(clock) : null;
  const store = await sayingWhatChanges(db, say, () => openScanRecords(db, args.practice));
  let id: OperationId;
  let before: readonly DeliveryKey[];
  try {
    id = await runningScan(store, args);
    before = await earlierMessages(store);
  } catch (error) {
    await store.close();
    throw error;
  }
  if (practice !== null) say(SIMULATION_MARK);
  const platform = { ...terminalPlatform(log), ...(practice === null ? {} : partsOf(practice)) };
  const app = composeConsole({
    ...platform,
    ...recordsOf(store, practice === null ? db : null),
    clock,
    links: { ...platform.links, connect: (...with_) => ({ ...platform.links.connect(...with_), bus: NO_BUS }) },
    settingsOverride: {
      ...settings,
      ...practice?.settings,
      api: { ...settings.api, ...(api === null ? {} : { baseUrl: api }) },
    },
    emit: (name, payload) => {
      if (name === 'notice.raised' && 'what' in payload) say(`  ! ${english(payload.what)}`);
    },
  });
  const interrupts = new Interrupts();
  // Whatever ends the command, records that stay open would keep the program.
  try {
    return await thenStopped(app, async () => {
      await app.start({ reopen: false });
      const unended = { operation: id, db, practice: practice !== null };
      await endedOnRecord(unended, () => app.engine.endInterrupted(id, personAtTerminal()));
      await delivered(app, id, before, interrupts.since());
      await answered(app, store, say);
      const deliveries = await store.listDeliveries(id);
      const toPair = deliveries.some(({ kind }) => carriesSerials(kind)) ? '' : ' Nothing of it was sent to Pair.';
      say(visibleText(`Operation ${operation} is ended as interrupted.${toPair}`));
      const { base } = factoryAddress(app.settings.current.api.baseUrl, '');
      const waiting = deliveries.filter((one) => isWaiting(one) && elsewhereOf(one) === null);
      for (const { summary, state, problem } of deliveries.filter((one) => !waiting.includes(one)))
        say(`  ${state.padEnd(9)} ${visibleText(summary)}${problem.length === 0 ? '' : ` – ${english(problem)}`}`);
      const notTaken = notTakenText(waiting, { base, db });
      if (notTaken !== null) say(visibleText(`  ${notTaken}`));
      for (const line of stillQueued(deliveries.filter((one) => isUnrecorded(one)))) say(`  ${line}`);
      const queuedBefore = await standing(store, before);
      const earlier = queuedBefore.filter(({ operationId }) => operationId !== id);
      for (const line of earlierText(earlier, await app.deliveries.elsewhere(), db, base)) say(line);
      return isOpenEnded(deliveries) || needSomebody(queuedBefore) ? EXIT.someDidNot : EXIT.allPassed;
    });
  } finally {
    interrupts.end();
  }
}

/** The operation of this name; rejects, before anything is sent, where there is none or it has ended. */
async function runningScan(
  store: Pick<Store, 'findOperation'>,
  { operation, db }: Pick<FinishArguments, 'operation' | 'db'>,
): Promise<OperationId> {
  const known = await store.findOperation(operation);
  const id = OperationId.safeParse(operation);
  if (known === null || !id.success) throw new AppError('notFound', text('terminal.noOperation', { operation, file: db }));
  if (known.closedAt !== null) throw new AppError('notAllowedNow', text('scan.finishedAlready'));
  return id.data;
}
