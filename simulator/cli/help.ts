import { MISBEHAVIOURS, OTHER_CONTROLS } from '../factory/control-request';
import { FAULTS } from '../faults/fault';

/** The text of `--help`. */
export function helpText(): string {
  return `Usage: simulator [all|factory|fleet] [flags]

Plays a factory (device_info, scan log, notifications, Pair, burn) and a rack of devices with real agents.
When everything runs, one line of JSON is printed; it ends on SIGTERM or Ctrl-C.

Factory (all, factory)
  --port P                  port on 127.0.0.1, 0 for any free one (8080)
  --data DIR                keep received requests in this folder (memory only)
  --mes-file FILE           MES database as JSON: [{"serialNo","product","interfaces":[{"interface","macaddr"}]}] (factory only)
  --control JSON            misbehave from the start, may be repeated; POST /control takes the same JSON while it runs,
                            for example {"kind":"status","status":503,"route":"pair","count":2} or {"kind":"clear"}
  To look at: GET /health, /received/summary, /received/logs, /received/notifications, /received/pairs, /received/burns,
  /devices (PUT replaces the MES database), /control

Fleet (all, fleet)
  --amqp URL                broker (BURNIN_AMQP_URL, or amqp://guest:guest@127.0.0.1:5672/)
  --agents N                devices (24)
  --macs M                  ports of each device (3 to 10, by product)
  --seed S                  the same seed gives the same devices, faults and delays (1)
  --mix realistic           the faults of an ordinary day
  --faults LIST             which faults, for example wrongMac=2,silent=1,late=Q186I15901+Q186I15902; wins over --mix
  --mes-text mixed          MES writes addresses in all the forms that people write them
  --recorded                recorded machines stand beside the made-up ones
  --spread-ms MS            spread answers by chance over so long (0)
  --late-ms MS              when late devices answer (15000)
  --hello-ms MS             time between two hellos of an agent (30000)
  --agents-per-connection N (50)
  --print-roster            put all serial numbers into the line of JSON
  --roster-file FILE        write one serial number per line
  --oracle-file FILE        write what a console must find, as JSON
  --mes-out FILE            write the fleet's MES database, for factory --mes-file

Faults (a device has at most one; those of two take a second device)
${list(FAULTS)}

Misbehaviours of the factory (--control and POST /control), each for the requests that match
route (deviceInfo, log, notification, pair, burn), serials, share (of serials), probability, seed, count
${list(MISBEHAVIOURS)}
Other controls
${list(OTHER_CONTROLS)}

  --help, --version
`;
}

function list(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, meaning]) => `  ${name.padEnd(21)}${meaning}`)
    .join('\n');
}
