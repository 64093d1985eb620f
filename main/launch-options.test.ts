import { describe, expect, it } from 'vitest';
import { argumentsAnew, readLaunchOptions } from './launch-options';

describe('readLaunchOptions', () => {
  it('without options nothing is overridden', () => {
    expect(readLaunchOptions([])).toEqual({
      dataDir: null,
      settingsOverride: {},
      launchAddresses: { broker: null, api: null },
      practice: null,
      print: null,
    });
  });

  it('reads its own options, also with =', () => {
    const args = [
      '--data-dir',
      '/tmp/data',
      '--amqp=amqp://guest:guest@127.0.0.1:5672/',
      '--api',
      'http://127.0.0.1:8080',
      '--station=L2',
    ];
    expect(readLaunchOptions(args)).toEqual({
      dataDir: '/tmp/data',
      settingsOverride: { station: { name: 'L2' } },
      launchAddresses: { broker: 'amqp://guest:guest@127.0.0.1:5672/', api: 'http://127.0.0.1:8080' },
      practice: null,
      print: null,
    });
  });

  it('prints for the command only where it is told what and where to', () => {
    expect(readLaunchOptions(['--print-report=/tmp/a.json', '--print-to=/tmp/a.pdf']).print).toEqual({
      from: '/tmp/a.json',
      to: '/tmp/a.pdf',
    });
    for (const args of [['--print-report=/tmp/a.json'], ['--print-to=/tmp/a.pdf'], ['--', '--print-report=a', '--print-to=b']])
      expect(readLaunchOptions(args).print).toBeNull();
  });

  it.each([
    [['--practice'], 'usual'],
    [['--practice', '--practice-devices', '200'], 200],
    [['--practice-devices=48', '--practice'], 48],
    [['--practice', '--practice-devices', 'many'], Number.NaN],
    [['--practice-devices', '200'], null],
    [['--', '--practice'], null],
  ])('%j: a simulated rack of %s', (args, practice) => {
    expect(readLaunchOptions(args).practice).toBe(practice);
  });

  it('uses no address in practice', () => {
    const args = ['--practice', '--amqp', 'amqp://broker.plant', '--api', 'http://mes', '--station', 'L2'];
    expect(readLaunchOptions(args)).toMatchObject({
      launchAddresses: { broker: null, api: null },
      settingsOverride: { station: { name: 'L2' } },
    });
  });

  it("passes over Chromium's switches and paths", () => {
    const args = ['.', '--no-sandbox', '--remote-debugging-port=0', '-psn_0_12345', '--api', 'http://mes', '--', '--amqp', 'x'];
    expect(readLaunchOptions(args)).toMatchObject({ dataDir: null, launchAddresses: { broker: null, api: 'http://mes' } });
  });

  it.each([[['--amqp']], [['--amqp=']], [['--amqp', '']], [['--no-amqp']]])('%j overrides nothing', (args) => {
    expect(readLaunchOptions(args)).toMatchObject({ settingsOverride: {}, launchAddresses: { broker: null, api: null } });
  });

  it('an option without its value does not swallow the next one', () => {
    expect(readLaunchOptions(['--amqp', '--api', 'http://mes'])).toMatchObject({
      dataDir: null,
      launchAddresses: { broker: null, api: 'http://mes' },
    });
  });
});

describe('argumentsAnew', () => {
  it('adds practice and takes it away again; all else stays', () => {
    const real = ['.', '--no-sandbox', '--amqp', 'amqp://x', '--data-dir=/tmp/d'];
    expect(argumentsAnew(real, true)).toEqual([...real, '--practice']);
    expect(argumentsAnew(argumentsAnew(real, true), false)).toEqual(real);
    expect(argumentsAnew([...real, '--practice', '--practice-devices', '200', '--', 'x'], false)).toEqual([...real, '--', 'x']);
    expect(argumentsAnew(['--practice-devices=9', '--practice', '--', '--practice'], true)).toEqual([
      '--practice',
      '--',
      '--practice',
    ]);
    expect(argumentsAnew(['--practice-devices', '--station', 'a'], false)).toEqual(['--station', 'a']);
  });
});
