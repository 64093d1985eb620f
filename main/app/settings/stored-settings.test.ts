import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import { choiceText } from '../../../protocol/wire/issue-text';
import { DEFAULT_SETTINGS, type Settings } from '../../../protocol/settings';
import { EDITION_CHOICES } from '../registry/registry-settings';
import { readStoredSettings } from './stored-settings';

describe('readStoredSettings', () => {
  it('reads what was stored', () => {
    const settings = { ...DEFAULT_SETTINGS, station: { ...DEFAULT_SETTINGS.station, name: 'Line 4' } };
    expect(readStoredSettings(JSON.stringify(settings))).toEqual({ settings, leftOut: null });
  });

  it('fills in what an earlier version did not know', () => {
    expect(readStoredSettings('{"scan":{"idleMs":500}}').settings).toEqual({
      ...DEFAULT_SETTINGS,
      scan: { ...DEFAULT_SETTINGS.scan, idleMs: 500 },
    });
  });

  it('keeps everything for ever where that was stored, and knows where nobody chose', () => {
    expect(readStoredSettings('{"records":{"keepDays":0}}').settings.records.keepDays).toBe(0);
    expect(readStoredSettings('{"records":{}}').settings.records.keepDays).toBeNull();
    expect(readStoredSettings(null).settings.records.keepDays).toBeNull();
  });

  it('leaves out a password that an earlier version took for a part of the address', () => {
    const stored = { broker: { url: 'amqp://agent:2024#burnin@broker:5672/plant', exchangeDurable: true } };
    expect(readStoredSettings(JSON.stringify(stored)).settings.broker).toEqual({
      ...DEFAULT_SETTINGS.broker,
      url: 'amqp://agent@broker:5672/plant',
      exchangeDurable: true,
    });
  });

  it.each([null, '', '{', '[]', 'null', '{"scan":{"idleMs":1e999}}', '{"scan":{"idleMs":499}}', '{"unknown":1}'])(
    'takes the defaults for %j',
    (text) => {
      expect(readStoredSettings(text).settings).toEqual(DEFAULT_SETTINGS);
    },
  );

  it('what cannot be used costs itself only, and is named', () => {
    const own = {
      ...DEFAULT_SETTINGS,
      broker: { ...DEFAULT_SETTINGS.broker, url: 'amqp://console@broker.plant/' },
      scan: { ...DEFAULT_SETTINGS.scan, serviceNics: ['00:e0:4c', '00:50:b6:*'], unseenPorts: ['BMC'] },
    };
    const stored = {
      ...own,
      broker: { ...own.broker, exchangeDurable: 'yes' },
      scan: { ...own.scan, serviceNics: ['00:e0:4c', 'usb', '00:50:b6:*', '00:e0'], unseenPorts: ['*', 'BMC'], idleMs: 1 },
      newer: {},
    };
    const { settings, leftOut } = readStoredSettings(JSON.stringify(stored));
    expect(settings).toEqual(own);
    expect(english(leftOut ?? [])).toBe(
      'Stored settings that cannot be used were left out: broker.exchangeDurable; scan.idleMs; scan.serviceNics ("usb" is neither a ' +
        'MAC address nor its first three to five octets; write it like 00:e0:4c:68:00:11 or 00:e0:4c, or tell the card by ' +
        'name:usb0, driver:cdc_ether, usb:046b:ffb0 or card:*Virtual NIC*) and 3 more. Look at the settings and save them.',
    );
  });

  it.each(EDITION_CHOICES.rates.flatMap((rate) => EDITION_CHOICES.prices.map((price) => [rate, price] as const)))(
    'every edition of the tables can be the official one: %s, %s',
    (officialRate, officialPrice) => {
      const settings = { ...DEFAULT_SETTINGS, registry: { ...DEFAULT_SETTINGS.registry, officialRate, officialPrice } };
      expect(readStoredSettings(JSON.stringify(settings))).toEqual({ settings, leftOut: null });
    },
  );

  it('an edition that this version does not have is left out, and named', () => {
    const stored = {
      station: { name: 'Line 4' },
      registry: { officialRate: 'ECost 9.9', officialPrice: 'Other 1.0', currency: 'USD' },
    };
    const { settings, leftOut } = readStoredSettings(JSON.stringify(stored));
    expect(settings.registry).toEqual({ ...DEFAULT_SETTINGS.registry, currency: 'USD' });
    expect(settings.station.name).toBe('Line 4');
    expect(english(leftOut ?? [])).toBe(
      `Stored settings that cannot be used were left out: registry.officialRate (${english(choiceText(EDITION_CHOICES.rates))}); ` +
        `registry.officialPrice (${english(choiceText(EDITION_CHOICES.prices))}). Look at the settings and save them.`,
    );
  });

  const KEYS = Object.entries(DEFAULT_SETTINGS).flatMap(([part, values]) =>
    Object.keys(values).map((key) => [part, key] as const),
  );

  it.each(KEYS)('rubbish in %s.%s takes nothing else along', (part, key) => {
    const mine = { ...DEFAULT_SETTINGS, station: { ...DEFAULT_SETTINGS.station, name: 'Line 4', signOutAfterMs: 60_000 } };
    const without = (settings: Settings): object => ({ ...settings, [part]: { ...Reflect.get(settings, part), [key]: null } });
    for (const rubbish of [{ a: 1 }, [null], -1.5, null, '\u0000', ['', {}]]) {
      const stored = { ...mine, [part]: { ...Reflect.get(mine, part), [key]: rubbish } };
      expect(without(readStoredSettings(JSON.stringify(stored)).settings)).toEqual(without(mine));
    }
  });
});
