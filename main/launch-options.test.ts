import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from './launch-options';

describe('readLaunchOptions', () => {
  it('without options nothing is overridden', () => {
    expect(readLaunchOptions([])).toEqual({ dataDir: null, settingsOverride: {} });
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
      settingsOverride: {
        broker: { url: 'amqp://guest:guest@127.0.0.1:5672/' },
        api: { baseUrl: 'http://127.0.0.1:8080' },
        station: { name: 'L2' },
      },
    });
  });

  it("passes over Chromium's switches and paths", () => {
    const args = ['.', '--no-sandbox', '--remote-debugging-port=0', '-psn_0_12345', '--api', 'http://mes', '--', '--amqp', 'x'];
    expect(readLaunchOptions(args)).toEqual({ dataDir: null, settingsOverride: { api: { baseUrl: 'http://mes' } } });
  });

  it.each([[['--amqp']], [['--amqp=']], [['--amqp', '']], [['--no-amqp']]])('%j overrides nothing', (args) => {
    expect(readLaunchOptions(args).settingsOverride).toEqual({});
  });

  it('an option without its value does not swallow the next one', () => {
    expect(readLaunchOptions(['--amqp', '--api', 'http://mes'])).toEqual({
      dataDir: null,
      settingsOverride: { api: { baseUrl: 'http://mes' } },
    });
  });
});
