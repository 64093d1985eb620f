import { describe, expect, it } from 'vitest';
import { UNENCODED_SIGN } from '../../protocol/broker-url';
import { parseExportArguments, parsePruneArguments, parseReplayArguments, parseRosterArguments } from './arguments';
import { parseScanArguments } from './scan-arguments';
import { UsageError } from './read-options';

const AMQP = 'amqp://guest:guest@127.0.0.1:5672/';
const API = 'http://127.0.0.1:8080';
const NEEDED = ['--amqp', AMQP, '--api', API];

function complaint(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('burnin roster', () => {
  it('checks one file', () => {
    expect(parseRosterArguments(['check', 'r.csv'])).toEqual({ file: 'r.csv', json: false, settings: null });
    expect(parseRosterArguments(['check', '--json', 'r.csv', '--settings=s.json'])).toEqual({
      file: 'r.csv',
      json: true,
      settings: 's.json',
    });
  });

  it.each([
    [[], 'burnin roster needs check. See burnin --help.'],
    [['show'], 'burnin roster needs check, not "show". See burnin --help.'],
    [['check'], 'burnin roster check needs the file of a roster. See burnin --help.'],
    [['check', 'a', 'b'], 'burnin roster check takes one file, not "b" too. See burnin --help.'],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(complaint(() => parseRosterArguments(args))).toBe(sentence);
  });
});

describe('burnin scan', () => {
  it('needs a broker and the APIs; the rest has defaults', () => {
    expect(parseScanArguments(NEEDED)).toEqual({
      amqp: AMQP,
      api: API,
      roster: null,
      rack: null,
      settings: null,
      operation: '',
      operator: null,
      idleMs: null,
      maxMs: null,
      pairPassed: false,
      scanMode: 0,
      db: null,
      json: null,
      practice: null,
    });
  });

  it('takes a simulated rack in place of addresses', () => {
    expect(parseScanArguments(['--practice'])).toMatchObject({ practice: 'usual', amqp: null, api: null });
    expect(parseScanArguments(['--practice', '--practice-devices', '200'])).toMatchObject({ practice: 200 });
    for (const real of [['--amqp', 'amqp://broker/'], ['--api=http://mes']])
      expect(() => parseScanArguments(['--practice', ...real])).toThrow(
        /--practice scans a simulated rack, so --(amqp|api) is not used/,
      );
    expect(() => parseScanArguments(['--practice-devices', '200'])).toThrow('--practice-devices goes with --practice');
  });

  it('takes a saved rack in place of a roster', () => {
    expect(parseScanArguments([...NEEDED, '--rack', 'Rack 7'])).toMatchObject({ rack: 'Rack 7', roster: null });
    expect(() => parseScanArguments([...NEEDED, '--rack', 'Rack 7', '--roster', 'r.csv'])).toThrow(
      '--rack and --roster both say which devices to scan. Leave one of them out.',
    );
  });

  it('takes every option, also with =', () => {
    const args = `--roster=r.csv --settings s.json --operation 17 --operator E-7 --idle-s 0.5 --max-s=30 --pair-passed --burn --db a.sqlite --json out.json`;
    expect(parseScanArguments(['--amqp=amqps://broker/', '--api', 'https://mes/base', ...args.split(' ')])).toEqual({
      amqp: 'amqps://broker/',
      api: 'https://mes/base',
      roster: 'r.csv',
      rack: null,
      settings: 's.json',
      operation: '17',
      operator: 'E-7',
      idleMs: 500,
      maxMs: 30_000,
      pairPassed: true,
      scanMode: 1,
      db: 'a.sqlite',
      json: 'out.json',
      practice: null,
    });
  });

  it.each([
    [
      [],
      '--amqp is missing: say where RabbitMQ is, for example --amqp amqp://guest:guest@127.0.0.1:5672/. --api is missing: say where the factory APIs are, for example --api http://127.0.0.1:8080.',
    ],
    [['--api', API], '--amqp is missing: say where RabbitMQ is, for example --amqp amqp://guest:guest@127.0.0.1:5672/.'],
    [['--amqp', AMQP], '--api is missing: say where the factory APIs are, for example --api http://127.0.0.1:8080.'],
    [['--amqp', '', '--api', API], '--amqp is empty. Give it a value, or leave it out.'],
    [['--amqp', 'http://user:secret@broker', '--api', API], '--amqp must be a URL that starts with amqp:// or amqps://.'],
    ...['2024#hunter2', '2024/hunter2', '20?hunter2', '#hunter2', 'a:b/hunter2'].map((word): [string[], string] => [
      ['--amqp', `amqp://agent:${word}@127.0.0.1:5699/plant`, '--api', API],
      `--amqp cannot be read: ${UNENCODED_SIGN}.`,
    ]),
    [['--amqp', 'broker:5672', '--api', API], '--amqp must be a URL that starts with amqp:// or amqps://.'],
    [
      ['--amqp', AMQP, '--api', 'http://wrong:port'],
      '--api cannot be read as an address: look at its host and at its port, which is a number up to 65535, for example http://127.0.0.1:8080.',
    ],
    [['--amqp', AMQP, '--api', 'mes'], '--api must be a URL that starts with http:// or https://.'],
    ...[
      'http://f/ui/#/',
      'http://f/ui?lang=en',
      'http://f#',
      'http://u@f',
      'http://u:hush@f',
      'http:f',
      'http://f:0',
      'http://f/a b',
    ].map((api): [string[], string] => [
      ['--amqp', AMQP, '--api', api],
      '--api must be an address such as http://mes.plant:8080 or https://mes.plant/api, without a user name, ?, #, spaces or quotes.',
    ]),
    [['--amqp', 'amqp://f/plant#2', '--api', API], '--amqp must have no #; write a # of the virtual host as %23.'],
    [[...NEEDED, '--idle-s', 'soon'], '--idle-s is a number of seconds from 0.5 to 3600, not "soon".'],
    [[...NEEDED, '--idle-s', '0.4'], '--idle-s is a number of seconds from 0.5 to 3600, not "0.4".'],
    [[...NEEDED, '--idle-s', '0x10'], '--idle-s is a number of seconds from 0.5 to 3600, not "0x10".'],
    [[...NEEDED, '--idle-s=-5'], '--idle-s is a number of seconds from 0.5 to 3600, not "-5".'],
    [[...NEEDED, '--max-s', '0.5'], '--max-s is a number of seconds from 1 to 86400, not "0.5".'],
    [[...NEEDED, '--max-s', 'Infinity'], '--max-s is a number of seconds from 1 to 86400, not "Infinity".'],
    [
      [...NEEDED, '--idle-s', '30', '--max-s', '20'],
      '--idle-s is longer than --max-s, so the scan would never end by it. Give a shorter one.',
    ],
    [[...NEEDED, '--nonsense'], 'There is no option --nonsense. See burnin --help.'],
    [[...NEEDED, 'roster.csv'], '"roster.csv" is not an option. See burnin --help.'],
    [[...NEEDED, '--roster'], '--roster needs a value behind it. See burnin --help.'],
    [[...NEEDED, '--burn=yes'], '--burn takes no value. See burnin --help.'],
  ])('%j: %s', (args, sentence) => {
    expect(complaint(() => parseScanArguments(args))).toBe(sentence);
  });

  it('never repeats a password that was given in the wrong place', () => {
    expect(complaint(() => parseScanArguments(['amqp://console:secret@broker/', '--api', API]))).not.toContain('secret');
  });
});

describe('burnin export', () => {
  it('needs records and an operation', () => {
    expect(parseExportArguments(['--db', 'a.sqlite', '--operation', '17'])).toEqual({
      db: 'a.sqlite',
      operation: '17',
      format: 'json',
      separator: ',',
      out: null,
    });
    expect(parseExportArguments(['--db=a', '--operation=1', '--format=csv', '--out', 'x.csv'])).toEqual({
      db: 'a',
      operation: '1',
      format: 'csv',
      separator: ',',
      out: 'x.csv',
    });
  });

  it.each([
    [['--operation', '17'], '--db is missing: say which records to read, for example --db burnin.sqlite.'],
    [
      ['--db', 'a'],
      '--operation is missing: say which operation to export, for example --operation 1187; burnin audit list names them.',
    ],
    [['--db', 'a', '--operation', '1', '--format', 'xml'], '--format is json, csv, evidence or quarantine, not "xml".'],
    [
      ['--db', 'a', '--operation', '1', '--format', 'csv', '--separator', '|'],
      `--separator is ',' or ';' (in quotes) or tab, not "|".`,
    ],
    [['--db', 'a', '--operation', '1', '--separator', ';'], '--separator goes with --format csv.'],
    [
      ['--db', 'a', '--operation', '1', '--format', 'quarantine'],
      'The quarantine belongs to no operation. Leave out --operation.',
    ],
  ])('%j: %s', (args, sentence) => {
    expect(complaint(() => parseExportArguments(args))).toBe(sentence);
  });
});

describe('burnin prune', () => {
  it('needs records and a number of days', () => {
    expect(parsePruneArguments(['--db', 'a', '--older-than', '365', '--dry-run'])).toEqual({
      db: 'a',
      olderThanDays: 365,
      dryRun: true,
    });
    expect(parsePruneArguments(['--db', 'a', '--older-than', '1']).dryRun).toBe(false);
  });

  it.each(['0', '-1', '1.5', '1e3', 'all', '36501', '00000000000001'])('%s is no number of days', (days) => {
    expect(complaint(() => parsePruneArguments(['--db', 'a', `--older-than=${days}`]))).toContain('from 1 to 36500');
  });

  it.each([
    [['--db', 'a'], '--older-than is missing'],
    [['--older-than', '5'], '--db is missing'],
  ])('%j', (args, sentence) => {
    expect(complaint(() => parsePruneArguments(args))).toContain(sentence);
  });
});

describe('burnin replay', () => {
  it.each([
    [[], 'needs the file of an evidence bundle'],
    [['--db'], 'needs the file of an evidence bundle'],
    [['a', 'b'], 'takes one file, not "b" too'],
  ])('%j', (args, sentence) => {
    expect(complaint(() => parseReplayArguments(args))).toContain(sentence);
  });

  it('takes one file', () => {
    expect(parseReplayArguments(['e.json'])).toEqual({ file: 'e.json' });
  });
});
