import { formatCount } from '../text/format';

/** `one` for 1, `many` for every other number. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

export function devices(count: number): string {
  return plural(count, 'device', 'devices');
}
