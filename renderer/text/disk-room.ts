import { messages } from '../messages';

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** Whole megabytes, from 10 GB on whole gigabytes; less than one, which is not nothing, as that. */
export function sizeText(bytes: number): string {
  if (bytes > 0 && bytes < MEGABYTE) return `< ${messages.health.megabytes({ size: 1 })}`;
  return bytes < 10 * GIGABYTE
    ? messages.health.megabytes({ size: bytes / MEGABYTE })
    : messages.health.gigabytes({ size: bytes / GIGABYTE });
}
