import { counted } from '../../protocol/counted';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { text } from '../../protocol/texts/text';
import { factoryAddress } from '../adapters/http/base-url';
import { isPractice } from '../app/records/practice-records';
import { madeForHere, readdressedEntry, readdressingCommit, withoutDoubt } from '../app/delivery/readdressing';
import { visibleText } from '../../protocol/visible-text';
import type { DeliveryHead } from '../domain/ports/deliveries';
import type { FactoryAddress } from '../domain/ports/factory';
import { AppError } from '../domain/errors';
import type { DeliveriesArguments } from './arguments';
import { countByKind } from './next-steps';
import { personAtTerminal } from './person';
import { canWrite, openForReading } from './records-copy';
import { requireRecords } from './require-records';
import { EXIT } from './scan-command';

/** `burnin deliveries readdress`: what waits for one address of the factory goes to another. @returns the exit code */
export async function deliveriesCommand(
  { db, from, to }: DeliveriesArguments,
  write: (line: string) => void,
  say: (line: string) => void,
): Promise<number> {
  requireRecords(db);
  const store = await openForReading(db, say);
  try {
    if (await isPractice(store)) write(SIMULATION_MARK);
    const made = factoryAddress(from, '').base;
    const set = factoryAddress(to, '').base;
    const waiting = (await store.pendingDeliveries()).filter(({ state }) => state === 'queued');
    const meant = waiting.flatMap((one) => {
      const next = one.madeFor === undefined ? null : nextAddress(one.madeFor, made, set);
      return next === null ? [] : madeForHere([one], () => next);
    });
    const going = await withoutDoubt(store, meant);
    if (going.length < meant.length)
      write(
        mayBeTaken(
          meant.filter((one) => !going.includes(one)),
          made,
        ),
      );
    if (meant.length === 0) {
      const addresses = [...new Set(waiting.flatMap(({ madeFor }) => (madeFor === undefined ? [] : [madeFor.base])))];
      const others = addresses.length === 0 ? '' : ` There are messages for ${addresses.join(', ')}.`;
      write(`No message waits for ${made}.${others}`);
    }
    if (going.length === 0) return EXIT.someDidNot;
    if (!canWrite(db)) throw new AppError('storeFailed', text('store.readOnly', { file: db }));
    await store.commit(readdressingCommit(going, readdressedEntry(personAtTerminal(), going, { made, set }), Date.now()));
    write(
      `${counted(going.length, 'message')} made for ${made} ${going.length === 1 ? 'goes' : 'go'} to ${set}: the next scan ${going.some(({ madeFor }) => madeFor?.base === set) ? `with --api ${set}` : 'that sends there'} sends ${going.length === 1 ? 'it' : 'them'}.`,
    );
    return going.length < meant.length ? EXIT.someDidNot : EXIT.allPassed;
  } finally {
    await store.close();
  }
}

function mayBeTaken(staying: readonly DeliveryHead[], made: string): string {
  const [stay, them] = staying.length === 1 ? ['stays', 'it'] : ['stay', 'them'];
  const operations = [...new Set(staying.map(({ operationId }) => operationId))]
    .map((operation) => visibleText(operation))
    .join(', ');
  return `${countByKind(staying)} of ${operations} ${stay}: ${made} may have taken ${them}. Ask there which devices were taken, then open these records in the console and settle each; a scan with --api ${made} sends ${them} there again.`;
}

/** Null where a message is for another address than `made`: a base, or a base with a path, which `set` then has as well. */
function nextAddress({ base, path }: FactoryAddress, made: string, set: string): FactoryAddress | null {
  if (base === made) return { base: set, path };
  if (`${base}${path}` !== made) return null;
  const start = set.startsWith(`${base}/`) ? base : new URL(set).origin;
  return set.length > start.length ? { base: start, path: set.slice(start.length) } : null;
}
