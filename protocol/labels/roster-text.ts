/** The text of a roster that reads as exactly these serial numbers, whatever signs they have: a header and quoted cells. */
export function rosterText(serials: readonly string[]): string {
  return ['Serial number', ...serials.map((sn) => `"${sn.replaceAll('"', '""')}"`)].join('\n');
}
