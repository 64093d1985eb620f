import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from './launch-options';

describe('readLaunchOptions', () => {
  it('without options nothing is overridden', () => {
    expect(readLaunchOptions([])).toEqual({
      dataDir: null,
      settingsOverride: {},
      launchAddresses: { broker: null, api: null },
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
