import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, Settings } from '../../protocol/settings';
import { mergedSettings, readSettingsText, settingsText } from './settings-file';

const read = (text: string) => readSettingsText(text, 'line2.json');

describe('a settings file', () => {
  it('holds every setting and reads as itself', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      scan: { ...DEFAULT_SETTINGS.scan, interfaceNames: 'byMac', serviceNics: ['00:e0:4c'] },
    };
    expect(Settings.parse(mergedSettings(DEFAULT_SETTINGS, read(settingsText(settings))))).toEqual(settings);
  });

  it('holds no password that stands in an address', () => {
    const { broker, api } = DEFAULT_SETTINGS;
    const text = settingsText({
      ...DEFAULT_SETTINGS,
      broker: { ...broker, url: 'amqp://console:hush@broker.plant/' },
      api: { ...api, baseUrl: 'http://user:hush@factory.plant' },
    });
    expect(text).not.toContain('hush');
    expect(text).toContain('amqp://console@broker.plant/');
  });

  it('may be a part: only the keys in it are taken', () => {
    expect(read('{"scan":{"interfaceNames":"byMac"}}')).toEqual({ scan: { interfaceNames: 'byMac' } });
    expect(read('\uFEFF{"labels":{"badge":["W-*"]},"station":{}}')).toEqual({ labels: { badge: ['W-*'] }, station: {} });
    expect(read('{}')).toEqual({});
  });

  it('leaves all other settings as they are', () => {
    const before: Settings = { ...DEFAULT_SETTINGS, scan: { ...DEFAULT_SETTINGS.scan, idleMs: 777 } };
    expect(mergedSettings(before, read('{"scan":{"pairGuests":true}}'))).toEqual({
      ...before,
      scan: { ...before.scan, pairGuests: true },
    });
  });

  it.each([
    ['{"scan":{"interfaceName":"byMac"}}', 'There is no setting `scan.interfaceName`.'],
    ['{"scans":{}}', 'There is no setting `scans`.'],
    ['{"brokerPassword":"x"}', 'There is no setting `brokerPassword`.'],
    ['{"scan":{"interfaceNames":"maybe"}}', '`scan.interfaceNames`: must be strict or byMac.'],
    ['{"scan":{"idleMs":"10"}}', '`scan.idleMs`: must be a number, not text.'],
    ['{"scan":{"idleMs":1}}', '`scan.idleMs`: is below 500.'],
    ['[]', 'must be an object'],
    ['null', 'must be an object'],
    ['{"scan":', 'line2.json is no settings file: it is not JSON.'],
  ])('says what is wrong with %s', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it('an entry of a list that cannot be read is refused by name', () => {
    expect(() => read('{"scan":{"serviceNics":["00:e0:4c","00:e0"]}}')).toThrow(
      '`scan.serviceNics.1`: "00:e0" is neither a MAC address nor its first three to five octets; write it like 00:e0:4c:68:00:11 or 00:e0:4c.',
    );
  });
});
