const LAST_DIGITS = 12;
const LIMIT = 2 ** 48;

/**
 * The UUIDs that one submission gives to what it makes, one after the other: its own with a number added to the last group. The same
 * submission makes the same ones when it is replayed.
 */
export function idsOf(submission: string): () => string {
  const head = submission.slice(0, -LAST_DIGITS);
  const tail = Number.parseInt(submission.slice(-LAST_DIGITS), 16);
  let given = 0;
  return () => {
    given += 1;
    return `${head}${((tail + given) % LIMIT).toString(16).padStart(LAST_DIGITS, '0')}`;
  };
}
