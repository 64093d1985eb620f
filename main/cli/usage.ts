import { LANGUAGES } from '../../protocol/languages';
import { nearWord } from '../../protocol/near-word';
import { APP_VERSION } from '../version';

export const USAGE = `burnin ${APP_VERSION} – scans a rack of burn-in devices without a window

  burnin scan --amqp URL --api BASE [options]
      Asks every device, compares what answers with MES, sends log and notification.
      --amqp URL        RabbitMQ, for example amqp://console:secret@127.0.0.1:5672/
      --api BASE        base URL of the factory APIs, for example http://127.0.0.1:8080
      --roster FILE     expected serial numbers, one per line or a table (docs/rosters.md); without it a scan takes whoever answers
      --rack NAME       in place of a roster: the units in the slots of a saved rack (docs/racks.md)
      --settings FILE   settings as the console exports them, or some: {"scan": {"interfaceNames": "byMac"}}
                        (docs/settings.md); options win over it
      --operation ID    name of this scan (default: made up from the time)
      --operator ID     who starts it (default: the user's name)
      --idle-s N        end when nothing came for N seconds (default 10)
      --max-s N         end after N seconds at the latest (default 120)
      --pair-passed     send the passed serial numbers to Pair when the scan is done
      --burn            scan mode 1: send them to burn instead of Pair
      --db FILE         records (default: burnin.sqlite in the user's data folder)
      --json FILE       write the result as JSON

  burnin scan --practice [--practice-devices N] [options]
      The same on a simulated rack inside the program, for learning and trying: no broker, no MES, nothing is sent. 24 devices, or N
      (12 to 2000); without --roster the rack's own list. Its records are apart, and everything says that it is a simulation.

  burnin roster check FILE [--json] [--settings FILE]
      Says what a scan would read from a roster: serial numbers, lines that cannot be used and why, notes. Exit code 1 if there are
      problems, 2 if the file cannot be read.

  burnin rack list [--json] | export [NAME] [--out FILE] | import FILE   [--db FILE]
      The racks that are saved: their slots, and which unit is in which. What export writes, import reads; a rack of the same name
      is replaced. Where the window keeps its records: docs/racks.md.

  burnin export --db FILE --operation ID [--format json|csv|evidence] [--separator ,|;|tab] [--out FILE]
      Writes the scan log of an operation (json), all its interfaces (csv), or everything that its verdicts were made from
      (evidence), to the terminal unless --out is given. A CSV file begins with a byte order mark, for spreadsheets; where they
      write numbers with a comma, take --separator ';'.

  burnin export --db FILE --format quarantine [--out FILE]
      Writes every message that could not be used, with its bytes, as a JSON list.

  burnin report operation ID | unit SERIAL | period [--from DAY] [--to DAY] [--by WHAT]
      --db FILE --out FILE [--format pdf|html|csv] [--language ${LANGUAGES.join('|')}]
      A page to print, or a table: an operation with every device, its lists and messages; a device over the years; the yields of a
      time. The format is that of FILE's ending, else pdf. The console's own program makes a PDF (docs/reports.md says which).

  burnin replay FILE
      Judges an evidence bundle again: says whether every verdict comes out the same and every hash fits. Exit code 1 if not, 2 if the
      file is no such bundle.

  burnin registry submit FILE… [--db FILE] [--json | --text]
      Gives Snapshots and events to the device registry. A file holds one, a list of them, or one on each line, as JSON.
      One answer per file: a sentence on a terminal or with --text, otherwise one line {"status", "body"}.

  burnin registry show ID|TAG|SERIAL, list [--text WORDS] [--type T] [--state S] [--model M] [--min-rating N] [--max-rating N]
      [--sort updated|rating|price|model|id] [--ascending] [--offset N] [--limit N], open, tags, agents   [--db FILE] [--json]
      A device and its life; devices; Snapshots that wait for events; tags; people and organisations.

  burnin registry tags add ID… [--organization NAME] [--provider URL], agents add --name NAME [--type Person|Organization|Software]
      [--role RecyclingCenter] [--tax-id ID] [--email E] [--telephone T]   [--db FILE] [--json]
      Makes tags, which a Snapshot links to its device; puts a person or organisation on record.

  burnin registry close-snapshot ID|UUID --reason TEXT [--db FILE] [--json]
      Closes a Snapshot for which the events that are missing will not come.
  burnin registry export [--format jsonl|json] [--out FILE], replay   [--db FILE]
      Everything as JSON; checks that folding all submissions again comes to what is stored (exit code 1 if not).

  burnin registry serve --port N [--db FILE] [--host ADDRESS] [--token T | --token-file FILE]
      Serves the registry over HTTP, to this machine unless --host says else, which then needs a token (BURNIN_REGISTRY_TOKEN,
      a file that only you may read, or --token, which other users of this machine can see). See docs/registry.md.

  burnin audit verify --db FILE [--entry N]
      Checks that no entry of the event log and no raw report was altered, removed or put elsewhere; says which one, and what was
      pruned. Then the head of the event log with its hash, and the hash of entry N, to compare with a printed report or a bundle.
      Exit code 1 if something is wrong, or there is no entry N.

  burnin audit list --db FILE [--limit N]
      Who did what, newest first (default 50).

  burnin finish --db FILE --operation ID (--api BASE | --settings FILE | --practice)
      Ends a scan whose program was killed, as it stands in the records: its log and notification go out once, marked as interrupted.
      No device is asked, and nothing new goes to Pair. What was queued before goes out too, as with a scan, and is told with what
      became of it. Exit code 1 if the factory rejected one of the two, or somebody must see to what was queued.

  burnin deliveries readdress --db FILE --from BASE --to BASE
      Messages that wait because they were made for the factory APIs at --from go to those at --to; the next scan with --api set to
      that sends them. On record in the audit trail. Exit code 1 if none waits for --from.

  burnin history --db FILE [--search TEXT] [--reason CODE] [--from DAY] [--to DAY] [--limit N] [--json]
      Earlier operations, newest first (default 50), and all attempts of the devices that TEXT names: a serial number or a part of
      it, a whole MAC address, an operation, an operator. CODE is a verdict or status such as mismatch or noAnswer; DAY is 2026-11-30.

  burnin statistics --db FILE [--by WHAT] [--from DAY] [--to DAY] [--shifts 08:00,20:00] [--json | --csv]
      Yields by day, shift, station, operator or product; what did not pass by reason, interface, pci, model, slot or agent. What each figure
      means: docs/statistics.md.

  burnin handover --db FILE [--json]
      What the shift that runs leaves to the next: operations with something open, messages that the factory has not taken, quarantine,
      and what was waived, cleared and settled (docs/shift.md).

  burnin self-test --amqp URL [--db FILE] [--settings FILE] [--json]
      Sends the report of a virtual unit that is known to be bad through RabbitMQ and sees whether it is caught, at the beginning of
      a shift (docs/shift.md). On record in the records of the shift's scans. Takes nothing from other consoles, sends nothing to
      the factory. Exit code 0 if it is caught, 1 if it is not or does not come back, 2 if it could not run.

  burnin prune --db FILE --older-than DAYS [--dry-run]
      Removes scans closed more than DAYS days ago, with their raw reports and messages, if everything of them was sent. The
      latest scan stays. A checkpoint in the event log says what was removed, and the log can still be verified.

  burnin records --db FILE [--compact]
      How much room the records take, how they grow and for how long the disk lasts. --compact packs every closed scan and rewrites
      the file; that needs as much room again while it runs.

  burnin support-bundle --db FILE --out FILE.json [--with-reports]
      Versions, settings, counts, state of the records and the end of the log, for somebody who is to help. Without passwords
      and tokens; without raw reports, or with those of the latest operation. While the console runs, use its Health dialog.

  burnin --version | --help | COMMAND --help

Exit codes of scan: 0 every device of the roster passed (without a roster: every device that answered), none is on hold, Pair
refused none, the factory rejected neither log nor notification, and of --pair-passed nothing is left to do (no other operation
keeps a device back, nobody interrupted the scan), and of what was still queued of earlier scans nothing was refused or left in
doubt meanwhile, 1 not so, 2 it could not run. What the factory has not taken yet is still queued and changes no exit code: a line
at the end names it, --json has it, and the next scan with these records goes on trying to send it, to the same --api only.
Exit codes of registry: 0 done, 1 something was refused, 2 it could not run. Without --db: the console's user data folder.
Passwords: BURNIN_BROKER_PASSWORD, BURNIN_API_TOKEN, BURNIN_REGISTRY_TOKEN and BURNIN_SIGNALS_KEY are read from the environment.
`;

/** What to say of a word that is no command; the words of the help that begin `burnin` are all there are. */
export function noCommand(word: string): string {
  const commands = Array.from(USAGE.matchAll(/^ {2}burnin ([a-z][a-z-]*)/gm), ([, name = '']) => name);
  const meant = nearWord(word, commands);
  return `burnin has no command "${word}".${meant === undefined ? '' : ` Is ${meant} meant?`} See burnin --help.`;
}

/** The part of the help about one command, with the exit codes and secrets that concern it; null for a command that there is none. */
export function usageOf(command: string): string | null {
  const [title = '', ...blocks] = USAGE.trimEnd().split('\n\n');
  const own = command.startsWith('-') ? [] : blocks.filter((block) => block.startsWith(`  burnin ${command} `));
  if (own.length === 0) return null;
  const notes = /^(?:Exit codes|Passwords)/;
  const sentences = (blocks.at(-1) ?? '').split(/\n(?=[A-Z])/).filter((line) => notes.test(line));
  const footer = sentences.filter(
    (line) => line.startsWith(`Exit codes of ${command}:`) || (line.startsWith('Passwords') && ASKS_FOR_SECRETS.has(command)),
  );
  return `${[title, ...own, ...(footer.length === 0 ? [] : [footer.join('\n')])].join('\n\n')}\n`;
}

const ASKS_FOR_SECRETS: ReadonlySet<string> = new Set(['scan', 'registry', 'self-test']);
