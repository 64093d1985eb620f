import { describe, expect, it } from 'vitest';
import { MISBEHAVIOURS, OTHER_CONTROLS } from '../factory/control-request';
import { FAULT_NAMES } from '../faults/fault';
import { readFlags, type SimulatorRequest } from './flags';
import { helpText } from './help';

function read(line: string, env: Readonly<Record<string, string>> = {}): ReturnType<typeof readFlags> {
  return readFlags(
    line.split(' ').filter((word) => word !== ''),
    env,
  );
}

function run(line: string, env?: Readonly<Record<string, string>>): Extract<SimulatorRequest, { kind: 'run' }> {
  const request = read(line, env);
  if (!request.ok || request.value.kind !== 'run') throw new Error(request.ok ? request.value.kind : request.error);
  return request.value;
}

describe('readFlags', () => {
  it('runs factory and fleet with defaults', () => {
    expect(run('')).toEqual({
      kind: 'run',
      factory: { port: 8080, data: null, mesFile: null, control: [] },
      fleet: {
        amqp: 'amqp://guest:guest@127.0.0.1:5672/',
        agents: 24,
        macs: null,
        seed: 1,
        faults: {},
        mix: null,
        mesText: 'colons',
        recorded: false,
        spreadMs: 0,
        lateMs: 15_000,
        helloMs: 30_000,
        agentsPerConnection: 50,
        printRoster: false,
        rosterFile: null,
        oracleFile: null,
        mesOut: null,
      },
    });
    expect(run('all')).toEqual(run(''));
  });

  it('takes every flag', () => {
    const words =
      '--agents 1000 --macs=8 --seed 7 --amqp amqp://h/ --spread-ms 500 --late-ms 20000 --hello-ms 5000 --agents-per-connection 20';
    expect(
      run(
        `fleet ${words} --mix realistic --mes-text mixed --recorded --print-roster --roster-file r --oracle-file o --mes-out m`,
      ),
    ).toEqual({
      kind: 'run',
      factory: null,
      fleet: {
        amqp: 'amqp://h/',
        agents: 1000,
        macs: 8,
        seed: 7,
        faults: {},
        mix: 'realistic',
        mesText: 'mixed',
        recorded: true,
        spreadMs: 500,
        lateMs: 20_000,
        helloMs: 5000,
        agentsPerConnection: 20,
        printRoster: true,
        rosterFile: 'r',
        oracleFile: 'o',
        mesOut: 'm',
      },
    });
    expect(
      run('factory --port 0 --data d --mes-file f --control {"kind":"slow","ms":5} --control {"kind":"html","route":"pair"}'),
    ).toEqual({
      kind: 'run',
      factory: {
        port: 0,
        data: 'd',
        mesFile: 'f',
        control: [
          { kind: 'slow', ms: 5 },
          { kind: 'html', route: ['pair'] },
        ],
      },
      fleet: null,
    });
  });

  it('reads faults as numbers and as serial numbers', () => {
    expect(run('--faults wrongMac=2,silent=0,late=Q186I15901+Q186I15902').fleet?.faults).toEqual({
      wrongMac: 2,
      silent: 0,
      late: ['Q186I15901', 'Q186I15902'],
    });
  });

  it('takes the broker from the environment, the flag first', () => {
    const env = { BURNIN_AMQP_URL: 'amqp://environment/' };
    expect(run('', env).fleet?.amqp).toBe('amqp://environment/');
    expect(run('--amqp amqp://flag/', env).fleet?.amqp).toBe('amqp://flag/');
  });

  it.each([
    ['--agents', '--agents needs a value.'],
    ['--agents --macs 3', '--agents needs a value.'],
    ['--data=', '--data needs a value.'],
    ['--agents 0', '--agents must be a whole number from 1 to 100000, not "0".'],
    ['--agents -3', '--agents must be a whole number from 1 to 100000, not "-3".'],
    ['--agents ten', '--agents must be a whole number from 1 to 100000, not "ten".'],
    ['--macs 65', '--macs must be a whole number from 1 to 64, not "65".'],
    ['--port 65536', '--port must be a whole number from 0 to 65535, not "65536".'],
    ['--agents 1 --agents 2', '--agents is given 2 times; give it once.'],
    ['--agent 1', 'There is no flag --agent; --help lists them all.'],
    ['-x', 'There is no flag -x; --help lists them all.'],
    ['--recorded=yes', '--recorded takes no value.'],
    ['rack', 'There is no command "rack"; the commands are all, factory, fleet.'],
    ['fleet now', '"now" is one word too many after fleet.'],
    ['factory --agents 3', '--agents belongs to the fleet, and the command is factory.'],
    ['fleet --port 3', '--port belongs to the factory, and the command is fleet.'],
    ['all --mes-file f', '--mes-file belongs to the command factory; with all, the fleet is the MES database.'],
    ['--mix chaotic', '--mix must be realistic, not "chaotic".'],
    ['--mes-text upper', '--mes-text must be colons or mixed, not "upper".'],
    ['--faults wrongMac', '--faults: wrongMac needs a number of devices or serial numbers, such as wrongMac=2.'],
    ['--faults silent=1,silent=2', '--faults: silent is given twice; give it once.'],
    ['--control slow', '--control must be JSON such as {"kind":"slow","ms":200}, not "slow".'],
  ])('%s: one sentence', (line, sentence) => {
    expect(read(line)).toEqual({ ok: false, error: sentence });
  });

  it('names what there is when a fault or a misbehaviour is not known', () => {
    expect(read('--faults wrongMca=1')).toEqual({
      ok: false,
      error: `--faults: there is no fault "wrongMca"; the faults are ${FAULT_NAMES.join(', ')}.`,
    });
    expect(read('--control {"kind":"slwo"}')).toMatchObject({
      ok: false,
      error: expect.stringContaining(Object.keys({ ...MISBEHAVIOURS, ...OTHER_CONTROLS }).join(', ')) as string,
    });
  });

  it('asks for help and version whatever else is there', () => {
    expect(read('--agents ten --help')).toEqual({ ok: true, value: { kind: 'help' } });
    expect(read('--version')).toEqual({ ok: true, value: { kind: 'version' } });
  });
});

describe('helpText', () => {
  it('explains every fault and misbehaviour, within 130 columns', () => {
    for (const name of [...FAULT_NAMES, ...Object.keys({ ...MISBEHAVIOURS, ...OTHER_CONTROLS })])
      expect(helpText()).toContain(name);
    expect(
      Math.max(
        ...helpText()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(130);
  });
});
