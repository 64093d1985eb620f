import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { growthOf, megabytes, roomWarning } from '../domain/records/records-room';
import type { RecordsArguments } from './arguments';
import { isPractice } from '../app/records/practice-records';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { openForWriting } from './opened-records';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** `burnin records`: how much room the records take and how that goes on; packs them and writes the file again when asked to. */
export async function recordsCommand(
  { db, compact }: RecordsArguments,
  write: (line: string) => void,
  say: (line: string) => void,
): Promise<void> {
  requireRecords(db);
  const store = await (compact ? openForWriting(db, say) : openForReading(db, say));
  try {
    if (await isPractice(store)) write(SIMULATION_MARK);
    const now = Date.now();
    if (compact) {
      while (await store.pack(now));
      await store.compact();
    }
    const room = await store.room();
    const { bytesPerDay, daysLeft } = growthOf(room, now);
    write(`size: ${megabytes(room.fileBytes)}, of which ${megabytes(room.freeInsideBytes)} are free inside`);
    if (room.oldestAt !== null) write(`oldest scan: ${new Date(room.oldestAt).toISOString().slice(0, 10)}`);
    if (bytesPerDay !== null) write(`growth: ${megabytes(bytesPerDay)} a day`);
    if (room.diskFreeBytes !== null) write(`free on the disk: ${megabytes(room.diskFreeBytes)}`);
    if (daysLeft !== null) write(`full in about ${counted(daysLeft, 'day')}`);
    const warning = roomWarning(room, now);
    if (warning !== null) write(english(warning));
  } finally {
    await store.close();
  }
}
