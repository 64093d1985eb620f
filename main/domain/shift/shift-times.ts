const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** Minutes after midnight of times of the day like `06:00`, in order, each once; midnight where none is named. */
export function minutesOf(starts: readonly string[]): readonly number[] {
  const minutes = starts.map((start) => {
    const [hours = 0, rest = 0] = start.split(':').map(Number);
    return hours * 60 + rest;
  });
  return minutes.length === 0 ? [0] : [...new Set(minutes)].toSorted((a, b) => a - b);
}

/**
 * When the shift began in which an instant lies, ms since 1970; midnight where no shift is named.
 * @param starts when shifts begin, by local time: `06:00`
 * @param offsetAt what local time is ahead of UTC then, in minutes
 */
export function shiftStart(at: number, starts: readonly string[], offsetAt: (at: number) => number): number {
  const times = minutesOf(starts);
  const today = Math.floor((at + offsetAt(at) * MINUTE_MS) / DAY_MS) * DAY_MS;
  const began = [today - DAY_MS, today]
    .flatMap((day) => times.map((minutes) => utcOf(day + minutes * MINUTE_MS, offsetAt)))
    .filter((start) => start <= at);
  return Math.max(...began);
}

/** The instant of a local time, given as if it were UTC. */
function utcOf(local: number, offsetAt: (at: number) => number): number {
  const near = local - offsetAt(local) * MINUTE_MS;
  return local - offsetAt(near) * MINUTE_MS;
}
