import path from 'node:path';
import { counted } from '../../protocol/counted';
import { slotNames } from '../../protocol/labels/rack-slots';
import type { Rack } from '../../protocol/racks';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { keptFiles, requireNotTaken } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { racksText, readRackFile } from '../app/racks/rack-file';
import { RackService } from '../app/racks/rack-service';
import { simulationMark } from '../app/records/practice-records';
import { filesOfStoredSettings } from './files-of-settings';
import { personAtTerminal } from './person';
import { openForWriting } from './opened-records';
import type { RackArguments } from './rack-arguments';
import { openForReading } from './records-copy';
import { hasRecords, requireRecords } from './require-records';

/** `burnin rack`: the racks on record: printed, written into a file, or read from one. What is saved stands in the audit trail. */
export async function rackCommand(
  args: RackArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  // The first rack may be there before the first scan.
  const isNew = args.what === 'import' && !hasRecords(args.db);
  if (!isNew) requireRecords(args.db);
  // Of a file that cannot be used no records are made.
  if (isNew && args.what === 'import') await readRackFile(args.file, false);
  const out = args.what === 'export' && args.out !== null ? path.resolve(args.out) : null;
  if (out !== null) await checkWritable(out, keptFiles(args.db));
  const store = await (args.what === 'import' ? openForWriting(args.db, say) : openForReading(args.db, say));
  try {
    const mark = await simulationMark(store);
    const sayMark = (): void => {
      if (mark.simulation !== undefined) say(mark.simulation);
    };
    const person = personAtTerminal();
    const racks = new RackService({
      store,
      acting: () => (action, subject, before, after) => ({
        at: Date.now(),
        entry: { kind: 'audited', person, action, subject, before, after },
      }),
      sameAsNow: () => () => undefined,
    });
    switch (args.what) {
      case 'list':
        if (!args.json) sayMark();
        write(args.json ? visibleJson(racksText(await racks.list(), mark)) : asText(await racks.list()));
        break;
      case 'export': {
        const some = args.name === null ? await racks.list() : [await racks.find(args.name)];
        if (out === null) {
          write(visibleJson(racksText(some, mark)));
          break;
        }
        await requireNotTaken(out, await filesOfStoredSettings(store));
        await writeTextFile(out, racksText(some, mark));
        sayMark();
        say(`${counted(some.length, 'rack')} written to ${args.out}`);
        break;
      }
      case 'import': {
        const read = await readRackFile(args.file, mark.simulation !== undefined);
        await racks.saveAll(read);
        sayMark();
        if (isNew) say(`New records were made: ${visibleText(args.db)}`);
        say(`${counted(read.length, 'rack')} saved from ${args.file}`);
        break;
      }
    }
  } finally {
    await store.close();
  }
}

function asText(racks: readonly Rack[]): string {
  if (racks.length === 0) return 'No rack is saved here.\n';
  const lines = racks.map(({ name, rows, units }) => {
    const slots = slotNames(rows).length;
    return `${name}: ${counted(slots, 'slot')} in ${counted(rows.length, 'row')}, ${counted(units.length, 'unit')}`;
  });
  return `${lines.map((line) => visibleText(line)).join('\n')}\n`;
}
