import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { readStoredSettings } from './stored-settings';

describe('readStoredSettings', () => {
  it('reads what was stored', () => {
    const settings = { ...DEFAULT_SETTINGS, station: { ...DEFAULT_SETTINGS.station, name: 'Line 4' } };
    expect(readStoredSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it('fills in what an earlier version did not know', () => {
    expect(readStoredSettings('{"scan":{"idleMs":500}}')).toEqual({
      ...DEFAULT_SETTINGS,
      scan: { ...DEFAULT_SETTINGS.scan, idleMs: 500 },
    });
  });

  it('leaves out a password that an earlier version took for a part of the address', () => {
    const stored = { broker: { url: 'amqp://agent:2024#burnin@broker:5672/plant', exchangeDurable: true } };
    expect(readStoredSettings(JSON.stringify(stored)).broker).toEqual({
      ...DEFAULT_SETTINGS.broker,
      url: 'amqp://agent@broker:5672/plant',
      exchangeDurable: true,
    });
  });

  it.each([null, '', '{', '[]', 'null', '{"scan":{"idleMs":1e999}}', '{"scan":{"idleMs":499}}', '{"unknown":1}'])(
    'takes the defaults for %j',
    (text) => {
      expect(readStoredSettings(text)).toEqual(DEFAULT_SETTINGS);
    },
  );
});
