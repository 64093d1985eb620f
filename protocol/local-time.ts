/** Times in what a person reads are by the clock of this computer and name their difference from UTC; files for programs have ISO 8601 in UTC. */

/** `2026-12-01 05:04 +08:00` */
export function localMinute(at: number): string {
  const date = new Date(at);
  return `${localDay(at)} ${two(date.getHours())}:${two(date.getMinutes())} ${offset(date)}`;
}

/** `2026-12-01 05:04:09 +08:00` */
export function localSecond(at: number): string {
  const date = new Date(at);
  return `${localDay(at)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${offset(date)}`;
}

/** `2026-12-01` */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function offset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
