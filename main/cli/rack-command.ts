import path from 'node:path';
import { counted } from '../../protocol/counted';
import { slotNames } from '../../protocol/labels/rack-slots';
import type { Rack } from '../../protocol/racks';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { keptFiles, requireNotTaken } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { racksText, readRackFile } from '../app/racks/rack-file';
import { RackService } from '../app/racks/rack-service';
import { filesOfStoredSettings } from './files-of-settings';
import { personAtTerminal } from './person';
import { openForWriting } from './opened-records';
import type { RackArguments } from './rack-arguments';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** `burnin rack`: the racks on record: printed, written into a file, or read from one. What is saved stands in the audit trail. */
export async function rackCommand(
  args: RackArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  requireRecords(args.db);
  const out = args.what === 'export' && args.out !== null ? path.resolve(args.out) : null;
  if (out !== null) await checkWritable(out, keptFiles(args.db));
  const store = await (args.what === 'import' ? openForWriting(args.db, say) : openForReading(args.db, say));
  try {
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
        write(args.json ? visibleJson(racksText(await racks.list())) : asText(await racks.list()));
        break;
      case 'export': {
        const some = args.name === null ? await racks.list() : [await racks.find(args.name)];
        if (out === null) {
          write(visibleJson(racksText(some)));
          break;
        }
        await requireNotTaken(out, await filesOfStoredSettings(store));
        await writeTextFile(out, racksText(some));
        say(`${counted(some.length, 'rack')} written to ${args.out}`);
        break;
      }
      case 'import': {
        const read = await readRackFile(args.file);
        await racks.saveAll(read);
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
