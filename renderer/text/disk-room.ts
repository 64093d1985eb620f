import { messages } from '../messages';

/** A forecast in days beyond this is no forecast. */
export const MAX_FORECAST_DAYS = 3_650;

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** Whole megabytes, from 10 GB on whole gigabytes. */
export function sizeText(bytes: number): string {
  return bytes < 10 * GIGABYTE
    ? messages.health.megabytes({ size: bytes / MEGABYTE })
    : messages.health.gigabytes({ size: bytes / GIGABYTE });
}
