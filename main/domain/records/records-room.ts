import { text, type Text } from '../../../protocol/texts/text';

/** What the records take of their disk, as the store finds it. */
export interface RecordsRoom {
  /** Bytes of the file, and of those how many hold nothing. */
  readonly fileBytes: number;
  readonly freeInsideBytes: number;
  /** Bytes that this user may still write to the disk; null where the system does not say. */
  readonly diskFreeBytes: number | null;
  /** When the oldest scan started that is still there, ms since 1970; null when there is none. */
  readonly oldestAt: number | null;
}

/** How the records grow, as far as it can be told. */
export interface Growth {
  readonly bytesPerDay: number | null;
  /** Until the disk is full, if it goes on like this. */
  readonly daysLeft: number | null;
}

const DAY_MS = 86_400_000;
/** Of less than that nobody can tell how it goes on. */
const MIN_MS = DAY_MS;
/** So many days before the disk is full it is said. */
const WARN_DAYS_LEFT = 30;
/** However slowly it fills: a scan of a large rack must still fit. */
const MIN_FREE_BYTES = 512 * 1024 * 1024;

/** @param now ms since 1970 */
export function growthOf({ fileBytes, freeInsideBytes, diskFreeBytes, oldestAt }: RecordsRoom, now: number): Growth {
  const sinceMs = oldestAt === null ? 0 : now - oldestAt;
  if (sinceMs < MIN_MS) return { bytesPerDay: null, daysLeft: null };
  const bytesPerDay = Math.round(((fileBytes - freeInsideBytes) / sinceMs) * DAY_MS);
  const daysLeft =
    diskFreeBytes === null || bytesPerDay <= 0 ? null : Math.floor((diskFreeBytes + freeInsideBytes) / bytesPerDay);
  return { bytesPerDay, daysLeft };
}

/** What to tell of a disk that fills up; null when there is room. */
export function roomWarning(room: RecordsRoom, now: number): Text | null {
  const { bytesPerDay, daysLeft } = growthOf(room, now);
  if (daysLeft !== null && bytesPerDay !== null && daysLeft <= WARN_DAYS_LEFT)
    return text('records.fullInDays', { days: daysLeft, perDay: megabytes(bytesPerDay) });
  if (room.diskFreeBytes !== null && room.diskFreeBytes < MIN_FREE_BYTES)
    return text('records.littleRoom', { left: megabytes(room.diskFreeBytes) });
  return null;
}

/** `4.2 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 100_000_000 ? 1 : 0)} MB`;
}
