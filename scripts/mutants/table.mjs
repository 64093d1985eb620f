/** What is said of planted faults when all have been tried. */

/** @typedef {import('./trial.mjs').Trial} Trial */

const HEAD = ['fault', 'found', 'by', 'world or form', 'scans', 'seconds'];

/** @type {(trial: Trial) => string[]} */
function cells({ fault, foundBy, problem, seed, scans, seconds }) {
  if (problem !== null) return [fault.name, 'NOT TRIED', '', '', '', ''];
  const found = foundBy === null ? 'NOT FOUND' : 'found';
  return [fault.name, found, foundBy ?? '', seed, String(scans), seconds.toFixed(1)];
}

/** @type {(trials: readonly Trial[]) => string} */
export function tableOf(trials) {
  const rows = [HEAD, ...trials.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const [head = [], ...others] = rows.map(line);
  const found = trials.filter(({ foundBy }) => foundBy !== null).length;
  return [head, '─'.repeat(head.length), ...others, '', `${found} of ${trials.length} planted faults found.`].join('\n');
}
