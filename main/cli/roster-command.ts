import { english } from '../../messages/english';
import { text } from '../../protocol/texts/text';
import { counted } from '../../protocol/counted';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { visibleJson, visibleText } from '../../protocol/visible-text';
import { readRosterFile } from '../app/scan/roster-file';
import { rosterRules } from '../domain/roster/roster';
import type { ParsedRoster } from '../../protocol/parsed-roster';
import type { RosterArguments } from './arguments';
import { readSettingsFile } from '../app/settings/settings-file';

/** `burnin roster check`: what a scan would read from a roster. @returns the exit code: 0 no problems, 1 some */
export async function rosterCommand({ file, json, settings }: RosterArguments, write: (text: string) => void): Promise<number> {
  const labels = settings === null ? undefined : (await readSettingsFile(settings)).labels;
  const { roster: read } = await readRosterFile(file, rosterRules({ ...DEFAULT_SETTINGS.labels, ...labels }));
  const empty = read.serials.length === 0 && read.problems.length === 0;
  const roster = empty ? { ...read, problems: [{ line: 1, text: '', reason: [text('roster.empty')] }] } : read;
  write(json ? visibleJson(`${JSON.stringify(asJson(roster), null, 2)}\n`) : asText(roster));
  return roster.problems.length === 0 ? 0 : 1;
}

function asJson({ serials, problems, notes }: ParsedRoster): object {
  return {
    serials,
    problems: problems.map(({ line, text, reason }) => ({ line, text, reason: english(reason), reasonCodes: reason })),
    notes: notes.map((note) => english(note)),
    noteCodes: notes,
  };
}

function asText(roster: ParsedRoster): string {
  const { serials, notes } = roster;
  const lines = [counted(serials.length, 'serial number'), ...serials.map((sn) => `  ${sn}`)];
  const problems = problemLines(roster);
  if (problems.length > 0) lines.push(counted(problems.length, 'problem'), ...problems);
  if (notes.length > 0) lines.push('Notes', ...notes.map((note) => `  ${english(note)}`));
  return `${lines.map((text) => visibleText(text)).join('\n')}\n`;
}

/** The lines of a roster that cannot be used or only repeat another, one each. */
export function problemLines({ problems }: ParsedRoster): string[] {
  return problems.map(({ line, text, reason, harmless }) => {
    const words = harmless === true ? `${english(reason)} It is left out.` : english(reason);
    return `  line ${line}: ${words}  [${text.trim()}]`;
  });
}
