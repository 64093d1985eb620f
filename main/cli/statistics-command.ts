import { GROUPINGS, type Grouping, type Pareto, type RemovedScans, type StatisticsView } from '../../protocol/history';
import { counted } from '../../protocol/counted';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { csvText, markedTable } from '../domain/records/csv';
import { groupTable, paretoTable } from '../domain/statistics/tables';
import type { StatisticsArguments } from './history-arguments';
import { localDay } from '../../protocol/local-time';
import { withHistory } from './with-history';

/** `burnin statistics`: yields, or what did not pass, by what is asked. docs/statistics.md */
export async function statisticsCommand(
  { db, by, shifts, from, to, format }: StatisticsArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  await withHistory(db, say, async (statistics, mark) => {
    const view = await statistics.read({ from, to, by: isGrouping(by) ? by : 'day' }, shifts ?? undefined);
    if (format === 'json') {
      write(visibleJson(`${JSON.stringify({ ...mark, by, ...view }, null, 2)}\n`));
      return;
    }
    const table = isGrouping(by) ? groupTable(view, by) : paretoTable(view, by);
    const simulated = mark.simulation !== undefined;
    if (format === 'csv') {
      if (view.removed !== null) say(removedText(view.removed));
      write(csvText(simulated ? markedTable(table) : table));
      return;
    }
    const removed = view.removed === null ? '' : `${removedText(view.removed)}\n`;
    write(`${simulated ? `${mark.simulation}\n` : ''}${headText(view)}\n${removed}${alignedText(table)}`);
  });
}

function isGrouping(by: Grouping | Pareto): by is Grouping {
  return GROUPINGS.some((one) => one === by);
}

function removedText({ scans, until }: RemovedScans): string {
  const begun = `${counted(scans, 'scan')} begun until ${localDay(until)}`;
  return `${begun} ${scans === 1 ? 'was' : 'were'} removed from these records: the figures rest on what is kept, and a device whose first judged result was removed is in no yield of devices.`;
}

function headText({ total: { scans, results, judged, guests } }: StatisticsView): string {
  const beside = guests === 0 ? '' : `; beside them ${guests} not on the list`;
  return `${counted(scans, 'scan')}, ${counted(results, 'result')}, ${judged} of them judged${beside}`;
}

/** The first column to the left, numbers to the right. */
function alignedText(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map((cell) => visibleText(cell)));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}
