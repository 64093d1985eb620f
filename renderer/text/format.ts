import { formats } from './formats';

/** `10000` as `10,000`. */
export function formatCount(count: number): string {
  return formats().count.format(count);
}

/** Time of day `21:45:02`; an en dash for an instant that never was (0 or null). */
export function formatClock(at: number | null): string {
  if (at === null || at === 0) return '–';
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** `21 Nov 2026, 21:45`. */
export function formatDate(at: number): string {
  return formats().dateAndTime.format(at);
}

/** When something ended that began at `startedAt`: the time of day, with the day where that is another one. */
export function formatEnd(startedAt: number, endedAt: number): string {
  const sameDay = new Date(startedAt).toDateString() === new Date(endedAt).toDateString();
  return sameDay ? formatClock(endedAt).slice(0, 5) : formatDate(endedAt);
}

/** A length of time as `0:42`, `12:05` or `1:02:03`; never negative. */
export function formatDuration(lengthMs: number): string {
  const seconds = Math.max(0, Math.round(lengthMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
