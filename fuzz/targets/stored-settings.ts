import { splitPassword } from '../../main/app/settings/broker-url';
import { readStoredSettings } from '../../main/app/settings/stored-settings';
import { DEFAULT_SETTINGS, Settings } from '../../protocol/settings';
import type { Target } from '../engine/target';
import { keep, keepPlain, keepStorable } from './checks';
import { jsonBytes, lenientText } from './input-text';

/** The limits once more, apart from the schema: key, least, most. */
const NUMBERS: readonly (readonly [value: (settings: Settings) => number, least: number, most: number])[] = [
  [({ api }) => api.timeoutMs, 100, 120_000],
  [({ api }) => api.concurrency, 1, 256],
  [({ api }) => api.lookUpTries, 1, 10],
  [({ scan }) => scan.idleMs, 500, 3_600_000],
  [({ scan }) => scan.maxMs, 1_000, 86_400_000],
  [({ records }) => records.keepDays ?? 0, 0, 36_500],
];

export const storedSettings: Target = {
  name: 'stored-settings',
  reads: 'settings as they are stored',
  tokens: [
    ...Object.keys(DEFAULT_SETTINGS),
    ...Object.values(DEFAULT_SETTINGS).flatMap((group) => Object.keys(group)),
    'amqp://',
    'amqps://user:password@host:5671/vhost',
    'https://mes.plant',
    'strict',
    'byMac',
    'dark',
    'true',
    '99',
    '100',
    '120001',
  ],
  seeds: () => [
    jsonBytes(DEFAULT_SETTINGS),
    jsonBytes({}),
    jsonBytes({ broker: { url: 'amqp://guest:secret@host/' }, scan: { idleMs: 500, maxMs: 1000, serviceNics: ['00:e0:4c'] } }),
    jsonBytes({
      api: { baseUrl: 'https://mes.plant/', deviceInfoPath: '/x', timeoutMs: 100 },
      window: { theme: 'dark', size: 'large' },
    }),
  ],
  run(bytes) {
    const { settings } = readStoredSettings(lenientText(bytes));
    keepPlain(settings);
    keepStorable(settings);
    const again = Settings.safeParse(settings);
    keep(
      again.success && JSON.stringify(again.data) === JSON.stringify(settings),
      'settings that were read are right, and read as themselves',
    );
    keep(
      JSON.stringify(readStoredSettings(JSON.stringify(settings))) === JSON.stringify({ settings, leftOut: null }),
      'settings survive being stored',
    );
    for (const [value, least, most] of NUMBERS) {
      const number = value(settings);
      keep(
        Number.isInteger(number) && number >= least && number <= most,
        'no setting is outside its limits',
        () => `${number} is not in ${least} to ${most}`,
      );
    }
    for (const text of [
      settings.broker.url,
      settings.api.baseUrl,
      ...Object.values(settings.api).filter((path) => typeof path === 'string'),
    ])
      keep(
        text.length <= 512 && !/\s/.test(text.trim()) === !/\s/.test(text),
        'an address in the settings is trimmed and has a bearable length',
        () => text,
      );
    keep(
      /^amqps?:/.test(settings.broker.url) && /^https?:/.test(settings.api.baseUrl),
      'an address in the settings has the right protocol',
    );
    keep(
      settings.scan.serviceNics.length <= 1_000 && settings.scan.vendorDefaultMacs.length <= 1_000,
      'lists in the settings have a bearable length',
    );
    const { url } = splitPassword(settings.broker.url);
    keep(!URL.canParse(url) || new URL(url).password === '', 'no password stays in the address of the broker', () => url);
    return JSON.stringify(settings) === JSON.stringify(DEFAULT_SETTINGS) ? 'the defaults' : shapeOf(settings);
  },
};

function shapeOf(settings: Settings): string {
  const defaults: Readonly<Record<string, object>> = DEFAULT_SETTINGS;
  return Object.entries(settings)
    .flatMap(([group, values]) =>
      Object.entries(values).map(([key, value]) =>
        JSON.stringify(value) === JSON.stringify(Reflect.get(defaults[group] ?? {}, key)) ? '' : key.slice(0, 3),
      ),
    )
    .join('');
}
