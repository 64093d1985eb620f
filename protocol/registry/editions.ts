import * as z from 'zod';
import { fault } from '../wire/issue-text';

/** One version of one software that rates or prices. Which there are, the tables of the domain say. */
export interface Edition {
  readonly software: string;
  readonly version: string;
}

/** How settings and window name an edition: `ECost 1.0`. */
export const EditionName = z
  .string()
  .max(128)
  .regex(/^\S(?:.*\S)? \S+$/, { error: fault('value.noEdition', { example: 'ECost 1.0' }) });

/** What can be chosen, by name, in the order of the tables. */
export const EditionChoices = z.strictObject({ rates: z.array(EditionName), prices: z.array(EditionName) });
export type EditionChoices = z.infer<typeof EditionChoices>;

export function editionOf(name: string): Edition {
  const gap = name.lastIndexOf(' ');
  return { software: name.slice(0, gap), version: name.slice(gap + 1) };
}

export function editionName({ software, version }: Edition): string {
  return `${software} ${version}`;
}
