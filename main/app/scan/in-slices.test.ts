import { expect, it } from 'vitest';
import { parseRoster, rosterRules, rosterSteps } from '../../domain/roster/roster';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { inSlices } from './in-slices';

const RULES = rosterRules(DEFAULT_SETTINGS.labels, ['0042']);
/** As many lines as a roster may have, of what takes longest. */
const LONGEST = {
  'long lines of strange letters': (line: number) => `${'\u{1F600}'.repeat(40)}${line}`,
  'a note on every line': (line: number) => `Serial number: Q${line}`,
  'serial numbers': (line: number) => `Q186I${line}`,
};

it.each(Object.entries(LONGEST))(
  '%s: a long list is read while other things go on, to the same outcome',
  async (_name, lineOf) => {
    const text = Array.from({ length: 20_000 }, (_, line) => lineOf(10_000 + line)).join('\n');
    let others = 0;
    let over = false;
    const other = (): void => {
      others += 1;
      if (!over) setImmediate(other);
    };
    setImmediate(other);
    const read = await inSlices(rosterSteps(text, RULES));
    over = true;
    expect(others).toBeGreaterThanOrEqual(40);
    expect(read).toEqual(parseRoster(text, RULES));
    expect(read.serials).toHaveLength(20_000);
  },
);
