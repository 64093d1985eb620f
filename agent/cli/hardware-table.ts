import { visibleText } from '../../protocol/visible-text';
import type { BurnInResult } from '../../protocol/wire/inventory';
import type { HardwareReportMessage, InterfaceRow } from '../../protocol/wire/v1';

const NONE = '-';

/** The report for people: who, then one line per interface, then ports without one, then what is odd. */
export function hardwareTable(report: HardwareReportMessage, columns: number): string {
  const rows = report.interfaces.map(cellsOf);
  const idle = Object.entries(report.pciinfo)
    .filter(([, port]) => port.interface === null)
    .map(([pciAddress, port]) => [
      NONE,
      'no interface',
      NONE,
      NONE,
      pciAddress,
      port.driver ?? 'no driver',
      NONE,
      port.description ?? NONE,
    ]);
  const head = ['Interface', 'Kind', 'Address', 'Permanent', 'PCI', 'Driver', 'Link', 'Description'];
  return [
    `Serial number  ${report.sn === '' ? NONE : report.sn}`,
    `Boot id        ${report.bootId === '' ? NONE : report.bootId}`,
    `Agent          ${report.agentVersion}`,
    ...(report.burnIn === undefined ? [] : [`Burn-in        ${burnInOf(report.burnIn)}`]),
    '',
    ...alignColumns([head, ...rows, ...idle], columns),
    ...(report.warnings === undefined ? [] : ['', ...report.warnings.map((warning) => `Warning: ${warning}`)]),
    '',
  ].join('\n');
}

/** How many results wait, and of which types. */
function burnInOf(results: readonly BurnInResult[]): string {
  const types = [...new Set(results.map(({ type }) => visibleText(type)))];
  return `${results.length} not sent yet: ${types.join(', ')}`;
}

function cellsOf(row: InterfaceRow): readonly string[] {
  return [
    row.interface,
    row.bondMaster === undefined ? row.kind : `${row.kind} in ${row.bondMaster}`,
    row.macaddr || NONE,
    row.permaddr === row.macaddr ? 'same' : (row.permaddr ?? NONE),
    row.bus === 'usb' ? 'usb' : (row.pciAddress ?? NONE),
    row.driver ?? NONE,
    linkOf(row),
    row.description ?? NONE,
  ];
}

function linkOf(row: InterfaceRow): string {
  if (row.carrier === true) return 'up';
  return row.carrier === false ? 'no cable' : 'down';
}

/** Narrower than this is no width but a terminal that does not know its own. */
const MIN_COLUMNS = 40;

/** Pads all columns but the last, and cuts lines at the terminal's width. */
function alignColumns(rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) => {
    const line = row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
    return columns < MIN_COLUMNS || line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
  });
}
