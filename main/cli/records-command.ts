import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { MAX_FORECAST_DAYS } from '../../protocol/forecast';
import { growthOf, megabytes, type RecordsRoom, roomWarning } from '../domain/records/records-room';
import type { RecordsArguments } from './arguments';
import { isPractice } from '../app/records/practice-records';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { openForWriting } from './opened-records';
import { localDay } from '../../protocol/local-time';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** Bytes a day; less is not told in figures. */
const LEAST_SHOWN = 100_000;

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
    write(`size: ${megabytes(room.fileBytes)}, of which ${megabytes(room.freeInsideBytes)} are free inside`);
    if (room.oldestAt !== null) write(`oldest scan: ${localDay(room.oldestAt)}`);
    for (const line of growthLines(room, now)) write(line);
    const warning = roomWarning(room, now);
    if (warning !== null) write(english(warning));
  } finally {
    await store.close();
  }
}

/** How the records grow and how long the disk lasts, as far as it can be told. */
export function growthLines(room: RecordsRoom, now: number): readonly string[] {
  const { bytesPerDay, daysLeft } = growthOf(room, now);
  return [
    ...(bytesPerDay === null ? [] : [`growth: ${bytesPerDay < LEAST_SHOWN ? 'less than 0.1 MB' : megabytes(bytesPerDay)} a day`]),
    ...(room.diskFreeBytes === null ? [] : [`free on the disk: ${megabytes(room.diskFreeBytes)}`]),
    ...(daysLeft === null
      ? []
      : [daysLeft > MAX_FORECAST_DAYS ? 'full in more than 10 years' : `full in about ${counted(daysLeft, 'day')}`]),
  ];
}
