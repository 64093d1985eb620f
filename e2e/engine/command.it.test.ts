import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultDatabaseFile } from '../../main/cli/data-folder';
import { REPORT_QUEUE } from '../../protocol/topology';
import { countOracle } from '../../simulator/faults/oracle';
import type { Factory } from '../../simulator/factory/factory-server';
import { startFleet, type Fleet, type FleetOptions } from '../../simulator/fleet/start-fleet';
import { buildBurnin, MANY_STARTS_MS, startBurnin, type RunningCommand } from '../support/burnin-command';
import { brokerUrl, until } from '../support/engine-console';
import { openRawBroker } from '../support/raw-broker';
import { bodies } from '../support/received';
import { testFactory } from '../support/scan-line';
import { writeRoster } from '../support/write-roster';

let folder: string;
let db: string;

vi.setConfig({ testTimeout: MANY_STARTS_MS });
beforeAll(buildBurnin);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-command-'));
  db = path.join(folder, 'burnin.sqlite');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

interface Rack {
  readonly fleet: Fleet;
  readonly factory: Factory;
  readonly roster: string;
}

async function rack(options: Omit<FleetOptions, 'amqpUrl'>): Promise<Rack> {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), macs: 3, ...options });
  onTestFinished(() => fleet.stop());
  return { fleet, factory: await testFactory(fleet), roster: await writeRoster(folder, fleet.roster) };
}

function scan(factory: Pick<Factory, 'baseUrl'>, ...more: readonly string[]): RunningCommand {
  return startBurnin(['scan', '--amqp', brokerUrl(), '--api', factory.baseUrl, '--db', db, '--idle-s', '2', ...more]);
}

/** Runs the command to its end. */
async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly said: string }> {
  const command = startBurnin(args);
  const code = await command.ended;
  return { code, out: command.stdout(), said: command.stderr() };
}

async function readJson(file: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
}

describe('burnin scan', () => {
  it('a password in --amqp is neither in the list of processes nor in what is said', async () => {
    const command = startBurnin(['scan', '--amqp', 'amqp://u:hush@127.0.0.1:1/', '--api', 'http://127.0.0.1:1', '--db', db]);
    const listed = async (): Promise<string> => readFile(`/proc/${command.child.pid ?? 0}/cmdline`, 'utf8');
    await until('the command to be named', async () => (await listed()).startsWith('burnin\0'));
    expect(await listed()).not.toContain('hush');
    expect(await command.ended).toBe(2);
    expect(command.stderr()).toMatch(/^ {2}Waiting up to 15 s for RabbitMQ\. /);
    expect(command.stderr()).toMatch(/^burnin: The scan could not begin\. .*127\.0\.0\.1:1/m);
    expect(command.stdout() + command.stderr()).not.toContain('hush');
  });

  it('ends with 0 when all passed, and writes what the requirement names as JSON', async () => {
    const { factory, roster, fleet } = await rack({ count: 6 });
    const json = path.join(folder, 'result.json');
    const command = scan(factory, '--roster', roster, '--operation', '4711', '--operator', 'OP 9', '--json', json);
    expect(await command.ended).toBe(0);
    const result = await readJson(json);
    expect(Object.keys(result)).toEqual([
      'operationId',
      'counts',
      'devices',
      'scanLog',
      'deliveries',
      'earlierDeliveries',
      'neverEnded',
      'waitingElsewhere',
    ]);
    expect(result).toMatchObject({ earlierDeliveries: [], neverEnded: [], waitingElsewhere: [] });
    expect(result).toMatchObject({
      operationId: '4711',
      counts: {
        expected: 6,
        pass: 6,
        fail: 0,
        noAnswer: 0,
        notRegistered: 0,
        couldNotCheck: 0,
        conflict: 0,
        waived: 0,
        guests: 0,
        late: 0,
      },
      devices: fleet.roster.map((sn) => ({ sn, status: 'pass', attempt: 1, reason: '' })),
      deliveries: [
        { kind: 'log', state: 'accepted' },
        { kind: 'notification', state: 'accepted' },
      ],
    });
    expect(bodies(factory, 'logs')).toEqual([result['scanLog']]);
    expect(factory.received('pairs')).toEqual([]);
    expect(command.stdout()).toBe('');
    expect(command.stderr()).toContain('All 6 devices passed.');
    expect(command.stderr()).toContain('expected 6 = pass 6');
  });

  it('ends with 1 when all passed and the factory rejects the scan log, and says what to do next', async () => {
    const { factory, roster } = await rack({ count: 2 });
    factory.control({ kind: 'answer', status: 422, body: '{"message":"Unknown line"}', route: 'log', count: 1 });
    const command = scan(factory, '--roster', roster);
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toContain('All 2 devices passed.');
    expect(command.stderr()).toMatch(/rejected {2}Scan log, 2 devices – .*Unknown line\n(?:.*\n)* {2}→ Rejected: fix/);
  });

  it('ends with 1 when some did not, says which and why, and pairs only what passed when it is told to', async () => {
    const { factory, roster, fleet } = await rack({
      count: 12,
      faults: { wrongMac: 1, absent: 1, silent: 1, unregistered: 1, malformed: 1, pairRejected: 1, legacy: 2 },
    });
    const json = path.join(folder, 'result.json');
    const command = scan(factory, '--roster', roster, '--operation', 'op-1', '--pair-passed', '--json', json);
    expect(await command.ended).toBe(1);
    const result = await readJson(json);
    const { expected, pass, fail, notRegistered, noAnswer, quarantined } = countOracle(fleet.oracle, 60_000);
    expect(result['counts']).toMatchObject({ expected, pass, fail, notRegistered, noAnswer, quarantined });
    const passed = fleet.oracle.filter(({ attempts }) => attempts[0].status === 'pass').map(({ serial }) => serial);
    expect(bodies(factory, 'pairs')).toEqual([{ snArray: passed, operationId: 'op-1' }]);
    expect((result['deliveries'] as { kind: string; state: string }[]).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      // Of what could not be read, of the whole scan, and of what Pair refused.
      'notification accepted',
      'log accepted',
      'notification accepted',
      'pair accepted',
      'notification accepted',
    ]);
    for (const { serial, attempts } of fleet.oracle)
      expect(command.stderr().includes(`  ${serial}`)).toBe(attempts[0].status !== 'pass');
  });

  it('sends to burn instead with --burn, takes whoever answers without a roster, and makes up a name', async () => {
    const { factory, fleet } = await rack({ count: 3 });
    const command = scan(factory, '--burn', '--pair-passed', '--operator', 'OP 9');
    expect(await command.ended).toBe(0);
    const [burn, ...more] = bodies(factory, 'burns');
    expect(more).toEqual([]);
    expect(burn).toMatchObject({
      operatorId: 'OP 9',
      scanMode: 1,
      operationId: expect.stringMatching(/^BI-\d{8}-\d{6}-\d{4}$/) as string,
    });
    expect(burn?.snArray.toSorted()).toEqual([...fleet.roster].toSorted());
    expect(factory.received('pairs')).toEqual([]);
  });

  it('is interrupted: finishes the scan, sends the log, ends with 1', async () => {
    const { factory, roster } = await rack({ count: 4, faults: { mute: 1 } });
    const command = startBurnin([
      'scan',
      '--amqp',
      brokerUrl(),
      '--api',
      factory.baseUrl,
      '--db',
      db,
      '--idle-s',
      '600',
      '--max-s',
      '600',
      '--roster',
      roster,
    ]);
    await until('three verdicts', () => command.stderr().includes('pass 3 + waiting 1'));
    command.child.kill('SIGINT');
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toContain('expected 4 = pass 3 + no answer 1');
    expect(factory.received('logs')).toHaveLength(1);
    const history = startBurnin(['history', '--db', db]);
    expect(await history.ended).toBe(0);
    expect(history.stdout()).toMatch(/ interrupted\b/);
    expect(history.stdout()).not.toContain('never ended');
  });

  it('ends with 2 and one sentence when it cannot run, and leaves no trace of a scan', async () => {
    await mkdir(path.join(folder, 'a-folder'));
    const base = ['scan', '--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1', '--db', db];
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [['scan'], /^burnin: --amqp is missing: say where RabbitMQ is.*\n$/],
      [['scan', '--amqp', 'amqp://127.0.0.1'], /^burnin: --api is missing: say where the factory APIs are.*\n$/],
      [
        ['scan', '--amqp', 'localhost', '--api', 'http://127.0.0.1'],
        /^burnin: --amqp must be a URL that starts with amqp:\/\/ or amqps:\/\//,
      ],
      [
        ['scan', '--amqp', 'amqp://h', '--api', 'ftp://h'],
        /^burnin: --api must be a URL that starts with http:\/\/ or https:\/\//,
      ],
      [[...base, '--idle-s', 'soon'], /^burnin: --idle-s is a number of seconds from 0\.5 to 3600, not "soon"\.\n$/],
      [[...base, '--max-s', '0'], /^burnin: --max-s is a number of seconds from 1 to 86400, not "0"\.\n$/],
      [[...base, '--fast'], /^burnin: There is no option --fast\. See burnin --help\.\n$/],
      [[...base, 'now'], /^burnin: "now" is not an option\. See burnin --help\.\n$/],
      [['scann'], /^burnin: burnin has no command "scann"\. Is scan meant\? See burnin --help\.\n$/],
      [['help', 'scann'], /^burnin: burnin has no command "scann"\. Is scan meant\? See burnin --help\.\n$/],
      [
        [...base, '--roster', path.join(folder, 'none.txt')],
        /^burnin: The roster .*none\.txt is not there\. Check the path\.\n$/,
      ],
      [
        ['scan', '--amqp', 'amqp://h', '--api', 'http://h', '--db', path.join(folder, 'a-folder')],
        /^burnin: The database .*a-folder cannot be opened/,
      ],
      [base, /^( {2}Waiting up to 15 s for RabbitMQ\. .*\n)+burnin: The scan could not begin\. .*127\.0\.0\.1:1.*\n$/],
    ];
    const ends = await Promise.all(refused.map(([args]) => run(...args)));
    expect(ends.map(({ code, out, said }, index) => ({ args: refused[index]?.[0], code, out, said }))).toEqual(
      refused.map(([args, sentence]) => ({ args, code: 2, out: '', said: expect.stringMatching(sentence) as string })),
    );
    const { factory } = await rack({ count: 1 });
    const bad = await writeRoster(folder, ['serial', 'SN1', 'Default string', 'SN2 spare', 'SN3,', ',']);
    const command = scan(factory, '--roster', bad);
    expect(await command.ended).toBe(2);
    expect(command.stderr().split('\n')).toEqual([
      '  line 3: "Default string" is a placeholder, not a serial number.  [Default string]',
      '  line 4: There are several texts on this line. Give the serial number alone, or put it in quotation marks if it has blanks.  [SN2 spare]',
      '  note: Line 1, "serial", is the header.',
      '  note: Line 5: SN3 was read from "SN3,".',
      'burnin: The roster cannot be used: 2 lines have problems. Correct the file, or remove the lines.',
      '',
    ]);
    expect(factory.received('logs')).toEqual([]);
    expect((await run('export', '--db', db, '--operation', 'any')).said).toBe(`burnin: There is no operation any in ${db}.\n`);
  });
});

describe('burnin export', () => {
  it('writes the bytes of the log as JSON, and every interface as CSV that no spreadsheet executes', async () => {
    const { factory, roster } = await rack({ count: 3, faults: { wrongMac: 1 } });
    const command = scan(factory, '--roster', roster, '--operation', 'op/7');
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    await until('the scan to begin', () => command.stderr().includes('started'));
    const formula = '=HYPERLINK("http://evil.example";"Open me")';
    const hostile = {
      operationId: 'op/7',
      sn: formula,
      macinfo: { '+cmd|calc': { macaddr: '@SUM(1)' }, '-1': { macaddr: 'e0:18:7d:00:00:01' } },
    };
    await broker.publish({ queue: REPORT_QUEUE }, Buffer.from(JSON.stringify(hostile)));
    expect(await command.ended).toBe(1);

    const asJson = await run('export', '--db', db, '--operation', 'op/7');
    expect(asJson).toMatchObject({ code: 0, said: '' });
    expect(asJson.out).toBe(`${JSON.stringify(JSON.parse(factory.received('logs')[0]?.raw ?? ''), null, 2)}\n`);

    const file = path.join(folder, 'log.csv');
    const asCsv = await run('export', '--db', db, '--operation', 'op/7', '--format', 'csv', '--out', file);
    expect(asCsv).toMatchObject({ code: 0, out: '', said: `Operation op/7 written to ${file}\n` });
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      '"operation","serial number","device status","attempt","product","ip","interface","expected MAC","found MAC","verdict","reason","time","slot","found in slot","not on list","on hold","pair"',
    );
    expect(lines.filter((line) => line.includes('"mismatch"'))).toHaveLength(1);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"";""Open me"")"`);
    const cells = lines.flatMap((line) => line.match(/"(?:[^"]|"")*"/g) ?? []);
    expect(cells.filter((cell) => /^"[=+\-@]/.test(cell))).toEqual([]);
  });

  it('ends with 2 and one sentence when there is nothing to export', async () => {
    const { factory, roster } = await rack({ count: 1 });
    expect(await scan(factory, '--roster', roster, '--operation', 'known').ended).toBe(0);
    const none = path.join(folder, 'none.sqlite');
    const refused: readonly (readonly [readonly string[], string])[] = [
      [['export', '--db', db, '--operation', 'unknown'], `There is no operation unknown in ${db}. The latest are: known.`],
      [
        ['export', '--db', none, '--operation', 'known'],
        `There are no records at ${none}. Check the path; burnin scan keeps them in ${defaultDatabaseFile()} where --db names no other.`,
      ],
      [['export', '--operation', 'known'], '--db is missing: say which records to read, for example --db burnin.sqlite.'],
      [
        ['export', '--db', db, '--operation', 'known', '--format', 'xml'],
        '--format is json, csv, evidence or quarantine, not "xml".',
      ],
    ];
    const ends = await Promise.all(refused.map(([args]) => run(...args)));
    for (const [index, [, sentence]] of refused.entries())
      expect(ends[index]).toEqual({ code: 2, out: '', said: `burnin: ${sentence}\n` });
  });
});

describe('burnin', () => {
  it('runs from a checkout as "npx burnin", and says its version and how to use it', async () => {
    const { stdout } = await promisify(execFile)('npx', ['--no-install', 'burnin', '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await run('--version')).toMatchObject({ code: 0, out: stdout });
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const flag of [
      '--amqp',
      '--api',
      '--roster',
      '--operation',
      '--operator',
      '--idle-s',
      '--max-s',
      '--pair-passed',
      '--db',
      '--json',
      '--format',
    ])
      expect(help.out).toContain(flag);
    expect(await run()).toMatchObject({ code: 2, out: help.out });
  });
});
