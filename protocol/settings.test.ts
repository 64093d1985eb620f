import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, EnteredSettings, Settings } from './settings';

describe('settings', () => {
  it('the defaults are those of the requirement', () => {
    expect(DEFAULT_SETTINGS.api).toMatchObject({
      deviceInfoPath: '/puzzle/api/v1/deviceInfo/getById',
      scanLogPath: '/puzzle/api/v1/log/deviceScan',
      notificationPath: '/notifications/devicescan',
      pairPath: '/puzzle/api/v1/operations/pair',
      burnPath: '/puzzle/api/v1/operations/burn',
    });
    expect(DEFAULT_SETTINGS.scan).toMatchObject({ idleMs: 10_000, maxMs: 120_000, interfaceNames: 'strict', pairGuests: false });
    expect(DEFAULT_SETTINGS.broker.exchangeDurable).toBe(false);
  });

  it('what was stored by hand is filled up with the defaults', () => {
    expect(Settings.parse({ scan: { idleMs: 5_000 } })).toEqual({
      ...DEFAULT_SETTINGS,
      scan: { ...DEFAULT_SETTINGS.scan, idleMs: 5_000 },
    });
  });

  it.each([
    { broker: { url: 'http://broker' } },
    { broker: { url: 'amqp://broker with space' } },
    { api: { baseUrl: 'ftp://mes' } },
    { api: { pairPath: 'operations/pair' } },
    { api: { concurrency: 0 } },
    { scan: { maxMs: 500 } },
    { scan: { interfaceNames: 'loose' } },
    { scna: {} },
    { labels: { serial: ['^SN\\d+$'] } },
    { labels: { badge: ['OP-*', 'OP[0-9]{4}'] } },
    { labels: { operation: ['WO-.*'] } },
    { scan: { unseenPorts: ['iDRAC.*'] } },
    ...['info', 'data', 'Ports', 'mac', 'macaddr', 'MAC_addr', 'interface', 'serialNo', 'result', '*', '--'].map((name) => ({
      api: { otherAddressFields: [name] },
    })),
    ...[
      'notregistered',
      'notFound',
      'unregistered',
      'hasMore=true',
      'registered=false',
      'truncated=1',
      'errorCount=x',
      '#',
      '* *',
      'a * b * c * d * e * f * g *',
      '未注册',
    ].map((word) => ({ api: { successWords: [word] } })),
  ])('refuses %j', (settings) => {
    expect(EnteredSettings.safeParse(settings).success).toBe(false);
  });

  it.each([
    ...['pduMac', 'kvm', 'radio_addr', 'portOfSwitch'].map((name) => ({ api: { otherAddressFields: [name] } })),
    ...['sparowano', 'verdict=9', 'state=gebucht', 'registered=true', 'IO', 'Sparowano # o *'].map((word) => ({
      api: { successWords: [word] },
    })),
  ])('takes %j', (settings) => {
    expect(EnteredSettings.safeParse(settings).success).toBe(true);
  });

  it.each([
    ['broker', 'url', 'amqp://broker/plant#2'],
    ...['http://mes/ui/#/', 'http://mes?a=1', 'http://u@mes', 'http://mes\\a', 'http://mes:99999', 'http://mes/\u202e'].map(
      (url) => ['api', 'baseUrl', url],
    ),
    ...['deviceInfoPath', 'scanLogPath', 'notificationPath', 'pairPath', 'burnPath'].map((key) => ['api', key, '/p#1']),
  ])('%s.%s %j is refused by name when it is entered; stored since before, it stays', (part = '', key = '', value = '') => {
    const entered = EnteredSettings.safeParse({ [part]: { [key]: value } });
    expect(entered.error?.issues).toMatchObject([{ path: [part, key] }]);
    expect(Settings.parse({ [part]: { [key]: value } })).toMatchObject({ [part]: { [key]: value } });
  });

  it.each(['http://mes', 'https://mes.plant:8443/a/b/', 'http://[::1]:8080', 'http://10.0.0.7/%20', 'https://工廠.example/介面'])(
    'the base URL %j is taken',
    (baseUrl) => expect(EnteredSettings.parse({ api: { baseUrl } }).api.baseUrl).toBe(baseUrl),
  );

  it('a mask with signs that serial numbers have is taken', () => {
    const serial = ['SN-####', 'A.B#*', '(S)####', 'X$1', 'A[', '#+#', '?*'];
    expect(Settings.parse({ labels: { serial } }).labels.serial).toEqual(serial);
  });

  it.each([
    ['serviceNics', '00:e0'],
    ['serviceNics', 'Realtek dongle'],
    ['serviceNics', 'usb:046b'],
    ['vendorDefaultMacs', '00:11:22'],
  ])('an entry of scan.%s that cannot be read is refused by name: %s', (list, entry) => {
    const parsed = Settings.safeParse({ scan: { [list]: ['00:e0:4c:68:00:11', entry] } });
    expect(parsed.error?.issues).toMatchObject([{ path: ['scan', list, 1], message: expect.stringContaining(`"${entry}"`) }]);
  });
});
