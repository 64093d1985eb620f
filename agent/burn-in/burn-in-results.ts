import { createHash } from 'node:crypto';
import type { BurnInResult } from '../../protocol/wire/inventory';
import { readBurnInFile } from './burn-in-file';
import { openSentResults } from './sent-results';

/** What a report says of burn-in. */
export interface BurnInReading {
  /** At most 200 and 256 KiB, in the file's order, each once. */
  readonly results: readonly BurnInResult[];
  /** One sentence each. */
  readonly warnings: readonly string[];
}

/** The results that a burn-in program on this device leaves in a file, each to be sent once. */
export interface BurnInResults {
  /** @param onTheWay in reports that the broker has not confirmed yet: they are sent again by themselves */
  read(onTheWay: readonly BurnInResult[]): Promise<BurnInReading>;
  /** Remembers what stood in a confirmed report. Never rejects. @returns a sentence when a restart would forget it, else null */
  noteSent(results: readonly BurnInResult[]): Promise<string | null>;
}

const MAX_RESULTS = 200;
/** Leaves room for the rest of a report, which the console refuses above 1 MiB. */
const MAX_BYTES = 256 * 1024;
/** The contract's bound of a warning. */
const MAX_WARNING = 300;

/** @param file the burn-in program's; what was sent is kept beside it, in `FILE.sent` */
export function openBurnInResults(file: string): BurnInResults {
  const sent = openSentResults(`${file}.sent`);
  const doubt = (): string | null => {
    const fault = sent.fault();
    return fault === null ? null : about(`The list of sent burn-in results, ${file}.sent, `, `${fault}; results may come twice.`);
  };
  return {
    async read(onTheWay) {
      const [{ results, fault }, known] = await Promise.all([readBurnInFile(file), sent.read()]);
      const left = notAmong(results, [...known, ...onTheWay.map(digestOf)]);
      const now = upToTheBounds(left);
      return {
        results: now,
        warnings: [
          ...present(fault === null ? null : about(`The burn-in file ${file}: `, `${fault}.`)),
          ...present(doubt()),
          ...(now.length === left.length
            ? []
            : [`This report has ${now.length} of ${left.length} burn-in results; the others come with the next ones.`]),
        ],
      };
    },
    async noteSent(results) {
      if (results.length === 0) return null;
      await sent.add(results.map(digestOf));
      return doubt();
    },
  };
}

/** The same for equal JSON; white space and the order of the keys of the entry do not count. */
function digestOf(result: BurnInResult): string {
  const sorted = Object.entries(result).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function notAmong(results: readonly BurnInResult[], digests: readonly string[]): readonly BurnInResult[] {
  const known = new Set(digests);
  return results.filter((result) => {
    const digest = digestOf(result);
    if (known.has(digest)) return false;
    known.add(digest);
    return true;
  });
}

function present(sentence: string | null): readonly string[] {
  return sentence === null ? [] : [sentence];
}

function upToTheBounds(results: readonly BurnInResult[]): readonly BurnInResult[] {
  let bytes = 0;
  const tooMany = results.findIndex((result, index) => {
    bytes += Buffer.byteLength(JSON.stringify(result)) + 1;
    return index >= MAX_RESULTS || bytes > MAX_BYTES;
  });
  return tooMany === -1 ? results : results.slice(0, tooMany);
}

/** The sentence without its middle where it is too long: the end says what is wrong. */
function about(what: string, fault: string): string {
  const room = Math.max(0, MAX_WARNING - fault.length - 2);
  return (what.length <= room ? what + fault : `${what.slice(0, room)}… ${fault}`).slice(0, MAX_WARNING);
}
